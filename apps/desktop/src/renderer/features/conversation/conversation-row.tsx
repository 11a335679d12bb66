import type { ConversationItem } from '@countersign/shared/conversation/conversation.contract'
import { Timer } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useMember } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { useNow } from '../../app/use-now.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { StateWord } from '../../ui/badge.tsx'
import { cx } from '../../ui/class-names.ts'
import { intentWord } from '../suggestion/index.ts'
import { shortWindowMs, windowLeft } from './channel-window.ts'
import { channelMark, channelWord } from './channel-words.ts'
import { conversationState } from './conversation-state.ts'

interface ConversationRowProps {
  readonly item: ConversationItem
  readonly selected: boolean
}

/** One conversation in the list: who, where, what they said, what state it is in, how long is left. */
export const ConversationRow = memo(function ConversationRow({ item, selected }: ConversationRowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const me = useMember()
  const state = conversationState(item)
  const left = windowLeft(item.channelType, item.lastFrom === 'customer' ? item.lastMessageAt : null, now)
  const unread = item.unreadCount > 0
  return (
    <div
      className={cx(
        'flex h-full items-start gap-3 border-b py-2.5 pr-3.5 pl-3',
        'border-l-2',
        selected ? 'border-l-accent bg-selected' : 'border-l-transparent hover:bg-hover',
      )}
    >
      <Avatar name={item.customerName} mark={channelMark(item.channelType)} />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-2">
          <span className={cx('min-w-0 flex-1 truncate', unread ? 'font-bold' : 'font-semibold')}>
            {item.customerName}
            <span className="sr-only">, {channelWord(item.channelType, t)}</span>
          </span>
          {unread && (
            <span className="nums shrink-0 rounded-full bg-accent px-1.5 text-2xs leading-4 font-semibold text-accent-ink">
              <span className="sr-only">{t('inbox.unread')} </span>
              {format.number(item.unreadCount)}
            </span>
          )}
          <time dateTime={item.lastMessageAt} className="nums shrink-0 text-xs text-ink-3">
            {format.ago(item.lastMessageAt, now)}
          </time>
        </div>
        <p className={cx('truncate', unread ? 'text-ink' : 'text-ink-2')}>
          {item.lastFrom === 'operator' && <span className="text-ink-3">{t('inbox.youPrefix')} </span>}
          {item.snippet}
        </p>
        <div className="mt-0.5 flex items-center gap-2 text-xs">
          {item.intent !== null && <span className="truncate text-ink-3">{intentWord(item.intent, t)}</span>}
          <span className="shrink-0">
            <StateWord tone={state.tone} hollow={state.hollow}>
              {t(`state.${state.name}`)}
            </StateWord>
          </span>
          {item.assignee !== null && item.assignee.memberId !== me.id && (
            <span
              className="min-w-0 shrink-[4] truncate text-ink-3"
              title={t('inbox.assignee', { name: item.assignee.name })}
            >
              <span aria-hidden="true">· </span>
              {item.assignee.name.split(' ')[0]}
            </span>
          )}
          {left !== null && (
            <span
              className={cx(
                'nums ml-auto inline-flex shrink-0 items-center gap-1',
                left < shortWindowMs ? 'font-medium text-amber' : 'text-ink-3',
              )}
              title={t('inbox.windowNote')}
            >
              <Timer aria-hidden="true" className="size-3.5" />
              {left > 0 ? format.span(left) : t('inbox.windowOver')}
            </span>
          )}
        </div>
      </div>
    </div>
  )
})
