import type { AuditLine } from '@countersign/shared/audit/audit.contract'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { cx } from '../../ui/class-names.ts'
import { actionWords, actorWords, entityWords } from './audit-words.ts'

const rowRem = 2.25

interface AuditRowsProps {
  readonly lines: readonly AuditLine[]
  readonly hasMore: boolean
  readonly loadMore: () => void
  readonly openId: string | null
  readonly onOpen: (id: string) => void
}

/** The lines: only those on screen exist. Arrows move from one to the next, Enter opens it. */
export function AuditRows({ lines, hasMore, loadMore, openId, onOpen }: AuditRowsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const scroller = useRef<HTMLDivElement>(null)
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowRem * rem,
    overscan: 12,
    getItemKey: index => lines[index]?.id ?? index,
  })
  const rows = virtual.getVirtualItems()
  const last = rows.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && last >= lines.length - 30) loadMore()
  }, [hasMore, last, lines.length, loadMore])

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const from = (event.target as HTMLElement).closest<HTMLElement>('[data-row]')?.dataset.row
    if (step === 0 || from === undefined) return
    const to = Number(from) + step
    if (to < 0 || to >= lines.length) return
    event.preventDefault()
    virtual.scrollToIndex(to, { align: 'auto' })
    // The overscan keeps the neighbour in the document.
    scroller.current?.querySelector<HTMLElement>(`[data-row="${to}"] button`)?.focus()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside take the keys; this only moves between them
    <div ref={scroller} onKeyDown={onKeyDown} className="min-h-0 min-w-0 flex-1 overflow-y-auto">
      <ol
        aria-label={t('audit.lines')}
        className="relative w-full"
        style={{ height: virtual.getTotalSize() }}
      >
        {rows.map(row => {
          const line = lines[row.index]
          if (line === undefined) return null
          return (
            <li
              key={row.key}
              data-row={row.index}
              aria-setsize={hasMore ? -1 : lines.length}
              aria-posinset={row.index + 1}
              className="absolute inset-x-0 top-0"
              style={{ height: row.size, transform: `translateY(${row.start}px)` }}
            >
              <button
                type="button"
                aria-expanded={line.id === openId}
                onClick={() => onOpen(line.id)}
                className={cx(
                  'flex h-full w-full items-center gap-4 border-b px-6 text-left outline-offset-[-2px]',
                  line.id === openId ? 'bg-selected' : 'hover:bg-hover',
                )}
              >
                <time dateTime={line.at} className="nums w-24 shrink-0 trio:w-32 text-xs text-ink-3">
                  {format.moment(line.at)}
                </time>
                <span className="w-28 shrink-0 truncate trio:w-40">{actorWords(line.actor, t)}</span>
                <span className="min-w-0 flex-1 truncate font-medium">{actionWords(line.action, t)}</span>
                <span className="shrink-0 text-xs text-ink-3 max-pair:hidden">
                  {entityWords(line.entityType, t)}
                </span>
                <span className="nums w-14 shrink-0 text-right text-xs text-ink-3 max-pair:hidden">
                  {format.number(line.seq)}
                </span>
              </button>
            </li>
          )
        })}
      </ol>
    </div>
  )
}
