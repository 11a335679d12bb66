import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useToaster } from '../ui/toast.tsx'
import { readRefusal } from './refusal.ts'
import { useRefusalWords } from './refusal-words.ts'

interface Change<Data> {
  /** The cached answer that shows what is changed. */
  readonly queryKey: QueryKey
  /** The answer as it will be. */
  readonly patch: (data: Data) => Data
  readonly send: () => Promise<unknown>
  /** Said when it is done, with the way back when there is one. */
  readonly said: string
  readonly undo?: () => void
  /** Said when it was refused, before the reason. */
  readonly failed: string
}

/** Shows a change at once, sends it, and puts everything back with the reason when it is refused. */
export function useChange(): <Data>(change: Change<Data>) => Promise<boolean> {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const toaster = useToaster()
  const words = useRefusalWords()
  return async ({ queryKey, patch, send, said, undo, failed }) => {
    // An older answer that arrives now would undo what is shown.
    await queryClient.cancelQueries({ queryKey })
    const before = queryClient.getQueryData(queryKey)
    if (before !== undefined) queryClient.setQueryData(queryKey, patch(before as never))
    try {
      await send()
      toaster.show({
        title: said,
        ...(undo === undefined ? {} : { action: { label: t('ui.undo'), run: undo } }),
      })
      return true
    } catch (error) {
      queryClient.setQueryData(queryKey, before)
      toaster.show({ tone: 'red', title: failed, note: words(readRefusal(error).code) })
      return false
    } finally {
      void queryClient.invalidateQueries({ queryKey })
    }
  }
}
