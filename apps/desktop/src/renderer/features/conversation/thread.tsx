import type { ConversationDetail, MessageView } from '@countersign/shared/conversation/conversation.contract'
import { ChevronDown } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { useNow } from '../../app/use-now.ts'
import { Button } from '../../ui/button.tsx'
import { MessageBubble } from './message-bubble.tsx'

/** How far from the end still counts as reading the end. */
const nearEndPx = 80

/** Messages of one day. */
export function byDay(
  messages: readonly MessageView[],
): { readonly day: string; readonly messages: MessageView[] }[] {
  const days: { day: string; messages: MessageView[] }[] = []
  for (const message of messages) {
    const day = new Date(message.sentAt).toDateString()
    const last = days.at(-1)
    if (last?.day === day) last.messages.push(message)
    else days.push({ day, messages: [message] })
  }
  return days
}

/** The conversation so far, oldest first, resting at its end. Give it the conversation's id as `key`. */
export function Thread({ detail }: { detail: ConversationDetail }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const scroller = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const [below, setBelow] = useState(false)
  const { messages } = detail
  const lastId = messages.at(-1)?.id

  const toEnd = () => {
    const element = scroller.current
    if (element !== null) element.scrollTop = element.scrollHeight
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new last message is what moves the end
  useLayoutEffect(() => {
    if (atEnd.current) toEnd()
    else setBelow(true)
  }, [lastId])

  // The card below grows and shrinks with its states; the end of the thread must stay in sight when it does.
  useEffect(() => {
    const element = scroller.current
    if (element === null || typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        role="log"
        aria-label={t('thread.label', { name: detail.customer.name })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        onScroll={event => {
          const { scrollTop, scrollHeight, clientHeight } = event.currentTarget
          atEnd.current = scrollHeight - scrollTop - clientHeight < nearEndPx
          if (atEnd.current) setBelow(false)
        }}
        className="h-full overflow-y-auto outline-offset-[-2px]"
      >
        <div className="flex min-h-full flex-col justify-end gap-1 px-5 pt-4 pb-3">
          {byDay(messages).map(({ day, messages: ofDay }) => (
            <section key={day} className="flex flex-col gap-2.5">
              <h3 className="py-2 text-center text-xs text-ink-3">
                {format.day(ofDay[0]?.sentAt ?? day, now)}
              </h3>
              {ofDay.map((message, index) => (
                <MessageBubble
                  key={message.id}
                  conversationId={detail.conversation.id}
                  message={message}
                  channelType={detail.conversation.channelType}
                  isLastOfRun={endsRun(message, ofDay[index + 1])}
                />
              ))}
            </section>
          ))}
        </div>
      </div>
      {below && (
        <Button
          size="sm"
          icon={<ChevronDown />}
          onClick={() => {
            toEnd()
            setBelow(false)
          }}
          className="absolute bottom-2 left-1/2 -translate-x-1/2 rounded-full"
        >
          {t('thread.newBelow')}
        </Button>
      )}
    </div>
  )
}

/** A run: the same person within three minutes. Only its last message says when. */
function endsRun(message: MessageView, next: MessageView | undefined): boolean {
  if (next === undefined || next.from !== message.from) return true
  if (next.author?.memberId !== message.author?.memberId) return true
  if (message.deliveryStatus === 'failed') return true
  return new Date(next.sentAt).getTime() - new Date(message.sentAt).getTime() > 3 * 60_000
}
