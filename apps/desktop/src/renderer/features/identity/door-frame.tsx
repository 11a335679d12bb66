import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { languages } from '../../app/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { Logo } from '../../ui/logo.tsx'
import { chooseLanguage } from './choose-language.ts'

interface DoorFrameProps {
  readonly title: string
  readonly note?: ReactNode
  /** Below the form: other ways to go. */
  readonly foot?: ReactNode
  readonly children?: ReactNode
}

/** Every screen before the console: the mark, what is asked, and the language. */
export function DoorFrame({ title, note, foot, children }: DoorFrameProps) {
  const { t, i18n } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // The next step is read out from its heading, unless it has a field that took the focus.
    const { activeElement } = document
    if (activeElement === null || activeElement === document.body) heading.current?.focus()
    document.title = `${title} · Countersign`
  }, [title])
  return (
    <main className="grid h-full place-items-center overflow-y-auto bg-ground p-6">
      <div className="w-full max-w-[23rem]">
        <div className="mb-8 flex items-center gap-2.5">
          <Logo />
          <span className="text-md font-bold">Countersign</span>
        </div>
        <h1 ref={heading} tabIndex={-1} className="text-xl font-bold text-balance outline-none">
          {title}
        </h1>
        {note !== undefined && <div className="mt-1 mb-6 text-md text-ink-2">{note}</div>}
        <div className={note === undefined ? 'mt-6' : ''}>{children}</div>
        {foot !== undefined && (
          <div className="mt-5 flex flex-wrap gap-x-5 gap-y-2 border-t pt-4 text-ink-2">{foot}</div>
        )}
        <div className="mt-8 flex gap-1 text-xs">
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

/** A way to another screen before the console. */
export const doorLink =
  'inline-flex min-h-6 items-center font-medium text-accent underline underline-offset-2'
