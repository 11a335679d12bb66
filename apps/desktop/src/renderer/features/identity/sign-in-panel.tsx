import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useConsole } from '../../app/console-context.tsx'
import { type Language, languages, rememberLanguage } from '../../app/i18n.ts'
import { type Refusal, readRefusal } from '../../app/refusal.ts'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Logo } from '../../ui/logo.tsx'
import { ServerField } from './server-field.tsx'

/** The way in. Says why it is shown when a session has ended; nothing typed elsewhere is lost meanwhile. */
export function SignInPanel() {
  const { t, i18n } = useTranslation()
  const { session, ports } = useConsole()
  const because = useStore(session.store, state => (state.phase === 'signed_out' ? state.because : null))
  const words = useRefusalWords()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Refusal['code'] | null>(null)

  const submit = async () => {
    if (email.trim() === '' || password === '') return
    setBusy(true)
    setProblem(null)
    try {
      await session.signIn(email.trim(), password)
    } catch (error) {
      setProblem(readRefusal(error).code)
      setBusy(false)
    }
  }

  return (
    <main className="grid h-full place-items-center overflow-y-auto bg-ground p-6">
      <div className="w-full max-w-[22rem]">
        <div className="mb-6 flex items-center gap-2.5">
          <Logo />
          <h1 className="text-lg font-bold">Countersign</h1>
        </div>
        <p className="mb-5 text-md text-ink-2">
          {t(because === 'expired' ? 'signIn.expired' : 'signIn.line')}
        </p>
        <form
          className="flex flex-col gap-3.5"
          onSubmit={event => {
            event.preventDefault()
            void submit()
          }}
        >
          <TextField
            label={t('signIn.email')}
            type="email"
            autoComplete="username"
            required
            autoFocus
            value={email}
            onChange={event => setEmail(event.target.value)}
          />
          <TextField
            label={t('signIn.password')}
            type="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={event => setPassword(event.target.value)}
          />
          {problem !== null && (
            <p role="alert" className="rounded-md border border-red-line bg-red-soft px-3 py-2 text-red">
              {problem === 'auth.invalid' ? t('signIn.wrong') : words(problem)}
            </p>
          )}
          <Button type="submit" variant="primary" disabled={busy} className="mt-1 h-[2.125rem]">
            {busy ? t('signIn.busy') : t('signIn.submit')}
          </Button>
        </form>
        {ports.bridge !== null && <ServerField bridge={ports.bridge} />}
        <div className="mt-6 flex gap-1 text-xs">
          {languages.map(language => (
            <Button
              key={language}
              size="sm"
              variant="ghost"
              lang={language}
              aria-pressed={i18n.resolvedLanguage === language}
              className={i18n.resolvedLanguage === language ? 'font-semibold text-ink' : ''}
              onClick={() => chooseLanguage(language, i18n)}
            >
              {t(`language.${language}`)}
            </Button>
          ))}
        </div>
      </div>
    </main>
  )
}

export function chooseLanguage(
  language: Language,
  i18n: { changeLanguage(language: string): Promise<unknown> },
): void {
  rememberLanguage(language)
  document.documentElement.lang = language
  void i18n.changeLanguage(language)
}
