import { type ReactNode, useId } from 'react'

interface SliderFieldProps {
  readonly label: string
  readonly note?: ReactNode
  readonly value: number
  readonly min?: number
  readonly max?: number
  readonly step: number
  /** The value as it is read, and read out. */
  readonly shown: string
  readonly disabled?: boolean
  readonly onChange: (value: number) => void
}

/** A value between two others, moved by hand or by the arrow keys. */
export function SliderField({
  label,
  note,
  value,
  min = 0,
  max = 1,
  step,
  shown,
  disabled,
  onChange,
}: SliderFieldProps) {
  const id = useId()
  return (
    <div>
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        <output htmlFor={id} className="nums text-md font-semibold">
          {shown}
        </output>
      </div>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        disabled={disabled}
        aria-valuetext={shown}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        // A step of 0.005 cannot be said exactly in binary: 0.29 must not become 0.28999….
        onChange={event => onChange(Math.round(event.target.valueAsNumber * 1000) / 1000)}
        className="h-6 w-full accent-accent disabled:opacity-50"
      />
      {note !== undefined && (
        <p id={`${id}-note`} className="text-xs text-ink-3">
          {note}
        </p>
      )}
    </div>
  )
}
