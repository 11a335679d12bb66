import type { ConversationDetail } from '@countersign/shared/conversation/conversation.contract'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { useChange } from '../../app/use-change.ts'
import { Button } from '../../ui/button.tsx'

interface RetryMessageProps {
  readonly conversationId: string
  readonly messageId: string
}

/** Sends a reply that was not delivered once more, under the key it had: a channel that took it after all recognises it. */
export function RetryMessage({ conversationId, messageId }: RetryMessageProps) {
  const { t } = useTranslation()
  const { client } = useConsole()
  const api = useApi()
  const change = useChange()
  const retry = () =>
    void change<ConversationDetail>({
      queryKey: api.conversation.get.queryKey({ id: conversationId }),
      patch: detail => ({
        ...detail,
        messages: detail.messages.map(message =>
          message.id === messageId ? { ...message, deliveryStatus: 'pending' } : message,
        ),
      }),
      send: () => client.message.retry.mutate({ id: messageId }),
      said: t('retry.queued'),
      failed: t('retry.failed'),
    })
  return (
    <Button size="sm" variant="danger" onClick={retry}>
      {t('retry.again')}
    </Button>
  )
}
