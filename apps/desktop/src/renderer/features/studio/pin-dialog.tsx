import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useSending } from '../../app/use-sending.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { DialogForm } from '../../ui/dialog-form.tsx'
import { TextField } from '../../ui/field.tsx'
import { useToaster } from '../../ui/toast.tsx'
import type { MessageWire } from './studio-wire.ts'

interface PinDialogProps {
  readonly message: MessageWire | null
  readonly onClose: () => void
}

/** Keeps an exchange as a case under a name. */
export function PinDialog({ message, onClose }: PinDialogProps) {
  const { t } = useTranslation()
  return (
    <Dialog
      open={message !== null}
      onOpenChange={next => !next && onClose()}
      title={t('studio.pinTitle')}
      note={t('studio.pinNote')}
    >
      {message !== null && <PinForm key={message.id} message={message} onDone={onClose} />}
    </Dialog>
  )
}

function PinForm({ message, onDone }: { message: MessageWire; onDone: () => void }) {
  const { t } = useTranslation()
  const { client } = useConsole()
  const api = useApi()
  const queryClient = useQueryClient()
  const toaster = useToaster()
  const words = useRefusalWords()
  const sending = useSending()
  const [name, setName] = useState(message.text.replaceAll(/\s+/g, ' ').slice(0, 80))
  const pin = async () => {
    if (name.trim() === '') return
    const pinned = await sending.send(() => client.studio.pin.mutate({ messageId: message.id, name }))
    if (pinned === null) return
    void queryClient.invalidateQueries({ queryKey: api.studio.cases.queryKey() })
    toaster.show({ title: t('studio.pinned', { name }) })
    onDone()
  }
  return (
    <DialogForm
      submit={t('studio.pin')}
      busy={sending.busy}
      problem={sending.refusal === null ? null : words(sending.refusal.code)}
      onSubmit={() => void pin()}
      onCancel={onDone}
    >
      <TextField
        label={t('studio.pinName')}
        required
        autoFocus
        maxLength={200}
        value={name}
        onChange={event => setName(event.target.value)}
      />
    </DialogForm>
  )
}
