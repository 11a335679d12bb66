import { getRouteApi } from '@tanstack/react-router'
import { Siren } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { usePrefetchNeighbours } from '../../features/conversation/index.ts'
import { EscalationPanel, useEscalations } from '../../features/escalation/index.ts'
import { Notice } from '../../ui/notice.tsx'
import { useMay } from '../console-context.tsx'
import { Columns } from './columns.tsx'
import { ConversationPane } from './conversation-pane.tsx'
import { ForbiddenScreen } from './forbidden-screen.tsx'
import { afterDone, useRowKeys } from './use-row-keys.ts'

const route = getRouteApi('/escalations')

export function EscalationScreen() {
  return useMay('conversation.read') ? <Escalations /> : <ForbiddenScreen />
}

function Escalations() {
  const { t } = useTranslation()
  const { c = null } = route.useSearch()
  const navigate = route.useNavigate()
  const escalations = useEscalations()
  const ids = escalations.items.map(item => item.conversationId)
  const select = (id: string | null) => void navigate({ search: id === null ? {} : { c: id }, replace: true })
  useRowKeys(ids, c, select)
  usePrefetchNeighbours(ids, c)

  const first = ids[0]
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the arrival on the screen opens something by itself
  useEffect(() => {
    if (c === null && first !== undefined && window.matchMedia('(min-width: 47.5rem)').matches) select(first)
  }, [first === undefined, c === null])

  return (
    <Columns
      open={c !== null}
      list={<EscalationPanel escalations={escalations} selectedId={c} onSelect={select} onOpen={select} />}
      pane={
        c === null ? (
          <Notice icon={<Siren />} title={t('thread.none')}>
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
            proposed={escalations.items.find(item => item.conversationId === c)?.suggestedResponse ?? null}
          />
        )
      }
    />
  )
}
