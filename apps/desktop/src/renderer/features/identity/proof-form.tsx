import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useSending } from '../../app/use-sending.ts'
import { DialogForm } from '../../ui/dialog-form.tsx'
import { TextField } from '../../ui/field.tsx'
import { Problem } from '../../ui/problem.tsx'
import { isWrongCode, isWrongPassword } from './wrong-proof.ts'

interface ProofFormProps<T> {
  readonly confirm: string
  /** Asks for a code of the second step, too. */
  readonly withCode?: boolean
  readonly danger?: boolean
  readonly send: (proof: { readonly password: string; readonly code: string }) => Promise<T>
  readonly onDone: (value: T) => void
  readonly onCancel: () => void
}

/** Who they are, once more: what follows changes how the person signs in. */
export function ProofForm<T>({
  confirm,
  withCode = false,
  danger = false,
  send,
  onDone,
  onCancel,
}: ProofFormProps<T>) {
  const { t } = useTranslation()
  const words = useRefusalWords()
  const sending = useSending()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const submit = async () => {
    if (password === '' || (withCode && code.trim() === '')) return
    const sent = await sending.send(() => send({ password, code: code.trim() }))
    if (sent !== null) onDone(sent.value)
  }
  return (
    <DialogForm
      submit={confirm}
      busy={sending.busy}
      danger={danger}
      onSubmit={() => void submit()}
      onCancel={onCancel}
    >
      <TextField
        label={t('confirm.password')}
        type="password"
        required
        autoFocus
        autoComplete="current-password"
        value={password}
        onChange={event => setPassword(event.target.value)}
      />
      {withCode && (
        <TextField
          label={t('factor.anyCode')}
          required
          autoComplete="one-time-code"
          spellCheck={false}
          value={code}
          onChange={event => setCode(event.target.value)}
        />
      )}
      {sending.refusal !== null && (
        <Problem>
          {isWrongPassword(sending.refusal)
            ? t('confirm.passwordWrong')
            : isWrongCode(sending.refusal)
              ? t('door.codeWrong')
              : words(sending.refusal.code)}
        </Problem>
      )}
    </DialogForm>
  )
}
