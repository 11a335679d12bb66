import type { ConversationDetail } from '@countersign/shared/conversation/conversation.contract'
import { escalationReasons } from '@countersign/shared/suggestion/suggestion.codes'
import { Siren } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useMay, useMember } from '../../app/console-context.tsx'
import { Button } from '../../ui/button.tsx'
import { ariaKeys, CommandKeys, useCommand } from '../keys/index.ts'
import { useDismissDialog } from './dismiss-dialog.tsx'
import { useEscalationActions } from './use-escalation-actions.ts'

/** Why this conversation was handed to people, and what to do about it. */
export function EscalationStrip({ detail, onClosed }: { detail: ConversationDetail; onClosed: () => void }) {
  const { t } = useTranslation()
  const may = useMay('escalation.handle')
  const me = useMember()
  const { claim, handle, dismiss } = useEscalationActions()
  const { escalation } = detail
  const target =
    escalation === null
      ? null
      : { id: escalation.id, conversationId: detail.conversation.id, customerName: detail.customer.name }
  const claimable = may && escalation?.status === 'pending'
  const handleIt = () => {
    if (target === null) return
    handle(target)
    onClosed()
  }
  const dismissing = useDismissDialog(reason => {
    if (target === null) return
    dismiss(target, reason)
    onClosed()
  })

  useCommand('escalation.claim', claimable && target !== null ? () => claim(target) : null)
  useCommand('escalation.handle', may && target !== null ? handleIt : null)
  useCommand('escalation.dismiss', may && target !== null ? dismissing.open : null)

  if (escalation === null || target === null) return null
  const reason = escalationReasons.find(known => known === escalation.reason)
  return (
    <section
      aria-label={t('escalation.label')}
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 rounded-lg border border-red-line bg-red-soft py-1.5 pr-1.5 pl-3"
    >
      <Siren aria-hidden="true" className="size-4 shrink-0 text-red" />
      <p className="line-clamp-3 min-w-64 flex-1">
        <span className="font-semibold text-red">
          {reason === undefined ? escalation.reason : t(`escalation.reason.${reason}`)}
        </span>
        {escalation.summary !== null && <span className="text-ink-2"> · {escalation.summary}</span>}
        {escalation.claimedBy !== null && (
          <span className="text-ink-2">
            {' · '}
            {escalation.claimedBy.memberId === me.id
              ? t('escalation.claimedByYou')
              : t('escalation.claimedBy', { name: escalation.claimedBy.name })}
          </span>
        )}
      </p>
      {may && (
        <div className="flex flex-wrap gap-1.5">
          {claimable && (
            <Button
              onClick={() => claim(target)}
              aria-keyshortcuts={ariaKeys('escalation.claim')}
              keys={<CommandKeys command="escalation.claim" />}
            >
              {t('escalation.claim')}
            </Button>
          )}
          <Button
            onClick={handleIt}
            aria-keyshortcuts={ariaKeys('escalation.handle')}
            keys={<CommandKeys command="escalation.handle" />}
          >
            {t('escalation.handle')}
          </Button>
          <Button
            variant="ghost"
            onClick={dismissing.open}
            aria-keyshortcuts={ariaKeys('escalation.dismiss')}
            keys={<CommandKeys command="escalation.dismiss" />}
          >
            {t('escalation.dismiss')}
          </Button>
        </div>
      )}
      {dismissing.dialog}
    </section>
  )
}
