import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi, useMay } from '../../app/console-context.tsx'
import { intentWord } from '../suggestion/index.ts'

/** The workspace's intents for choosing from, and what to call any intent. Until they are known, the keys speak. */
export function useIntents() {
  const { t } = useTranslation()
  const api = useApi()
  const may = useMay('settings.write')
  const { data } = useQuery(api.intent.list.queryOptions(undefined, { enabled: may }))
  const names = new Map(data?.intents.map(intent => [intent.key, intent.name]))
  const wordOf = (key: string | null) => {
    const word = intentWord(key, t)
    // Intents the product ships with are spoken in the reader's language; a workspace's own by its own names.
    const shipped = key === null || word !== key.replaceAll('_', ' ')
    return shipped ? word : (names.get(key) ?? word)
  }
  return {
    wordOf,
    options: (data?.intents ?? [])
      .filter(intent => intent.active)
      .map(({ key }) => ({ value: key, label: wordOf(key) })),
  }
}
