import { type InputHTMLAttributes, type ReactNode, type Ref, type TextareaHTMLAttributes, useId } from 'react'
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
