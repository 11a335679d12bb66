import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useConsole } from './console-context.tsx'
import { useCustomerName } from './use-customer-name.ts'

/** At most one in this time: a busy morning must not bury the desktop. */
const quietMs = 5_000

/** In the desktop, while nobody is looking: says that a draft waits. A browser says nothing. */
export function useDraftNotices(): void {
  const { t } = useTranslation()
  const { ports, client, onEvents } = useConsole()
  const { bridge } = ports
  const nameOf = useCustomerName()
  useEffect(() => {
    if (bridge === null) return
    let last = Number.NEGATIVE_INFINITY
    return onEvents(events => {
      const ready = events.findLast(
        event => event.type === 'suggestion.created' && event.conversationId !== null,
      )
      const now = ports.now().getTime()
      if (ready?.conversationId == null || document.hasFocus() || now - last < quietMs) return
      last = now
      const { conversationId } = ready
      client.conversation.get.query({ id: conversationId }).then(
        ({ customer, suggestion }) => {
          if (suggestion?.status !== 'pending') return
          void bridge
            .notify({
              title: nameOf(customer.name, conversationId).slice(0, 120),
              body: t('notice.draft'),
              conversationId,
            })
            .catch(() => undefined)
        },
        // A notice that cannot be made is not worth an error: the list has the draft anyway.
        () => undefined,
      )
    })
  }, [bridge, client, onEvents, ports, nameOf, t])
}
