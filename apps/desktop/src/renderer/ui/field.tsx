import {
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react'
import { cx } from './class-names.ts'

const box =
  'w-full rounded-md border border-line-2 bg-raised px-2.5 placeholder:text-ink-3 aria-invalid:border-red disabled:opacity-60'

interface Labelled {
  readonly label: string
  readonly note?: ReactNode
  readonly problem?: string | null
}

function Label({ id, label, note, problem, children }: Labelled & { id: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children}
      {typeof problem === 'string' ? (
        <p id={`${id}-note`} className="text-xs text-red">
          {problem}
        </p>
      ) : (
        note !== undefined && (
          <p id={`${id}-note`} className="text-xs text-ink-3">
            {note}
          </p>
        )
      )}
    </div>
  )
}

export function TextField({
  label,
  note,
  problem,
  className,
  ...rest
}: Labelled & InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> }) {
  const id = useId()
  return (
    <Label id={id} label={label} note={note} problem={problem ?? null}>
      <input
        id={id}
        aria-invalid={typeof problem === 'string'}
        aria-describedby={typeof problem === 'string' || note !== undefined ? `${id}-note` : undefined}
        className={cx(box, 'h-[2.125rem]', className)}
        {...rest}
      />
    </Label>
  )
}

export function TextArea({
  label,
  note,
  problem,
  className,
  ...rest
}: Labelled & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId()
  return (
    <Label id={id} label={label} note={note} problem={problem ?? null}>
      <textarea
        id={id}
        aria-invalid={typeof problem === 'string'}
        aria-describedby={typeof problem === 'string' || note !== undefined ? `${id}-note` : undefined}
        className={cx(box, 'py-2', className)}
        {...rest}
      />
    </Label>
  )
}

interface SelectFieldProps<T extends string>
  extends Labelled,
    Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'value'> {
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly onChange: (value: T) => void
}

/** One of a known list. The system's own control: it is typed into, and read out, as people are used to. */
export function SelectField<T extends string>({
  label,
  note,
  problem,
  value,
  options,
  onChange,
  className,
  ...rest
}: SelectFieldProps<T>) {
  const id = useId()
  return (
    <Label id={id} label={label} note={note} problem={problem ?? null}>
      <select
        id={id}
        value={value}
        aria-describedby={typeof problem === 'string' || note !== undefined ? `${id}-note` : undefined}
        onChange={event => onChange(event.target.value as T)}
        className={cx(box, 'h-[2.125rem] pr-1.5', className)}
        {...rest}
      >
        {options.map(option => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Label>
  )
}

interface CheckFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'type'> {
  readonly label: string
  readonly note?: ReactNode
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

/** Yes or no, with its words beside it. */
export function CheckField({ label, note, checked, onChange, className, ...rest }: CheckFieldProps) {
  const id = useId()
  return (
    <div className={cx('flex items-start gap-2.5', className)}>
      <input
        id={id}
        type="checkbox"
        checked={checked}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        onChange={event => onChange(event.target.checked)}
        className="mt-0.5 size-4 shrink-0 accent-accent disabled:opacity-60"
        {...rest}
      />
      <div className="min-w-0">
        <label htmlFor={id} className="block min-h-6 font-medium">
          {label}
        </label>
        {note !== undefined && (
          <p id={`${id}-note`} className="text-xs text-ink-3">
            {note}
          </p>
        )}
      </div>
    </div>
  )
}
