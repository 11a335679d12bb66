import type {
  ConversationDetail,
  ConversationItem,
} from '@countersign/shared/conversation/conversation.contract'
import { useQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApi, useMember } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { useNow } from '../../app/use-now.ts'
import { cx } from '../../ui/class-names.ts'
import { Notice } from '../../ui/notice.tsx'

export interface HistoryStep {
  readonly id: string
  readonly at: string
  readonly kind: 'first_message' | 'auto_reply' | 'reply' | 'failed'
  readonly author: { readonly memberId: string; readonly name: string } | null
}

/** What happened in a conversation, newest first: who answered, what was sent by itself, what did not arrive. */
export function historyOf(messages: ConversationDetail['messages']): HistoryStep[] {
  const steps: HistoryStep[] = []
  messages.forEach((message, index) => {
    const base = { id: message.id, at: message.sentAt, author: message.author }
    if (message.deliveryStatus === 'failed') steps.push({ ...base, kind: 'failed' })
    else if (message.from === 'operator') steps.push({ ...base, kind: 'reply' })
    else if (message.from === 'ai') steps.push({ ...base, kind: 'auto_reply' })
    else if (index === 0 && message.from === 'customer') steps.push({ ...base, kind: 'first_message' })
  })
  return steps.reverse()
}

interface HistoryPanelProps {
  readonly detail: ConversationDetail
  readonly onOpen: (conversationId: string) => void
}

export function HistoryPanel({ detail, onOpen }: HistoryPanelProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const me = useMember()
  const steps = historyOf(detail.messages)
  return (
    <>
      {steps.length === 0 ? (
        <Notice icon={<History />} title={t('history.none')} />
      ) : (
        <section className="border-b px-4 py-3.5">
          <h3 className="mb-1 font-semibold">{t('history.here')}</h3>
          <ol>
            {steps.map(step => (
              <li key={step.id} className="flex gap-3 py-1">
                <span className={cx('min-w-0 flex-1', step.kind === 'failed' ? 'text-red' : 'text-ink-2')}>
                  {step.kind === 'reply'
                    ? step.author === null || step.author.memberId === me.id
                      ? t('history.youReplied')
                      : t('history.replied', { name: step.author.name })
                    : t(`history.${step.kind}`)}
                </span>
                <time dateTime={step.at} className="nums shrink-0 text-xs text-ink-3">
                  {format.moment(step.at)}
                </time>
              </li>
            ))}
          </ol>
        </section>
      )}
      {detail.customer.conversationCount > 1 && <SameName detail={detail} onOpen={onOpen} />}
    </>
  )
}

/** Other conversations under the customer's name. Called that, since a name is not an identity. */
function SameName({ detail, onOpen }: HistoryPanelProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const api = useApi()
  const { name } = detail.customer
  const found = useQuery(api.conversation.search.queryOptions({ text: name.slice(0, 200), limit: 30 }))
  const others = (found.data?.items ?? []).filter(
    (item: ConversationItem) => item.customerName === name && item.id !== detail.conversation.id,
  )
  if (others.length === 0) return null
  return (
    <section className="py-3.5">
      <h3 className="mb-1 px-4 font-semibold">{t('history.sameName')}</h3>
      <ul>
        {others.map(item => (
          <li key={item.id}>
            <button
              type="button"
              onClick={() => onOpen(item.id)}
              className="flex w-full gap-3 px-4 py-1.5 text-left hover:bg-hover"
            >
              <span className="min-w-0 flex-1 truncate text-ink-2">{item.snippet}</span>
              <time dateTime={item.lastMessageAt} className="nums shrink-0 text-xs text-ink-3">
                {format.ago(item.lastMessageAt, now)}
              </time>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
