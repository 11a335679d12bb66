import type { ConversationDetail } from '@countersign/shared/conversation/conversation.contract'
import { assertNever } from '@countersign/shared/kernel/assert-never'
import { Bot, Clock, Moon, Power, TriangleAlert } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '../../ui/announcer.tsx'
import { DecidedCard } from './decided-card.tsx'
import { DraftingCard } from './drafting-card.tsx'
import { PendingCard } from './pending-card.tsx'
import type { NoDraftReason } from './shown-suggestion.ts'
import { StaleCard } from './stale-card.tsx'
import { useCardState } from './use-card-state.ts'

interface SuggestionCardProps {
  readonly detail: ConversationDetail
  /** Called after a decision was made here: time for the next conversation. */
  readonly onDecided: () => void
}

/** The draft and what to do with it, in every state it can be in. Give it the conversation's id as `key`. */
export function SuggestionCard({ detail, onDecided }: SuggestionCardProps) {
  const { t } = useTranslation()
  const { state, refresh } = useCardState(detail)
  const name = detail.customer.name
  const ready = state.kind === 'pending' ? state.suggestion.id : null
  const announced = useRef(ready)

  useEffect(() => {
    if (ready === null || ready === announced.current) return
    announced.current = ready
    announce(t('suggestion.ready', { name }))
  }, [ready, name, t])

  switch (state.kind) {
    case 'none':
      return <NoDraft why={state.why} />
    case 'drafting':
      return <DraftingCard text={state.text} />
    case 'pending':
      return (
        <PendingCard
          key={`${state.suggestion.id}:${state.suggestion.version}`}
          suggestion={state.suggestion}
          conversation={detail.conversation}
          customerName={name}
          onDecided={onDecided}
        />
      )
    case 'stale':
      return <StaleCard state={state} onRefresh={refresh} />
    case 'decided':
      return <DecidedCard state={state} onRefresh={refresh} />
    default:
      return assertNever(state)
  }
}

const icons: Readonly<Record<NoDraftReason, typeof Bot>> = {
  ai_off: Power,
  resolved: Clock,
  snoozed: Moon,
  escalated: TriangleAlert,
  waiting_customer: Clock,
  not_yet: Bot,
}

function NoDraft({ why }: { why: NoDraftReason }) {
  const { t } = useTranslation()
  const Icon = icons[why]
  return (
    <p className="flex items-center gap-2 px-1 py-1 text-xs text-ink-3">
      <Icon aria-hidden="true" className="size-3.5 shrink-0" />
      {t(`noDraft.${why}`)}
    </p>
  )
}
