import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Kbd } from '../../ui/kbd.tsx'

interface ReasonFormProps {
  readonly kind: 'reject' | 'escalate'
  readonly onSubmit: (reason: string) => void
  readonly onCancel: () => void
}

/** One optional line of why. Enter decides with or without it, Esc goes back. */
export function ReasonForm({ kind, onSubmit, onCancel }: ReasonFormProps) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  return (
    <form
      className="flex min-w-0 flex-1 flex-wrap items-center gap-2"
      onSubmit={event => {
        event.preventDefault()
        onSubmit(reason)
      }}
      onKeyDown={event => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        onCancel()
      }}
    >
      <input
        // biome-ignore lint/a11y/noAutofocus: the person has just pressed the key that asks for it
        autoFocus
        value={reason}
        maxLength={1000}
        onChange={event => setReason(event.target.value)}
        aria-label={t(`suggestion.reason.${kind}`)}
        placeholder={t(`suggestion.reason.${kind}`)}
        className="h-[1.875rem] min-w-40 flex-1 rounded-md border border-line-2 bg-raised px-2.5"
      />
      <Button type="submit" variant="danger" keys={<Kbd>↵</Kbd>}>
        {t(`suggestion.${kind}`)}
      </Button>
      <Button variant="ghost" onClick={onCancel} keys={<Kbd>Esc</Kbd>}>
        {t('ui.back')}
      </Button>
    </form>
  )
}
