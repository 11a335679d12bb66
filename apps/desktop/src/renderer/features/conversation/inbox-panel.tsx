import type { ConversationListView } from '@countersign/shared/conversation/conversation.contract'
import type { ConversationStatus } from '@countersign/shared/conversation/conversation.machine'
import { Link } from '@tanstack/react-router'
import { Inbox, ListFilter, Search } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { readRefusal } from '../../app/refusal.ts'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/class-names.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuChoice } from '../../ui/menu.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { CommandKeys, useCommand } from '../keys/index.ts'
import { ConversationList, ConversationListSkeleton } from './conversation-list.tsx'
import { type ConversationListResult, useConversationCounts } from './use-conversation-list.ts'

const tabs = ['all', 'mine', 'unassigned', 'escalated'] as const
const narrowed = ['open', 'waiting_customer', 'snoozed', 'resolved'] as const

interface InboxPanelProps {
  readonly view: ConversationListView
  readonly status: ConversationStatus | null
  readonly search: string
  readonly list: ConversationListResult
  readonly selectedId: string | null
  readonly onView: (view: ConversationListView) => void
  readonly onStatus: (status: ConversationStatus | null) => void
  readonly onSearch: (text: string) => void
  readonly onSelect: (id: string) => void
  readonly onOpen: (id: string) => void
}

/** The list column: title and count, search, views, and the conversations. */
export function InboxPanel(props: InboxPanelProps) {
  const { view, status, search, list, selectedId, onView, onStatus, onSearch, onSelect, onOpen } = props
  const { t } = useTranslation()
  const format = useFormat()
  const counts = useConversationCounts()
  const field = useRef<HTMLInputElement>(null)
  useCommand('search.focus', () => field.current?.select())

  const approvals = view === 'approval'
  const count = counts?.[approvals ? 'approval' : 'all']
  const title = approvals ? t('inbox.approvals') : t('inbox.title')

  return (
    <section aria-label={title} className="flex h-full min-h-0 flex-col">
      <header className="flex flex-col gap-2 border-b px-3 pt-3 pb-2">
        <div className="flex h-6 items-center gap-2 pl-1">
          <h1 className="text-md font-bold">{title}</h1>
          {count !== undefined && status === null && (
            <span className="nums text-ink-3">
              {approvals
                ? t('inbox.waiting', { count, shown: format.number(count) })
                : t('inbox.open', { count, shown: format.number(count) })}
            </span>
          )}
          <span className="ml-auto">
            <Menu
              trigger={
                <IconButton
                  label={t('inbox.filter')}
                  icon={<ListFilter />}
                  pressed={status !== null}
                  className="size-7"
                />
              }
            >
              <MenuChoice
                title={t('inbox.filter')}
                value={status ?? 'open'}
                options={narrowed.map(value => ({ value, label: t(`inbox.status.${value}`) }))}
                onChange={value => onStatus(value === 'open' ? null : value)}
              />
            </Menu>
          </span>
        </div>
        <SearchField
          ref={field}
          label={t('inbox.search')}
          value={search}
          maxLength={200}
          keys={<CommandKeys command="search.focus" />}
          onChange={onSearch}
          onEnter={() => {
            const first = list.items[0]
            if (first !== undefined) onOpen(first.id)
          }}
        />
        {!approvals && search === '' && (
          <nav aria-label={t('inbox.views')} className="flex gap-0.5 overflow-x-auto">
            {tabs.map(tab => (
              <button
                key={tab}
                type="button"
                aria-current={view === tab ? 'page' : undefined}
                onClick={() => onView(tab)}
                className={cx(
                  'inline-flex h-[1.625rem] shrink-0 items-center gap-1.5 rounded-md px-1.5 text-xs transition-colors wide:px-2 duration-100',
                  view === tab ? 'bg-selected font-semibold text-ink' : 'text-ink-2 hover:bg-hover',
                )}
              >
                {t(`inbox.tab.${tab}`)}
                {counts !== undefined && tab !== 'all' && (
                  <span className="nums text-ink-3">{format.number(counts[tab])}</span>
                )}
              </button>
            ))}
          </nav>
        )}
      </header>
      <InboxRows {...{ view, status, search, list, selectedId, onSelect, onOpen, title }} />
    </section>
  )
}

function InboxRows({
  view,
  status,
  search,
  list,
  selectedId,
  onSelect,
  onOpen,
  title,
}: Pick<InboxPanelProps, 'view' | 'status' | 'search' | 'list' | 'selectedId' | 'onSelect' | 'onOpen'> & {
  title: string
}) {
  const { t } = useTranslation()
  const words = useRefusalWords()
  const maySetUp = useMay('settings.write')
  if (list.error !== null) {
    return (
      <Notice
        role="alert"
        title={t('inbox.failed')}
        action={<Button onClick={list.retry}>{t('ui.retry')}</Button>}
      >
        {words(readRefusal(list.error).code)}
      </Notice>
    )
  }
  if (list.isPending) return <ConversationListSkeleton />
  if (list.items.length === 0) {
    return search !== '' ? (
      <Notice icon={<Search />} title={t('inbox.nothingFound')}>
        {t('inbox.nothingFoundNote')}
      </Notice>
    ) : (
      <Notice
        icon={<Inbox />}
        title={t(`inbox.empty.${status === null ? view : 'filtered'}`)}
        action={
          maySetUp && view === 'all' && status === null ? (
            <Link
              to="/settings"
              search={{ page: 'start' }}
              className="text-accent underline underline-offset-2 hover:no-underline"
            >
              {t('inbox.setUp')}
            </Link>
          ) : undefined
        }
      >
        {t(`inbox.emptyNote.${status === null ? view : 'filtered'}`)}
      </Notice>
    )
  }
  return (
    <ConversationList list={list} label={title} selectedId={selectedId} onSelect={onSelect} onOpen={onOpen} />
  )
}
