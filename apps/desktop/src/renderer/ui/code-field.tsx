import type { Ref } from 'react'
import { TextField } from './field.tsx'

interface CodeFieldProps {
  readonly label: string
  readonly note?: string
  readonly problem?: string | null
  readonly value: string
  readonly length?: number
  readonly onChange: (code: string) => void
  /** Called with the code once it is whole, also when it was pasted. */
  readonly onWhole?: (code: string) => void
  readonly disabled?: boolean
  readonly ref?: Ref<HTMLInputElement>
}

/**
 * A short code of digits. One field, not one for each digit: it can be pasted into, filled in by the system, corrected in the middle
 * and read out as one thing.
 */
export function CodeField({
  label,
  note,
  problem,
  value,
  length = 6,
  onChange,
  onWhole,
  disabled,
  ref,
}: CodeFieldProps) {
  return (
    <TextField
      {...(ref === undefined ? {} : { ref })}
      label={label}
      {...(note === undefined ? {} : { note })}
      problem={problem ?? null}
      value={value}
      inputMode="numeric"
      autoComplete="one-time-code"
      autoCapitalize="off"
      spellCheck={false}
      autoFocus
      required
      disabled={disabled}
      placeholder={'0'.repeat(length)}
      className="nums h-12 pl-[0.55em] text-center text-xl tracking-[0.45em] placeholder:text-line-2"
      onChange={event => {
        // A pasted code may bring blanks, dashes or the words around it.
        const code = event.target.value.replace(/\D/g, '').slice(0, length)
        onChange(code)
        if (code.length === length && code !== value) onWhole?.(code)
      }}
    />
  )
}
