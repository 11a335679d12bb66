import { createHash } from 'node:crypto'
import type {
  WebchatMessageAccepted,
  WebchatMessageInput,
} from '@countersign/shared/channel/webchat.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import { detectLanguage } from '@countersign/shared/text/detect-language'
import type { Services } from '../../api/services.ts'
import { wake } from '../../db/wake.ts'
import { ingestMessage } from './message.repo.ts'
import { snippetOf } from './snippet.ts'

export interface TakenIn extends WebchatMessageAccepted {
  readonly tenantId: string
  readonly channelId: string
}

/**
 * Takes a web chat message in. Everything it causes is stored when this returns; drafting starts afterwards.
 *
 * A session id is the customer's secret, so only its hash is stored, and the message's own id is made unique with it.
 */
export async function takeInMessage(
  services: Services,
  channelKey: string,
  input: WebchatMessageInput,
): Promise<Result<TakenIn>> {
  const { database, clock, ids } = services
  const customer = customerIdOf(input.sessionId)
  const language = detectLanguage(input.text)
  const { name = null, email = null, attachments = [] } = input
  const row = await ingestMessage(database.statement, {
    channelKey,
    externalId: customer,
    eventId: `${customer}:${input.messageId}`,
    text: input.text,
    name,
    email,
    attachments,
    payload: { messageId: input.messageId, name, email, attachments: attachments.length },
    language: language === 'und' ? null : language,
    snippet: snippetOf(input.text),
    rows: { event: ids.next(), customer: ids.next(), conversation: ids.next(), message: ids.next() },
    now: clock.now(),
  })
  if (row === null) return refused('channel.not_found')
  if (!row.duplicate) {
    wake('sync')
    wake('suggest')
  }
  return ok({
    tenantId: row.tenantId,
    channelId: row.channelId,
    conversationId: row.conversationId,
    messageId: input.messageId,
    duplicate: row.duplicate,
  })
}

/** What stands for a web chat customer in the database: SHA-256 of the session id, base64url. */
export function customerIdOf(sessionId: string): string {
  return createHash('sha256').update(sessionId).digest('base64url')
}
