import { secretName } from '@countersign/shared/secret/secret.contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useSending } from '../../app/use-sending.ts'
import { DialogForm } from '../../ui/dialog-form.tsx'
import { TextField } from '../../ui/field.tsx'
import { useToaster } from '../../ui/toast.tsx'

/** A value for all workspaces, with why: it is written down like every change of the platform. */
export function PlatformSecretForm({ given, onDone }: { given: string | null; onDone: () => void }) {
  const { t } = useTranslation()
  const { client } = useConsole()
  const api = useApi()
  const queryClient = useQueryClient()
  const toaster = useToaster()
  const words = useRefusalWords()
  const sending = useSending()
  const [name, setName] = useState(given ?? '')
  const [value, setValue] = useState('')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const badName = !secretName.safeParse(name).success
  const noReason = reason.trim().length < 3

  const submit = async () => {
    setTried(true)
    if (badName || noReason || value.trim() === '') return
    const stored = await sending.send(() =>
      client.platform.putSecret.mutate({ name, value: value.trim(), reason: reason.trim() }),
    )
    if (stored === null) return
    void queryClient.invalidateQueries({ queryKey: api.platform.pathKey() })
    toaster.show({ title: t(stored.value.replaced ? 'secret.replaced' : 'secret.storedNow', { name }) })
    onDone()
  }
  return (
    <DialogForm
      submit={t('secret.store')}
      busy={sending.busy}
      problem={sending.refusal === null ? null : words(sending.refusal.code)}
      noValidate
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
          placeholder="OPENAI_API_KEY"
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
      <TextField
        label={t('confirm.reason')}
        problem={tried && noReason ? t('confirm.reasonEmpty') : null}
        required
        maxLength={500}
        value={reason}
        onChange={event => setReason(event.target.value)}
      />
    </DialogForm>
  )
}
