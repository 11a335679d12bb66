import type { EscalationView } from '@countersign/shared/escalation/escalation.contract'
import { useQuery } from '@tanstack/react-query'
import { Siren, Timer } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConnection } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { readRefusal } from '../../app/refusal.ts'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useCustomerName } from '../../app/use-customer-name.ts'
import { useNow } from '../../app/use-now.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { StateWord } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/class-names.ts'
import { Notice } from '../../ui/notice.tsx'
import { ConversationListSkeleton, channelMark } from '../conversation/index.ts'

/** Open escalations: overdue and urgent ones first, then whoever has waited longest. */
export function sortEscalations(items: readonly EscalationView[]): EscalationView[] {
  return items
    .filter(item => item.status === 'pending' || item.status === 'claimed')
    .sort(
      (a, b) =>
        (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9') ||
        b.priority - a.priority ||
        a.createdAt.localeCompare(b.createdAt),
    )
}

export function useEscalations() {
  const api = useApi()
  const ready = useConnection(state => state.ready || state.phase === 'offline')
  const query = useQuery(api.escalation.list.queryOptions({ limit: 200 }, { enabled: ready }))
  const nameOf = useCustomerName()
  const items = sortEscalations(query.data?.items ?? []).map(item => ({
    ...item,
    customerName: nameOf(item.customerName, item.conversationId),
  }))
  return { query, items }
}

interface EscalationPanelProps {
  readonly escalations: ReturnType<typeof useEscalations>
  readonly selectedId: string | null
  readonly onSelect: (conversationId: string) => void
  readonly onOpen: (conversationId: string) => void
}

/** The queue of what the AI handed to people. */
export function EscalationPanel({ escalations, selectedId, onSelect, onOpen }: EscalationPanelProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useRefusalWords()
  const { query, items } = escalations
  return (
    <section aria-label={t('escalation.queue')} className="flex h-full min-h-0 flex-col">
      <header className="flex h-12 shrink-0 items-center gap-2 border-b px-4">
        <h1 className="text-md font-bold">{t('escalation.queue')}</h1>
        {query.data !== undefined && (
          <span className="nums text-ink-3">
            {t('escalation.open', { count: items.length, shown: format.number(items.length) })}
          </span>
        )}
      </header>
      {query.data === undefined && query.isError ? (
        <Notice
          role="alert"
          title={t('escalation.failed')}
          action={<Button onClick={() => void query.refetch()}>{t('ui.retry')}</Button>}
        >
          {words(readRefusal(query.error).code)}
        </Notice>
      ) : query.isPending ? (
        <ConversationListSkeleton />
      ) : items.length === 0 ? (
        <Notice icon={<Siren />} title={t('escalation.empty')}>
          {t('escalation.emptyNote')}
        </Notice>
      ) : (
        <Rows items={items} label={t('escalation.queue')} {...{ selectedId, onSelect, onOpen }} />
      )}
    </section>
  )
}

interface RowsProps {
  readonly items: readonly EscalationView[]
  readonly label: string
  readonly selectedId: string | null
  readonly onSelect: (conversationId: string) => void
  readonly onOpen: (conversationId: string) => void
}

function Rows({ items, label, selectedId, onSelect, onOpen }: RowsProps) {
  const prefix = useId()
  const list = useRef<HTMLDivElement>(null)
  const at = items.findIndex(item => item.conversationId === selectedId)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the row moves into sight when the selection moves
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [selectedId])

  const onKeyDown = (event: KeyboardEvent) => {
    const to =
      event.key === 'ArrowDown'
        ? at + 1
        : event.key === 'ArrowUp'
          ? at - 1
          : event.key === 'Home'
            ? 0
            : event.key === 'End'
              ? items.length - 1
              : null
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && selectedId !== null) {
      event.preventDefault()
      onOpen(selectedId)
    }
    if (to === null) return
    event.preventDefault()
    const item = items[Math.min(Math.max(to, 0), items.length - 1)]
    if (item !== undefined) onSelect(item.conversationId)
  }

  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={at >= 0 ? `${prefix}${at}` : undefined}
      onKeyDown={onKeyDown}
      className="min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]"
    >
      {items.map((item, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox handles keys for its active option
        <div
          key={item.id}
          id={`${prefix}${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          onClick={() => onOpen(item.conversationId)}
          className="cursor-pointer outline-none"
        >
          <Row item={item} selected={index === at} />
        </div>
      ))}
    </div>
  )
}

function Row({ item, selected }: { item: EscalationView; selected: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const left = item.dueAt === null ? null : new Date(item.dueAt).getTime() - now.getTime()
  return (
    <div
      className={cx(
        'flex items-start gap-3 border-b border-l-2 py-2.5 pr-3.5 pl-3',
        selected ? 'border-l-accent bg-selected' : 'border-l-transparent hover:bg-hover',
      )}
    >
      <Avatar name={item.customerName} mark={channelMark(item.channelType)} />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 truncate font-semibold">{item.customerName}</span>
          <time dateTime={item.createdAt} className="nums shrink-0 text-xs text-ink-3">
            {format.ago(item.createdAt, now)}
          </time>
        </div>
        <p className="line-clamp-2 text-ink-2">{item.summary ?? t('escalation.noSummary')}</p>
        {item.clarificationNeeded !== null && (
          <p className="line-clamp-2 text-ink-2">
            <span className="font-medium text-ink">{t('escalation.asks')}</span> {item.clarificationNeeded}
          </p>
        )}
        <div className="mt-0.5 flex items-center gap-2 text-xs">
          <StateWord tone={item.status === 'claimed' ? 'plain' : 'red'}>
            {item.claimedBy !== null && item.status === 'claimed'
              ? t('escalation.claimedBy', { name: item.claimedBy.name })
              : t(`escalation.reason.${item.reason}`)}
          </StateWord>
          {left !== null && (
            <span
              className={cx(
                'nums ml-auto inline-flex shrink-0 items-center gap-1',
                left <= 0
                  ? 'font-medium text-red'
                  : left < 30 * 60_000
                    ? 'font-medium text-amber'
                    : 'text-ink-3',
              )}
            >
              <Timer aria-hidden="true" className="size-3.5" />
              {left > 0
                ? t('escalation.due', { time: format.span(left) })
                : t('escalation.overdue', { time: format.span(-left) })}
            </span>
          )}
        </div>
      </div>
    </div>
  )
}
