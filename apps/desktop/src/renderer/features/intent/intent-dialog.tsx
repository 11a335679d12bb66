import { type IntentView, intentKey } from '@countersign/shared/intent/intent.contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useSending } from '../../app/use-sending.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { DialogForm } from '../../ui/dialog-form.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { useToaster } from '../../ui/toast.tsx'

interface IntentDialogProps {
  readonly open: boolean
  /** Null: a new one. */
  readonly intent: IntentView | null
  readonly onClose: () => void
}

export function IntentDialog({ open, intent, onClose }: IntentDialogProps) {
  const { t } = useTranslation()
  return (
    <Dialog
      open={open}
      onOpenChange={next => !next && onClose()}
      title={intent === null ? t('intentPage.addTitle') : t('intentPage.editOf', { name: intent.name })}
      {...(intent === null ? { note: t('intentPage.addNote') } : {})}
    >
      <IntentForm key={intent?.id ?? 'new'} intent={intent} onDone={onClose} />
    </Dialog>
  )
}

/** A key that says what the name says, where the name has Latin letters. */
export function keyFor(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[_\d]+|_+$/g, '')
    .slice(0, 60)
}

function IntentForm({ intent, onDone }: { intent: IntentView | null; onDone: () => void }) {
  const { t } = useTranslation()
  const { client } = useConsole()
  const api = useApi()
  const queryClient = useQueryClient()
  const toaster = useToaster()
  const words = useRefusalWords()
  const sending = useSending()
  const [name, setName] = useState(intent?.name ?? '')
  const [typedKey, setTypedKey] = useState<string | null>(null)
  const [description, setDescription] = useState(intent?.description ?? '')
  const [tried, setTried] = useState(false)
  const key = typedKey ?? keyFor(name)
  const badKey = intent === null && !intentKey.safeParse(key).success

  const submit = async () => {
    setTried(true)
    if (name.trim() === '' || badKey) return
    const saved = await sending.send(async () => {
      if (intent === null) await client.intent.create.mutate({ key, name, description })
      else await client.intent.update.mutate({ id: intent.id, name, description })
    })
    if (saved === null) return
    void queryClient.invalidateQueries({ queryKey: api.intent.list.queryKey() })
    toaster.show({ title: t('intentPage.saved', { name }) })
    onDone()
  }
  return (
    <DialogForm
      submit={t('intentPage.save')}
      busy={sending.busy}
      problem={sending.refusal === null ? null : words(sending.refusal.code)}
      onSubmit={() => void submit()}
      onCancel={onDone}
    >
      <TextField
        label={t('intentPage.name')}
        required
        autoFocus
        maxLength={100}
        value={name}
        onChange={event => setName(event.target.value)}
      />
      {intent === null && (
        <TextField
          label={t('intentPage.key')}
          note={t('intentPage.keyNote')}
          required
          maxLength={60}
          autoCapitalize="off"
          spellCheck={false}
          className="font-mono"
          value={key}
          problem={tried && badKey ? t('intentPage.keyWrong') : null}
          onChange={event => setTypedKey(event.target.value)}
        />
      )}
      <TextArea
        label={t('intentPage.description')}
        rows={3}
        maxLength={1000}
        value={description}
        onChange={event => setDescription(event.target.value)}
      />
    </DialogForm>
  )
}
