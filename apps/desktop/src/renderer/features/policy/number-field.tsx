import { type ReactNode, useState } from 'react'
import { TextField } from '../../ui/field.tsx'

interface NumberFieldProps {
  readonly label: string
  readonly note?: ReactNode
  readonly problem?: string | null
  readonly value: number
  readonly min?: number
  readonly max?: number
  readonly step?: number
  readonly disabled?: boolean
  readonly onChange: (value: number) => void
}

/** A number as it is typed: an empty or half-written one is kept on screen and is no number meanwhile. */
export function NumberField({ value, onChange, ...rest }: NumberFieldProps) {
  const [text, setText] = useState(String(value))
  const typed = text === '' ? Number.NaN : Number(text)
  // Another value from outside (discarded, or somebody else's) takes the place of what was typed.
  const shown = Object.is(typed, value) || (Number.isNaN(typed) && Number.isNaN(value)) ? text : String(value)
  return (
    <TextField
      type="number"
      inputMode="decimal"
      className="nums"
      value={shown === 'NaN' ? '' : shown}
      onChange={event => {
        setText(event.target.value)
        onChange(event.target.value === '' ? Number.NaN : Number(event.target.value))
      }}
      {...rest}
    />
  )
}
