import type { ChannelType } from '@countersign/shared/channel/channel.contract'
import type { MessageView } from '@countersign/shared/conversation/conversation.contract'
import { Check, CheckCheck, Clock, Paperclip, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useMay, useMember } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { cx } from '../../ui/class-names.ts'
import { channelWord } from './channel-words.ts'
import { RetryMessage } from './retry-message.tsx'

interface MessageBubbleProps {
  readonly conversationId: string
  readonly message: MessageView
  readonly channelType: ChannelType
  readonly isLastOfRun: boolean
}

const deliveryIcons = {
  pending: Clock,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
  failed: TriangleAlert,
} as const

export function MessageBubble({ conversationId, message, channelType, isLastOfRun }: MessageBubbleProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const me = useMember()
  const maySend = useMay('message.send')
  const inbound = message.direction === 'inbound'
  if (message.from === 'system') {
    return (
      <p className="py-1 text-center text-xs text-ink-3">
        {message.text} · {format.time(message.sentAt)}
      </p>
    )
  }
  const author = inbound
    ? channelWord(channelType, t)
    : message.from === 'ai'
      ? t('thread.ai')
      : message.author === null
        ? t('thread.colleague')
        : message.author.memberId === me.id
          ? t('thread.you')
          : message.author.name
  const delivery = message.deliveryStatus
  const Icon = delivery === null ? null : deliveryIcons[delivery]
  const failed = delivery === 'failed'
  return (
    <article
      className={cx(
        'flex max-w-[86%] flex-col gap-1',
        inbound ? 'items-start self-start' : 'items-end self-end',
      )}
    >
      <div
        className={cx(
          'rounded-xl px-3 py-2 text-md break-words whitespace-pre-wrap [overflow-wrap:anywhere]',
          inbound ? 'border bg-surface' : failed ? 'border border-red-line bg-red-soft' : 'bg-accent-soft',
          delivery === 'pending' && 'opacity-75',
        )}
      >
        <span className="sr-only">
          {inbound ? t('thread.fromCustomer') : t('thread.fromUs', { author })}:{' '}
        </span>
        {message.text}
        {message.attachments.map(file => (
          <a
            key={file.url}
            href={file.url}
            target="_blank"
            rel="noreferrer noopener"
            className="mt-1 flex w-fit items-center gap-1.5 rounded-md border border-line-2 px-2 py-0.5 text-xs text-ink-2 hover:text-ink"
          >
            <Paperclip aria-hidden="true" className="size-3.5" />
            {file.name ?? t(`thread.attachment.${file.kind}`)}
          </a>
        ))}
      </div>
      {failed && maySend && <RetryMessage conversationId={conversationId} messageId={message.id} />}
      {(isLastOfRun || delivery === 'pending' || failed) && (
        <p
          className={cx('nums flex items-center gap-1.5 px-0.5 text-xs', failed ? 'text-red' : 'text-ink-3')}
        >
          {!inbound && `${author} · `}
          {delivery !== null && `${t(`delivery.${delivery}`)} `}
          {format.time(message.sentAt)}
          {inbound && ` · ${author}`}
          {Icon !== null && (
            <Icon aria-hidden="true" className={cx('size-3.5', delivery === 'read' && 'text-accent')} />
          )}
        </p>
      )}
    </article>
  )
}
