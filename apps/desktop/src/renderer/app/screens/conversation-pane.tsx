import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  Composer,
  Thread,
  ThreadHeader,
  useConversation,
  useMarkRead,
} from '../../features/conversation/index.ts'
import { ContextColumn } from '../../features/customer/index.ts'
import { EscalationStrip } from '../../features/escalation/index.ts'
import { EvidencePanel, SuggestionCard } from '../../features/suggestion/index.ts'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/class-names.ts'
import { Notice } from '../../ui/notice.tsx'
import { Bone, Skeleton } from '../../ui/skeleton.tsx'
import { readRefusal } from '../refusal.ts'
import { useRefusalWords } from '../refusal-words.ts'

interface ConversationPaneProps {
  readonly id: string
  readonly onBack: () => void
  /** The person is done here: show the next one. */
  readonly onNext: () => void
  readonly onOpen: (conversationId: string) => void
  readonly proposed?: string | null
}

/** One conversation: its thread, the draft, the composer, and what is known beside it. */
export function ConversationPane({ id, onBack, onNext, onOpen, proposed = null }: ConversationPaneProps) {
  const { t } = useTranslation()
  const words = useRefusalWords()
  const [contextOpen, setContextOpen] = useState(false)
  const query = useConversation(id)
  const detail = query.data
  useMarkRead(id, detail?.conversation.unreadCount ?? 0)

  if (detail === undefined && query.isError) {
    return (
      <Notice
        role="alert"
        title={t('thread.failed')}
        action={
          <div className="flex gap-2">
            <Button onClick={() => void query.refetch()}>{t('ui.retry')}</Button>
            <Button variant="ghost" onClick={onBack}>
              {t('thread.back')}
            </Button>
          </div>
        }
      >
        {words(readRefusal(query.error).code)}
      </Notice>
    )
  }
  if (detail === undefined) return <PaneSkeleton />
  return (
    <div className="relative grid h-full min-h-0 grid-cols-1 trio:grid-cols-[minmax(0,1fr)_18.5rem] wide:grid-cols-[minmax(0,1fr)_20rem]">
      <section
        aria-label={t('thread.of', { name: detail.customer.name })}
        className="flex min-h-0 min-w-0 flex-col bg-ground"
      >
        <ThreadHeader
          detail={detail}
          contextOpen={contextOpen}
          onContext={() => setContextOpen(open => !open)}
          onBack={onBack}
          onLeft={onNext}
        />
        <Thread key={id} detail={detail} />
        <div className="flex max-h-[74%] min-h-0 shrink-0 flex-col gap-2 px-4 pb-3">
          <EscalationStrip detail={detail} onClosed={() => undefined} />
          <SuggestionCard key={`card-${id}`} detail={detail} onDecided={onNext} />
          <Composer key={`composer-${id}`} detail={detail} proposed={proposed} />
        </div>
      </section>
      <aside
        aria-label={t('context.label')}
        className={cx(
          'min-h-0 border-l bg-surface max-trio:absolute max-trio:inset-y-0 max-trio:right-0 max-trio:z-20 max-trio:w-[min(20rem,100%)]',
          !contextOpen && 'max-trio:hidden',
        )}
      >
        <ContextColumn
          key={id}
          detail={detail}
          evidence={
            <EvidencePanel suggestion={detail.suggestion} channelName={detail.conversation.channelName} />
          }
          onOpen={onOpen}
          onClose={() => setContextOpen(false)}
        />
      </aside>
    </div>
  )
}

function PaneSkeleton() {
  const { t } = useTranslation()
  return (
    <Skeleton label={t('ui.loading')}>
      <div className="flex h-12 items-center gap-3 border-b bg-surface px-5">
        <Bone className="h-4 w-32" />
        <Bone className="h-5 w-16 rounded-full" />
      </div>
      <div className="flex flex-col gap-4 p-6">
        <Bone className="h-12 w-1/2 rounded-xl" />
        <Bone className="h-14 w-2/5 self-end rounded-xl" />
        <Bone className="h-20 w-3/5 rounded-xl" />
      </div>
    </Skeleton>
  )
}
