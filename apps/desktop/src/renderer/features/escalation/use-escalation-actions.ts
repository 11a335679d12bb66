import { useTranslation } from 'react-i18next'
import { useConsole } from '../../app/console-context.tsx'
import { useActions } from '../../app/use-actions.ts'

export interface EscalationTarget {
  readonly id: string
  readonly conversationId: string
  readonly customerName: string
}

export function useEscalationActions() {
  const { t } = useTranslation()
  const { ports } = useConsole()
  const { perform } = useActions()
  return {
    claim: ({ id, conversationId, customerName }: EscalationTarget) =>
      void perform({ kind: 'escalation.claim', conversationId, input: { id } }, customerName, {
        title: t('escalation.claimed', { name: customerName }),
      }),
    handle: ({ id, conversationId, customerName }: EscalationTarget) =>
      void perform(
        { kind: 'escalation.handle', conversationId, input: { id, idempotencyKey: ports.newId() } },
        customerName,
        { title: t('escalation.handled', { name: customerName }) },
      ),
    dismiss: ({ id, conversationId, customerName }: EscalationTarget, reason: string) =>
      void perform({ kind: 'escalation.dismiss', conversationId, input: { id, reason } }, customerName, {
        title: t('escalation.dismissed', { name: customerName }),
      }),
  }
}
