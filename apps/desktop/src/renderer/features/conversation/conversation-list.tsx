import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Bone, Skeleton } from '../../ui/skeleton.tsx'
import { ConversationRow } from './conversation-row.tsx'
import type { ConversationListResult } from './use-conversation-list.ts'

/** Row height in rem: three lines and their air. Fixed, so that a list of ten thousand scrolls like one of ten. */
const rowRem = 5.125

interface ConversationListProps {
  readonly list: ConversationListResult
  readonly label: string
  readonly selectedId: string | null
  readonly onSelect: (id: string) => void
  /** Enter, or a click: go there, also where the list and the thread do not fit side by side. */
  readonly onOpen: (id: string) => void
}

/** The list: only the rows on screen exist. One tab stop; arrows, Home and End move in it. */
export function ConversationList({ list, label, selectedId, onSelect, onOpen }: ConversationListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const prefix = useId()
  const { items, hasMore, loadMore } = list
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowRem * rem,
    overscan: 8,
    getItemKey: index => items[index]?.id ?? index,
  })
  const rows = virtual.getVirtualItems()
  const last = rows.at(-1)?.index ?? 0
  const at = items.findIndex(item => item.id === selectedId)

  useEffect(() => {
    if (hasMore && last >= items.length - 20) loadMore()
  }, [hasMore, last, items.length, loadMore])

  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the selection moves; a list that grows must not jump back to it
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' })
  }, [selectedId])

  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / (rowRem * rem)) - 1)
    const to =
      event.key === 'ArrowDown'
        ? at + 1
        : event.key === 'ArrowUp'
          ? Math.max(0, at - 1)
          : event.key === 'PageDown'
            ? at + page
            : event.key === 'PageUp'
              ? Math.max(0, at - page)
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
    const item = items[Math.min(to, items.length - 1)]
    if (item !== undefined) onSelect(item.id)
  }

  const active = rows.some(row => items[row.index]?.id === selectedId)
  return (
    <div
      ref={scroller}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={active ? `${prefix}${selectedId}` : undefined}
      onKeyDown={onKeyDown}
      className="min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]"
    >
      <div role="presentation" className="relative w-full" style={{ height: virtual.getTotalSize() }}>
        {rows.map(row => {
          const item = items[row.index]
          if (item === undefined) return null
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox handles keys for its active option
            <div
              key={row.key}
              id={`${prefix}${item.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={item.id === selectedId}
              aria-setsize={hasMore ? -1 : items.length}
              aria-posinset={row.index + 1}
              onClick={() => onOpen(item.id)}
              className="absolute inset-x-0 top-0 cursor-pointer outline-none"
              style={{ height: row.size, transform: `translateY(${row.start}px)` }}
            >
              <ConversationRow item={item} selected={item.id === selectedId} />
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** The list before it is there, in its own shape. */
export function ConversationListSkeleton() {
  const { t } = useTranslation()
  return (
    <Skeleton label={t('ui.loading')}>
      {Array.from({ length: 9 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bones are all alike
        <div key={index} className="flex h-[5.125rem] gap-3 border-b py-3 pr-3.5 pl-3.5">
          <Bone className="size-[1.875rem] shrink-0 rounded-full" />
          <div className="flex flex-1 flex-col gap-2 pt-0.5">
            <Bone className="w-2/5" />
            <Bone className="w-11/12" />
            <Bone className="h-2.5 w-1/3" />
          </div>
        </div>
      ))}
    </Skeleton>
  )
}
