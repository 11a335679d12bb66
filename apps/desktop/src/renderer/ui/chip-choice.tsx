import { Check, Plus } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { cx } from './class-names.ts'

interface ChipChoiceProps {
  readonly label: string
  readonly note?: ReactNode
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly chosen: readonly string[]
  readonly disabled?: boolean
  readonly onChange: (chosen: readonly string[]) => void
}

/** Any number of a short known list. What is chosen but not on the list any more stays to be taken off. */
export function ChipChoice({ label, note, options, chosen, disabled = false, onChange }: ChipChoiceProps) {
  const id = useId()
  const known = new Set(options.map(option => option.value))
  const all = [
    ...options,
    ...chosen.filter(value => !known.has(value)).map(value => ({ value, label: value.replaceAll('_', ' ') })),
  ]
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as this is, and a disabled one would hide its state
    <div role="group" aria-labelledby={id} aria-describedby={note === undefined ? undefined : `${id}-note`}>
      <p id={id} className="font-medium">
        {label}
      </p>
      {note !== undefined && (
        <p id={`${id}-note`} className="text-xs text-ink-3">
          {note}
        </p>
      )}
      <div className="mt-1.5 flex flex-wrap gap-1.5">
        {all.map(option => {
          const on = chosen.includes(option.value)
          return (
            <button
              key={option.value}
              type="button"
              aria-pressed={on}
              disabled={disabled}
              onClick={() =>
                onChange(on ? chosen.filter(value => value !== option.value) : [...chosen, option.value])
              }
              className={cx(
                'inline-flex h-6 items-center gap-1 rounded-full border px-2 text-xs transition-colors duration-100 disabled:opacity-60 [&_svg]:size-3',
                on
                  ? 'border-accent-line bg-accent-soft font-medium text-accent'
                  : 'border-line-2 text-ink-2 not-disabled:hover:bg-hover',
              )}
            >
              {on ? <Check aria-hidden="true" /> : <Plus aria-hidden="true" />}
              {option.label}
            </button>
          )
        })}
      </div>
    </div>
  )
}
