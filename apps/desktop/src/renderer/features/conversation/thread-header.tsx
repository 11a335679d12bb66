import type { ConversationDetail } from '@countersign/shared/conversation/conversation.contract'
import { nextConversationStatus } from '@countersign/shared/conversation/conversation.machine'
import { may as roleMay } from '@countersign/shared/identity/role.policy'
import { useQuery } from '@tanstack/react-query'
import { AlarmClock, ArrowLeft, CircleCheck, PanelRight, RotateCcw, Timer, UserPlus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useMay, useMember } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { useActions } from '../../app/use-actions.ts'
import { useNow } from '../../app/use-now.ts'
import { Badge } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { PickDialog } from '../../ui/pick-dialog.tsx'
import { CommandKeys, useCommand } from '../keys/index.ts'
import { shortWindowMs, windowLeft } from './channel-window.ts'
import { channelWord } from './channel-words.ts'
import { snoozeTimes } from './snooze-times.ts'
import { ThreadAiMenu } from './thread-ai-menu.tsx'

interface ThreadHeaderProps {
  readonly detail: ConversationDetail
  readonly contextOpen: boolean
  readonly onContext: () => void
  readonly onBack: () => void
  /** Called after the conversation left the person's hands. */
  readonly onLeft: () => void
}

/** Who it is, where, how long is left, and what can be done with the conversation as a whole. */
export function ThreadHeader({ detail, contextOpen, onContext, onBack, onLeft }: ThreadHeaderProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const may = useMay('conversation.handle')
  const { perform } = useActions()
  const [dialog, setDialog] = useState<'assign' | 'snooze' | null>(null)
  const { conversation, customer, messages } = detail
  const { id, status, assignee } = conversation
  const title = useRef<HTMLHeadingElement>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another conversation moves the focus
  useEffect(() => {
    // The button that led here may be gone with its card; a lost focus starts again at the new conversation's name.
    if (document.activeElement === document.body) title.current?.focus({ preventScroll: true })
  }, [id])

  const name = customer.name

  const last = messages.findLast(message => message.from === 'customer' || message.direction === 'outbound')
  const left = windowLeft(conversation.channelType, last?.from === 'customer' ? last.sentAt : null, now)
  const can = (event: 'snoozed' | 'resolved' | 'reopened') => may && nextConversationStatus(status, event).ok
  const closed = status === 'resolved' || status === 'snoozed'

  const resolve = () => {
    void perform({ kind: 'conversation.resolve', conversationId: id, input: { id } }, name, {
      title: t('action.resolved', { name }),
      undo: { kind: 'conversation.reopen', conversationId: id, input: { id } },
    })
    onLeft()
  }
  const reopen = () =>
    void perform({ kind: 'conversation.reopen', conversationId: id, input: { id } }, name, {
      title: t('action.reopened', { name }),
    })
  const snooze = (until: Date) => {
    void perform(
      { kind: 'conversation.snooze', conversationId: id, input: { id, until: until.toISOString() } },
      name,
      {
        title: t('action.snoozed', { name, until: format.moment(until.toISOString()) }),
        undo: { kind: 'conversation.reopen', conversationId: id, input: { id } },
      },
    )
    onLeft()
  }

  useCommand('conversation.assign', may ? () => setDialog('assign') : null)
  useCommand('conversation.snooze', can('snoozed') ? () => setDialog('snooze') : null)
  useCommand('conversation.resolve', can('resolved') ? resolve : null)

  return (
    <header className="flex h-12 shrink-0 items-center gap-2.5 border-b bg-surface pr-3 pl-5">
      <IconButton
        label={t('thread.back')}
        icon={<ArrowLeft />}
        onClick={onBack}
        className="-ml-2 pair:hidden"
      />
      <h2 ref={title} tabIndex={-1} className="min-w-0 truncate text-md font-bold outline-none">
        {name}
      </h2>
      <Badge>{conversation.channelName || channelWord(conversation.channelType, t)}</Badge>
      {left !== null && (
        <Badge tone={left < shortWindowMs ? 'amber' : 'plain'} icon={<Timer aria-hidden="true" />}>
          {left > 0 ? t('thread.windowLeft', { time: format.span(left) }) : t('inbox.windowOver')}
        </Badge>
      )}
      {status === 'resolved' && <Badge>{t('state.resolved')}</Badge>}
      {status === 'snoozed' && (
        <Badge>
          {conversation.snoozedUntil === null
            ? t('state.snoozed')
            : t('thread.snoozedUntil', { until: format.moment(conversation.snoozedUntil) })}
        </Badge>
      )}
      <span className="ml-auto min-w-0 truncate text-xs text-ink-3">
        {assignee === null ? t('thread.unassigned') : assignee.name}
      </span>
      <div role="toolbar" aria-label={t('thread.actions')} className="flex shrink-0">
        {may && (
          <>
            <IconButton
              label={t('command.conversation.assign')}
              icon={<UserPlus />}
              keys={<CommandKeys command="conversation.assign" />}
              onClick={() => setDialog('assign')}
            />
            <IconButton
              label={t('command.conversation.snooze')}
              icon={<AlarmClock />}
              keys={<CommandKeys command="conversation.snooze" />}
              disabled={!can('snoozed')}
              onClick={() => setDialog('snooze')}
            />
            {closed ? (
              <IconButton
                label={t('thread.reopen')}
                icon={<RotateCcw />}
                disabled={!can('reopened')}
                onClick={reopen}
              />
            ) : (
              <IconButton
                label={t('command.conversation.resolve')}
                icon={<CircleCheck />}
                keys={<CommandKeys command="conversation.resolve" />}
                disabled={!can('resolved')}
                onClick={resolve}
              />
            )}
          </>
        )}
        <ThreadAiMenu conversation={conversation} name={name} />
        <IconButton
          label={t('thread.context')}
          icon={<PanelRight />}
          pressed={contextOpen}
          onClick={onContext}
          className="trio:hidden"
        />
      </div>
      <AssignDialog
        detail={detail}
        open={dialog === 'assign'}
        onOpenChange={open => setDialog(open ? 'assign' : null)}
      />
      <PickDialog
        open={dialog === 'snooze'}
        onOpenChange={open => setDialog(open ? 'snooze' : null)}
        title={t('command.conversation.snooze')}
        hint={t('snooze.hint')}
        empty={t('ui.nothing')}
        groups={[
          {
            picks: snoozeTimes(now).map(({ name: when, until }) => ({
              id: when,
              label: t(`snooze.${when}`),
              icon: <AlarmClock aria-hidden="true" />,
              note: format.moment(until.toISOString()),
              run: () => snooze(until),
            })),
          },
        ]}
      />
    </header>
  )
}

function AssignDialog({
  detail,
  open,
  onOpenChange,
}: {
  detail: ConversationDetail
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  const { t } = useTranslation()
  const api = useApi()
  const me = useMember()
  const { perform } = useActions()
  const team = useQuery(api.team.list.queryOptions()).data?.members ?? []
  const { id, assignee } = detail.conversation
  const name = detail.customer.name

  const assign = (memberId: string | null, to: string) =>
    void perform({ kind: 'conversation.assign', conversationId: id, input: { id, memberId } }, name, {
      title: memberId === null ? t('action.unassigned', { name }) : t('action.assigned', { name, to }),
      undo: {
        kind: 'conversation.assign',
        conversationId: id,
        input: { id, memberId: assignee?.memberId ?? null },
      },
    })

  // Whoever may only look would have it and could do nothing about it.
  const others = team.filter(
    member => member.memberId !== me.id && roleMay(member.role, 'conversation.handle'),
  )
  return (
    <PickDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('command.conversation.assign')}
      hint={t('assign.hint')}
      empty={t('ui.nothing')}
      groups={[
        {
          picks: [
            ...(assignee?.memberId === me.id
              ? []
              : [
                  {
                    id: 'me',
                    label: t('assign.me'),
                    words: [me.name],
                    run: () => assign(me.id, t('assign.toYou')),
                  },
                ]),
            ...others.map(member => ({
              id: member.memberId,
              label: member.name,
              words: [member.email],
              note: assignee?.memberId === member.memberId ? t('assign.now') : t(`role.${member.role}`),
              run: () => assign(member.memberId, member.name),
            })),
            ...(assignee === null
              ? []
              : [{ id: 'nobody', label: t('assign.nobody'), run: () => assign(null, '') }]),
          ],
        },
      ]}
    />
  )
}
