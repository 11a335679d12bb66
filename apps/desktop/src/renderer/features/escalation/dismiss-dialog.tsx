import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'

/** Asks why an escalation needs nobody: the reason is part of the record, so it cannot be empty. */
export function useDismissDialog(onDismiss: (reason: string) => void): { open(): void; dialog: ReactNode } {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const close = () => {
    setShown(false)
    setReason('')
    setTried(false)
  }
  return {
    open: () => setShown(true),
    dialog: (
      <Dialog
        open={shown}
        onOpenChange={open => !open && close()}
        title={t('escalation.dismissTitle')}
        note={t('escalation.dismissNote')}
      >
        <form
          className="flex flex-col gap-4"
          onSubmit={event => {
            event.preventDefault()
            setTried(true)
            if (reason.trim() === '') return
            onDismiss(reason.trim())
            close()
          }}
        >
          <TextField
            label={t('escalation.dismissReason')}
            value={reason}
            maxLength={1000}
            autoFocus
            problem={tried && reason.trim() === '' ? t('escalation.dismissEmpty') : null}
            onChange={event => setReason(event.target.value)}
          />
          <div className="flex justify-end gap-2">
            <Button variant="ghost" onClick={close}>
              {t('ui.cancel')}
            </Button>
            <Button type="submit" variant="danger">
              {t('escalation.dismiss')}
            </Button>
          </div>
        </form>
      </Dialog>
    ),
  }
}
