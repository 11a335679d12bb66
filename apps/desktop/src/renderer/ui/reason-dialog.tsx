import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { TextField } from './field.tsx'
import { Problem } from './problem.tsx'

/** What is about to be done, and what has to be said for it. */
export interface ReasonRequest {
  readonly title: string
  readonly note: string
  readonly confirm: string
  /** The reason goes into the record, so it cannot be empty. Left out: none is asked for. */
  readonly reasonLabel?: string
  /** Must be typed letter for letter: for what cannot be undone. */
  readonly typed?: { readonly label: string; readonly text: string }
  /** Asked for again, so that a window left open is not enough. */
  readonly passwordLabel?: string
  /** Does it. Answers what to say when it was refused, or null when it was done. */
  run(given: { readonly reason: string; readonly password: string }): Promise<string | null>
}

/** Asks before what has consequences for others: what happens, why, and one button that says it. */
export function useReasonDialog(): { ask(request: ReasonRequest): void; dialog: ReactNode } {
  const [request, setRequest] = useState<ReasonRequest | null>(null)
  const [open, setOpen] = useState(false)
  const [count, setCount] = useState(0)
  return {
    ask(next) {
      setRequest(next)
      setCount(count + 1)
      setOpen(true)
    },
    dialog: request !== null && (
      <Dialog open={open} onOpenChange={setOpen} title={request.title} note={request.note}>
        <ReasonForm key={count} request={request} onClose={() => setOpen(false)} />
      </Dialog>
    ),
  }
}

function ReasonForm({ request, onClose }: { request: ReasonRequest; onClose: () => void }) {
  const { t } = useTranslation()
  const { reasonLabel, typed, passwordLabel } = request
  const [reason, setReason] = useState('')
  const [text, setText] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const noReason = reasonLabel !== undefined && reason.trim().length < 3
  const notTyped = typed !== undefined && text.trim() !== typed.text
  const noPassword = passwordLabel !== undefined && password === ''

  const submit = async () => {
    setTried(true)
    if (noReason || notTyped || noPassword || busy) return
    setBusy(true)
    const refused = await request.run({ reason: reason.trim(), password })
    setBusy(false)
    if (refused === null) onClose()
    else setProblem(refused)
  }

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={event => {
        event.preventDefault()
        void submit()
      }}
    >
      {reasonLabel !== undefined && (
        <TextField
          label={reasonLabel}
          value={reason}
          maxLength={500}
          autoFocus
          problem={tried && noReason ? t('confirm.reasonEmpty') : null}
          onChange={event => setReason(event.target.value)}
        />
      )}
      {typed !== undefined && (
        <TextField
          label={typed.label}
          value={text}
          autoComplete="off"
          spellCheck={false}
          problem={tried && notTyped ? t('confirm.typedWrong', { text: typed.text }) : null}
          onChange={event => setText(event.target.value)}
        />
      )}
      {passwordLabel !== undefined && (
        <TextField
          label={passwordLabel}
          type="password"
          autoComplete="current-password"
          value={password}
          problem={tried && noPassword ? t('confirm.passwordEmpty') : null}
          onChange={event => setPassword(event.target.value)}
        />
      )}
      {problem !== null && <Problem>{problem}</Problem>}
      <div className="flex justify-end gap-2">
        <Button variant="ghost" onClick={onClose}>
          {t('ui.cancel')}
        </Button>
        <Button type="submit" variant="danger" disabled={busy}>
          {request.confirm}
        </Button>
      </div>
    </form>
  )
}
