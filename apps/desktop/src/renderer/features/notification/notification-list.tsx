import { Popover } from '@base-ui/react/popover'
import type {
  NotificationList as NotificationData,
  NotificationView,
} from '@countersign/shared/notification/notification.contract'
import { type UseQueryResult, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { BellOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { Loaded } from '../../app/loaded.tsx'
import { useNow } from '../../app/use-now.ts'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/class-names.ts'
import { Notice } from '../../ui/notice.tsx'
import { useIntents } from '../intent/index.ts'
import { notificationPlace, notificationWords } from './notification-words.ts'

interface NotificationListProps {
  readonly query: UseQueryResult<NotificationData, unknown>
  /** Called when one of them was followed. */
  readonly onDone: () => void
}

/** The same list as if those had been read. */
export function markRead(data: NotificationData, ids: readonly string[] | null): NotificationData {
  const items = data.items.map(item =>
    ids === null || ids.includes(item.id) ? { ...item, read: true } : item,
  )
  const now = data.items.filter((item, index) => !item.read && items[index]?.read === true).length
  return { items, unread: ids === null ? 0 : Math.max(0, data.unread - now) }
}

export function NotificationList({ query, onDone }: NotificationListProps) {
  const { t } = useTranslation()
  const { client } = useConsole()
  const api = useApi()
  const queryClient = useQueryClient()
  const unread = query.data?.unread ?? 0

  const read = (ids: readonly string[] | null) => {
    const queryKey = api.notification.list.queryKey()
    queryClient.setQueryData<NotificationData>(queryKey, data => data && markRead(data, ids))
    client.notification.markRead.mutate(ids === null ? {} : { ids: [...ids] }).then(
      () => undefined,
      // Unread stays unread; the list says so again.
      () => void queryClient.invalidateQueries({ queryKey }),
    )
  }
  return (
    <>
      <header className="flex min-h-11 shrink-0 items-center justify-between gap-3 border-b px-4">
        <Popover.Title className="font-semibold">{t('notification.label')}</Popover.Title>
        {unread > 0 && (
          <Button size="sm" variant="ghost" onClick={() => read(null)}>
            {t('notification.readAll')}
          </Button>
        )}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <Loaded query={query} rows={3}>
          {({ items }) =>
            items.length === 0 ? (
              <Notice icon={<BellOff />} title={t('notification.empty')}>
                {t('notification.emptyNote')}
              </Notice>
            ) : (
              <ul aria-label={t('notification.label')}>
                {items.map(item => (
                  <li key={item.id} className="border-b last:border-b-0">
                    <Row
                      item={item}
                      onFollow={() => {
                        if (!item.read) read([item.id])
                        onDone()
                      }}
                    />
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </div>
    </>
  )
}

function Row({ item, onFollow }: { item: NotificationView; onFollow: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { wordOf } = useIntents()
  return (
    <Link
      {...notificationPlace(item)}
      onClick={onFollow}
      className="flex gap-3 px-4 py-2.5 outline-offset-[-2px] hover:bg-hover"
    >
      <span
        aria-hidden="true"
        className={cx('mt-1.5 size-1.5 shrink-0 rounded-full', !item.read && 'bg-accent')}
      />
      <span className={cx('min-w-0 flex-1', item.read && 'text-ink-2')}>
        {!item.read && <span className="sr-only">{t('notification.new')} </span>}
        {notificationWords(item, wordOf, t, format)}
      </span>
      <span className="nums shrink-0 text-xs text-ink-3">{format.ago(item.at, now)}</span>
    </Link>
  )
}
