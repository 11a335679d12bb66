import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../app/console-context.tsx'
import { readRefusal } from '../../app/refusal.ts'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useReasonDialog } from '../../ui/reason-dialog.tsx'
import { useToaster } from '../../ui/toast.tsx'

interface PlatformChange {
  readonly title: string
  readonly note: string
  readonly confirm: string
  readonly said: string
  readonly send: (reason: string) => Promise<unknown>
}

/**
 * Every change of the platform: asked for with a reason, done, and everything of the area asked for again. Nothing is shown before
 * it is done: it is about other people's work.
 */
export function usePlatformChange() {
  const { t } = useTranslation()
  const api = useApi()
  const queryClient = useQueryClient()
  const toaster = useToaster()
  const words = useRefusalWords()
  const { ask, dialog } = useReasonDialog()
  return {
    dialog,
    change({ title, note, confirm, said, send }: PlatformChange) {
      ask({
        title,
        note,
        confirm,
        reasonLabel: t('confirm.reason'),
        run: async ({ reason }) => {
          try {
            await send(reason)
          } catch (error) {
            return words(readRefusal(error).code)
          }
          toaster.show({ title: said })
          void queryClient.invalidateQueries({ queryKey: api.platform.pathKey() })
          return null
        },
      })
    },
  }
}
