import type { EscalationReason } from '@countersign/shared/suggestion/suggestion.codes'
import { consoleLink } from '../../api/console-links.ts'
import type { Services } from '../../api/services.ts'
import { takeRateTokensWithin } from '../../db/platform-rate-limit.repo.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { findEscalationContact } from './escalation.repo.ts'

/** Customers decide how often this happens; an inbox is not theirs to flood. */
const limit = { max: 30, windowMs: 60 * 60_000 }

/**
 * Writes to the address the tenant named for escalations, in the transaction that opens one. It says why, and where to go:
 * what the customer wrote stays here, where it can be erased.
 */
export async function tellEscalation(
  services: Services,
  tx: TenantTx,
  escalation: { readonly id: string; readonly reason: EscalationReason },
): Promise<void> {
  const contact = await findEscalationContact(tx)
  if (contact === null) return
  const counted = await takeRateTokensWithin(
    tx,
    `escalation-mail:${tx.tenantId}`,
    limit,
    1,
    services.clock.now(),
  )
  if (!counted.allowed) return
  const publicUrl = services.publicUrl?.() ?? null
  await services.mail.queue(tx, {
    to: contact.email,
    language: contact.language,
    content: {
      template: 'escalation',
      tenantName: contact.tenantName,
      reason: escalation.reason,
      link: publicUrl === null ? null : consoleLink(publicUrl, 'escalations'),
    },
    idempotencyKey: `escalation:${escalation.id}`,
  })
}
