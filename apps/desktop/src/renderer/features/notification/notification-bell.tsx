import { Popover } from '@base-ui/react/popover'
import { useQuery } from '@tanstack/react-query'
import { Bell } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConnection } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { NotificationList } from './notification-list.tsx'

/** How many things there are to know, and what they are. */
export function NotificationBell() {
  const { t } = useTranslation()
  const format = useFormat()
  const api = useApi()
  const [open, setOpen] = useState(false)
  const ready = useConnection(state => state.ready || state.phase === 'offline')
  const query = useQuery(api.notification.list.queryOptions(undefined, { enabled: ready }))
  const unread = query.data?.unread ?? 0
  const number = format.number(unread)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        aria-label={
          unread === 0
            ? t('notification.label')
            : // Begins with the words and the number that are seen, for those who speak to their machine.
              `${t('notification.label')} ${t('notification.unread', { number })}`
        }
        className="flex min-h-8 items-center gap-2.5 rounded-md border border-transparent px-2 text-ink-2 transition-colors duration-100 hover:bg-hover hover:text-ink max-wide:min-h-11 max-wide:flex-col max-wide:justify-center max-wide:gap-0.5 max-wide:px-0"
      >
        <Bell aria-hidden="true" className="size-4 shrink-0" />
        <span className="text-left wide:flex-1 max-wide:sr-only">{t('notification.label')}</span>
        {unread > 0 && (
          <span className="nums inline-flex h-4 min-w-4 items-center justify-center rounded-full bg-accent px-1 text-[0.625rem] leading-none font-semibold text-accent-ink">
            {number}
          </span>
        )}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="right" align="end" sideOffset={8} collisionPadding={12} className="z-40">
          <Popover.Popup className="popup-motion flex overflow-hidden max-h-[min(32rem,calc(100vh-2rem))] w-[min(24rem,calc(100vw-5rem))] flex-col rounded-xl border border-line-2 bg-raised outline-none">
            <NotificationList query={query} onDone={() => setOpen(false)} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
