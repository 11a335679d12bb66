import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { closeEscalation } from './close-escalation.ts'
import { findOpenEscalation } from './escalation.repo.ts'

/** Marks a locked conversation's open escalation handled, because the customer is being answered; null when it has none. */
export async function handleOpenEscalation(
  services: Services,
  tx: TenantTx,
  actor: Actor,
  conversationId: string,
): Promise<string | null> {
  const escalation = await findOpenEscalation(tx, conversationId)
  if (escalation === null) return null
  await closeEscalation(services, tx, actor, escalation, 'handled', 'escalated', null)
  return escalation.id
}

/** Ends a locked conversation's open escalation without an answer; the caller sets the conversation's status. */
export async function dismissOpenEscalation(
  services: Services,
  tx: TenantTx,
  actor: Actor,
  conversationId: string,
  note: string,
): Promise<void> {
  const escalation = await findOpenEscalation(tx, conversationId)
  if (escalation === null) return
  await closeEscalation(services, tx, actor, escalation, 'dismissed', null, note)
}
