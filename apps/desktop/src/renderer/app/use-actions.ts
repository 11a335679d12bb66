import { useTranslation } from 'react-i18next'
import { useToaster } from '../ui/toast.tsx'
import type { Action } from './action/action.ts'
import type { Performed } from './action/perform-action.ts'
import { useConsole } from './console-context.tsx'
import { readDecidedBy } from './refusal.ts'
import { useRefusalWords } from './refusal-words.ts'

interface Said {
  /** Shown when it is done, with the way back when there is one. */
  readonly title: string
  readonly undo?: Action
}

/** Performs actions and says what came of them. */
export function useActions() {
  const { t } = useTranslation()
  const console = useConsole()
  const toaster = useToaster()
  const words = useRefusalWords()

  const perform = async (action: Action, customerName: string, said?: Said): Promise<Performed> => {
    if (said !== undefined) {
      const { title, undo } = said
      toaster.show({
        title,
        ...(undo === undefined
          ? {}
          : { action: { label: t('ui.undo'), run: () => void perform(undo, customerName) } }),
      })
    }
    const performed = await console.perform(action, customerName)
    switch (performed.kind) {
      case 'done':
        break
      case 'kept':
        // One message for all of them: the bar has the number.
        toaster.show({ id: 'kept', title: t('offline.kept'), note: t('offline.keptNote') })
        break
      case 'failed':
        toaster.show({
          tone: 'red',
          title: t('action.failed', { name: customerName }),
          note: words(performed.code),
          action: { label: t('ui.retry'), run: () => void perform(action, customerName) },
        })
        break
      case 'refused': {
        const { name } = readDecidedBy(performed.details)
        toaster.show({
          tone: 'amber',
          title: t('action.failed', { name: customerName }),
          note: name === null ? words(performed.code) : `${words(performed.code)} ${name}`,
        })
        break
      }
    }
    return performed
  }
  return { perform }
}
