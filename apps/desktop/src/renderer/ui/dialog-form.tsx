import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { Problem } from './problem.tsx'

interface DialogFormProps {
  /** What the button says that sends the form. */
  readonly submit: string
  /** Nothing can be sent now. */
  readonly busy?: boolean
  readonly danger?: boolean
  /** Why the last try came to nothing, in words. */
  readonly problem?: ReactNode
  /** The form says itself what is missing, in its own words. */
  readonly noValidate?: boolean
  readonly onSubmit: () => void
  readonly onCancel: () => void
  readonly children: ReactNode
}

/** The form of a dialog: its fields, why it was refused, and the two ways out. */
export function DialogForm({ submit, busy, danger, problem, noValidate, ...props }: DialogFormProps) {
  const { t } = useTranslation()
  return (
    <form
      className="flex flex-col gap-4"
      noValidate={noValidate}
      onSubmit={event => {
        event.preventDefault()
        props.onSubmit()
      }}
    >
      {props.children}
      {problem !== undefined && problem !== null && <Problem>{problem}</Problem>}
      <div className="flex justify-end gap-2">
        <Button variant="ghost" onClick={props.onCancel}>
          {t('ui.cancel')}
        </Button>
        <Button type="submit" variant={danger === true ? 'danger' : 'primary'} disabled={busy}>
          {submit}
        </Button>
      </div>
    </form>
  )
}
