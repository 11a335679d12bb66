import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApi, useConnection } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { Loaded } from '../../app/loaded.tsx'
import { useNow } from '../../app/use-now.ts'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/class-names.ts'

interface ThreadListProps {
  readonly openId: string | null
  /** Null: a new one. */
  readonly onOpen: (id: string | null) => void
}

/** One's own exchanges, the latest first. */
export function ThreadList({ openId, onOpen }: ThreadListProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const api = useApi()
  const ready = useConnection(state => state.ready || state.phase === 'offline')
  const query = useQuery(api.studio.threads.queryOptions(undefined, { enabled: ready }))
  return (
    <nav
      aria-label={t('studio.threads')}
      className="flex min-h-0 flex-col gap-2 border-b bg-ground p-2 max-pair:max-h-32 pair:border-r pair:border-b-0"
    >
      <Button icon={<Plus />} className="w-full" onClick={() => onOpen(null)}>
        {t('studio.newThread')}
      </Button>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <Loaded query={query} rows={3}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="px-2 py-1 text-ink-3">{t('studio.noThreads')}</p>
            ) : (
              <ul className="flex flex-col gap-0.5">
                {items.map(thread => (
                  <li key={thread.id}>
                    <button
                      type="button"
                      aria-current={thread.id === openId ? 'page' : undefined}
                      onClick={() => onOpen(thread.id)}
                      className={cx(
                        'flex min-h-8 w-full items-baseline gap-2 rounded-md border px-2 py-1 text-left transition-colors duration-100',
                        thread.id === openId
                          ? 'border-line bg-surface font-semibold text-ink'
                          : 'border-transparent text-ink-2 hover:bg-hover hover:text-ink',
                      )}
                    >
                      <span className="min-w-0 flex-1 truncate">{thread.title}</span>
                      <span className="nums shrink-0 text-xs font-normal text-ink-3">
                        {format.ago(thread.at, now)}
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </div>
    </nav>
  )
}
