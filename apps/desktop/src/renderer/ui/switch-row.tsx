import { Switch } from '@base-ui/react/switch'
import { type ReactNode, useId } from 'react'

interface SwitchRowProps {
  readonly label: string
  readonly note?: ReactNode
  readonly checked: boolean
  readonly disabled?: boolean
  readonly onChange: (checked: boolean) => void
}

/** Something that is on or off and takes effect at once. */
export function SwitchRow({ label, note, checked, disabled = false, onChange }: SwitchRowProps) {
  const id = useId()
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="min-w-0">
        <p id={id} className="font-medium">
          {label}
        </p>
        {note !== undefined && (
          <p id={`${id}-note`} className="text-xs text-ink-3">
            {note}
          </p>
        )}
      </div>
      <Switch.Root
        aria-labelledby={id}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        checked={checked}
        disabled={disabled}
        onCheckedChange={onChange}
        className="inline-flex h-6 w-10 shrink-0 items-center rounded-full border border-ink-3 bg-sunken p-0.5 transition-colors duration-100 data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50"
      >
        <Switch.Thumb className="size-4 rounded-full bg-ink-3 transition-transform duration-100 data-checked:translate-x-4 data-checked:bg-accent-ink" />
      </Switch.Root>
    </div>
  )
}
