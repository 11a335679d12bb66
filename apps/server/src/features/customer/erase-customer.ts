import type { CustomerErased } from '@countersign/shared/customer/customer.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { eraseCustomer as eraseRows } from '../../db/platform-admin.repo.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import { recordAudit } from '../audit/index.ts'
import { forgetExamples } from '../intent/index.ts'
import { findCustomer, listConversationIds } from './customer.repo.ts'

/**
 * Takes out everything personal about a customer, in one transaction: what they wrote, what was written to them and about
 * them, and what is under way for them. What was approved by whom stays provable by its hashes, and the audit trail whole.
 * Erasing again changes nothing.
 */
export function eraseCustomer(
  services: Services,
  actor: Actor,
  input: { id: string; reason: string },
): Promise<Result<CustomerErased>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    const now = services.clock.now()
    const rows = await eraseRows(tx, input.id, actor.memberId, now)
    if (rows === null) return refused('customer.not_found')
    const customer = await findCustomer(tx, input.id)
    const erasedAt = (customer?.erasedAt ?? now).toISOString()
    if (rows.customers === undefined) return ok({ id: input.id, erasedAt, alreadyErased: true, rows: {} })
    const examples = await forgetExamples(services, tx, input.id)
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action: 'customer_erased',
      entityType: 'customer',
      entityId: input.id,
      metadata: {
        reason: input.reason,
        conversations: rows.conversations ?? 0,
        messages: rows.messages ?? 0,
      },
    })
    const conversations = await listConversationIds(tx, input.id)
    await recordChanges(
      tx,
      conversations.map(id => ({ type: 'conversation.updated' as const, entityId: id, conversationId: id })),
    )
    return ok({ id: input.id, erasedAt, alreadyErased: false, rows: { ...rows, intent_examples: examples } })
  })
}
