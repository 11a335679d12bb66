import type { AccountView } from '@countersign/shared/identity/account.contract'
import { personLanguages } from '@countersign/shared/identity/sign-up.contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { asOfNow, Loaded } from '../../app/loaded.tsx'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Section } from '../../ui/section.tsx'
import { useToaster } from '../../ui/toast.tsx'
import { EmailSection } from './email-section.tsx'

/** Who the person is to colleagues, and where mail reaches them. */
export function ProfilePanel() {
  const api = useApi()
  const query = useQuery(api.account.get.queryOptions(undefined, asOfNow))
  return (
    <Loaded query={query}>
      {account => (
        <>
          <NameSection account={account} />
          <EmailSection account={account} />
        </>
      )}
    </Loaded>
  )
}

function NameSection({ account }: { account: AccountView }) {
  const { t } = useTranslation()
  const { client, session } = useConsole()
  const api = useApi()
  const queryClient = useQueryClient()
  const toaster = useToaster()
  const words = useRefusalWords()
  const sending = useSending()
  const [name, setName] = useState(account.name)
  const [language, setLanguage] = useState<string>(account.language ?? '')
  const changed = name.trim() !== account.name || language !== (account.language ?? '')

  const save = async () => {
    const chosen = personLanguages.find(one => one === language)
    const saved = await sending.send(() =>
      client.account.update.mutate({
        name: name.trim(),
        ...(chosen === undefined ? {} : { language: chosen }),
      }),
    )
    if (saved === null) return
    queryClient.setQueryData(api.account.get.queryKey(), saved.value)
    toaster.show({ title: t('settings.saved') })
    // A fresh token brings the new name to the rest of the console.
    void session.renew(session.accessToken()).catch(() => undefined)
  }
  return (
    <Section title={t('profile.you')} note={t('profile.youNote')}>
      <form
        className="flex max-w-md flex-col gap-4"
        onSubmit={event => {
          event.preventDefault()
          if (name.trim() !== '') void save()
        }}
      >
        <TextField
          label={t('door.yourName')}
          required
          maxLength={120}
          autoComplete="name"
          value={name}
          onChange={event => setName(event.target.value)}
        />
        <SelectField
          label={t('profile.mailLanguage')}
          note={t('profile.mailLanguageNote')}
          value={language}
          options={[
            // Once chosen it cannot be unchosen: there is nothing to send for that.
            ...(account.language === null ? [{ value: '', label: t('profile.asWorkspace') }] : []),
            ...personLanguages.map(value => ({ value: value as string, label: t(`language.${value}`) })),
          ]}
          onChange={setLanguage}
        />
        {sending.refusal !== null && <Problem>{words(sending.refusal.code)}</Problem>}
        <Button
          type="submit"
          variant="primary"
          className="self-start"
          disabled={!changed || name.trim() === '' || sending.busy}
        >
          {t('settings.save')}
        </Button>
      </form>
    </Section>
  )
}
