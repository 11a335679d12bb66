import type { ConversationListView } from '@countersign/shared/conversation/conversation.contract'
import { getRouteApi } from '@tanstack/react-router'
import { MessagesSquare } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { InboxPanel, useConversationList, usePrefetchNeighbours } from '../../features/conversation/index.ts'
import { Notice } from '../../ui/notice.tsx'
import { useMay } from '../console-context.tsx'
import { Columns } from './columns.tsx'
import { ConversationPane } from './conversation-pane.tsx'
import { ForbiddenScreen } from './forbidden-screen.tsx'
import { afterDone, useRowKeys } from './use-row-keys.ts'

const route = getRouteApi('/inbox')

/** Wide enough for list and thread side by side; below that nothing opens by itself, or it would hide the list. */
const sideBySide = '(min-width: 47.5rem)'

export function InboxScreen() {
  return useMay('conversation.read') ? <Inbox /> : <ForbiddenScreen />
}

function Inbox() {
  const { t } = useTranslation()
  const { view = 'all', status = null, c = null } = route.useSearch()
  const navigate = route.useNavigate()
  const [search, setSearch] = useState('')
  const list = useConversationList({ view, status, search })
  const ids = list.items.map(item => item.id)

  const select = (id: string | null) =>
    void navigate({ search: ({ c: _, ...rest }) => (id === null ? rest : { ...rest, c: id }), replace: true })
  const show = (next: ConversationListView) => void navigate({ search: next === 'all' ? {} : { view: next } })
  useRowKeys(ids, c, select)
  usePrefetchNeighbours(ids, c)

  const first = ids[0]
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the arrival in a view opens something by itself
  useEffect(() => {
    if (c === null && first !== undefined && window.matchMedia(sideBySide).matches) select(first)
  }, [first === undefined, c === null, view, status])

  return (
    <Columns
      open={c !== null}
      list={
        <InboxPanel
          view={view}
          status={status}
          search={search}
          list={list}
          selectedId={c}
          onView={show}
          onStatus={next =>
            void navigate({
              search: ({ status: _, c: __, ...rest }) => (next === null ? rest : { ...rest, status: next }),
            })
          }
          onSearch={setSearch}
          onSelect={select}
          onOpen={select}
        />
      }
      pane={
        c === null ? (
          <Notice icon={<MessagesSquare />} title={t('thread.none')}>
            {t('thread.noneNote')}
          </Notice>
        ) : (
          <ConversationPane
            id={c}
            onBack={() => select(null)}
            onNext={() => {
              const next = afterDone(ids, c)
              if (next !== null) select(next)
            }}
            onOpen={select}
          />
        )
      }
    />
  )
}
