import { useEffect } from 'react'
import { useApi, useConnection, useConsole } from '../../app/console-context.tsx'

/** Has the conversations around the selected one at hand, so that `J` shows them at once and they can be read offline. */
export function usePrefetchNeighbours(ids: readonly string[], selectedId: string | null): void {
  const { queryClient } = useConsole()
  const api = useApi()
  const live = useConnection(state => state.phase === 'live')
  const at = selectedId === null ? -1 : ids.indexOf(selectedId)
  const wanted = [ids[at + 1], ids[at + 2], at > 0 ? ids[at - 1] : undefined].join(' ')

  useEffect(() => {
    if (!live) return
    // A person who holds `J` is passing by; what they pass is not fetched.
    const timer = setTimeout(() => {
      for (const id of wanted.split(' ')) {
        if (id !== '') void queryClient.prefetchQuery(api.conversation.get.queryOptions({ id }))
      }
    }, 250)
    return () => clearTimeout(timer)
  }, [live, wanted, queryClient, api])
}
