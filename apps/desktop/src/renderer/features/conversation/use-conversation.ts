import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useApi, useConnection, useConsole } from '../../app/console-context.tsx'
import { useCustomerName } from '../../app/use-customer-name.ts'

export function useConversation(id: string) {
  const api = useApi()
  const ready = useConnection(state => state.ready || state.phase === 'offline')
  const nameOf = useCustomerName()
  const query = useQuery(api.conversation.get.queryOptions({ id }, { enabled: ready }))
  const { data } = query
  const named = useMemo(
    () =>
      data && {
        ...data,
        customer: { ...data.customer, name: nameOf(data.customer.name, data.conversation.id) },
      },
    [data, nameOf],
  )
  return { data: named, error: query.error, isError: query.isError, refetch: query.refetch }
}

/** A glance is not reading: only a conversation that stays open this long counts as read. */
const readAfterMs = 900

/** Tells the server that an open conversation was read. */
export function useMarkRead(id: string, unreadCount: number): void {
  const { client, queryClient, api } = useConsole()
  useEffect(() => {
    if (unreadCount === 0) return
    const timer = setTimeout(() => {
      if (document.visibilityState !== 'visible') return
      client.conversation.markRead.mutate({ id }).then(
        () => {
          void queryClient.invalidateQueries({ queryKey: api.conversation.list.pathKey() })
          void queryClient.invalidateQueries({ queryKey: api.conversation.get.queryKey({ id }) })
        },
        // Unread stays unread; the next visit tries again.
        () => undefined,
      )
    }, readAfterMs)
    return () => clearTimeout(timer)
  }, [id, unreadCount, client, queryClient, api])
}
