import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi, useConnection } from '../../app/console-context.tsx'
import { cx } from '../../ui/class-names.ts'
import { Exchange } from './exchange.tsx'
import { lineTo } from './message-tree.ts'
import type { StudioPlace } from './studio-place.ts'
import { ThreadList } from './thread-list.tsx'
import { TracePanel } from './trace-panel.tsx'

interface TryViewProps {
  readonly place: StudioPlace
  readonly onPlace: (place: StudioPlace) => void
}

/** Exchanges, the open one, and what happened at each step. On a narrow screen the steps take the exchange's place. */
export function TryView({ place, onPlace }: TryViewProps) {
  const api = useApi()
  const ready = useConnection(state => state.ready || state.phase === 'offline')
  const { threadId, messageId } = place
  const [stepsOpen, setStepsOpen] = useState(false)
  const thread = useQuery(
    api.studio.thread.queryOptions({ id: threadId ?? '' }, { enabled: ready && threadId !== null }),
  )
  const line = threadId === null ? [] : lineTo(thread.data?.messages ?? [], messageId)
  const shown = line.find(step => step.message.id === messageId) ?? line.at(-1)
  return (
    <div className="grid h-full min-h-0 grid-cols-1 max-pair:grid-rows-[auto_minmax(0,1fr)] pair:grid-cols-[12rem_minmax(0,1fr)] trio:grid-cols-[13rem_minmax(0,1fr)_25rem] wide:grid-cols-[14rem_minmax(0,1fr)_30rem]">
      <ThreadList
        openId={threadId}
        onOpen={id => {
          setStepsOpen(false)
          onPlace({ ...place, threadId: id, messageId: null })
        }}
      />
      <div className={cx('min-h-0 min-w-0', stepsOpen && 'max-trio:hidden')}>
        <Exchange
          key={threadId ?? 'new'}
          threadId={threadId}
          query={thread}
          line={line}
          shownId={shown?.message.id ?? null}
          onShow={id => onPlace({ ...place, messageId: id })}
          onSteps={id => {
            setStepsOpen(true)
            onPlace({ ...place, messageId: id })
          }}
          onAsked={asked => onPlace({ ...place, threadId: asked.threadId, messageId: asked.messageId })}
        />
      </div>
      <div className={cx('min-h-0 min-w-0 trio:border-l', !stepsOpen && 'max-trio:hidden')}>
        <TracePanel message={shown?.message ?? null} onBack={() => setStepsOpen(false)} />
      </div>
    </div>
  )
}
