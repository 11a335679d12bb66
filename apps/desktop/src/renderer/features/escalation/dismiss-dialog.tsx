import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { DialogForm } from '../../ui/dialog-form.tsx'
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
        <DialogForm
          submit={t('escalation.dismiss')}
          danger
          onSubmit={() => {
            setTried(true)
            if (reason.trim() === '') return
            onDismiss(reason.trim())
            close()
          }}
          onCancel={close}
        >
          <TextField
            label={t('escalation.dismissReason')}
            value={reason}
            maxLength={1000}
            autoFocus
            problem={tried && reason.trim() === '' ? t('escalation.dismissEmpty') : null}
            onChange={event => setReason(event.target.value)}
          />
        </DialogForm>
      </Dialog>
    ),
  }
}
