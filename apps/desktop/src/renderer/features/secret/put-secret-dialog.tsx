import { secretName } from '@countersign/shared/secret/secret.contract'
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

interface PutSecretDialogProps {
  readonly open: boolean
  /** Whose value is replaced; null: a new one. */
  readonly name: string | null
  readonly onClose: () => void
}

/** Stores a secret, or another value for one. */
export function PutSecretDialog({ open, name, onClose }: PutSecretDialogProps) {
  const { t } = useTranslation()
  return (
    <Dialog
      open={open}
      onOpenChange={next => !next && onClose()}
      title={name === null ? t('secret.add') : t('secret.replaceTitle', { name })}
      note={name === null ? t('secret.addNote') : t('secret.replaceNote')}
    >
      <PutSecretForm key={name} given={name} onDone={onClose} />
    </Dialog>
  )
}

function PutSecretForm({ given, onDone }: { given: string | null; onDone: () => void }) {
  const { t } = useTranslation()
  const { client } = useConsole()
  const api = useApi()
  const queryClient = useQueryClient()
  const toaster = useToaster()
  const words = useRefusalWords()
  const sending = useSending()
  const [name, setName] = useState(given ?? '')
  const [value, setValue] = useState('')
  const [tried, setTried] = useState(false)
  const badName = !secretName.safeParse(name).success

  const submit = async () => {
    setTried(true)
    if (badName || value.trim() === '') return
    const stored = await sending.send(() => client.secret.put.mutate({ name, value: value.trim() }))
    if (stored === null) return
    void queryClient.invalidateQueries({ queryKey: api.secret.list.queryKey() })
    toaster.show({ title: t(stored.value.replaced ? 'secret.replaced' : 'secret.storedNow', { name }) })
    onDone()
  }
  return (
    <DialogForm
      submit={t('secret.store')}
      busy={sending.busy}
      problem={sending.refusal === null ? null : words(sending.refusal.code)}
      onSubmit={() => void submit()}
      onCancel={onDone}
    >
      {given === null && (
        <TextField
          label={t('secret.name')}
          note={t('secret.nameNote')}
          problem={tried && badName ? t('secret.nameWrong') : null}
          required
          autoFocus
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          placeholder="TELEGRAM_BOT_TOKEN"
          className="font-mono"
          value={name}
          onChange={event => setName(event.target.value.toUpperCase().replace(/[\s-]/g, '_'))}
        />
      )}
      <TextField
        label={t('secret.value')}
        note={t('secret.valueNote')}
        type="password"
        required
        autoFocus={given !== null}
        autoComplete="off"
        maxLength={8192}
        value={value}
        onChange={event => setValue(event.target.value)}
      />
    </DialogForm>
  )
}
