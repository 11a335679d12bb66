import { passwordMinLength } from '@countersign/shared/identity/password.policy'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CheckField, TextField } from '../../ui/field.tsx'

interface NewPasswordFieldProps {
  readonly value: string
  readonly problem: string | null
  readonly autoFocus?: boolean
  readonly onChange: (password: string) => void
}

/** A password to be. It can be looked at instead of being typed twice. */
export function NewPasswordField({ value, problem, autoFocus = false, onChange }: NewPasswordFieldProps) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  return (
    <div className="flex flex-col gap-1.5">
      <TextField
        label={t('door.newPassword')}
        note={t('door.passwordNote', { count: passwordMinLength })}
        problem={problem}
        type={shown ? 'text' : 'password'}
        autoComplete="new-password"
        autoCapitalize="off"
        spellCheck={false}
        required
        autoFocus={autoFocus}
        maxLength={1024}
        value={value}
        onChange={event => onChange(event.target.value)}
      />
      <CheckField label={t('door.showPassword')} checked={shown} onChange={setShown} />
    </div>
  )
}
