import type { CustomerExport } from '@countersign/shared/customer/customer.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordAudit } from '../audit/index.ts'
import { findCustomer, readPersonalRows } from './customer.repo.ts'

/** Everything held about a person, in one moment. That it was taken out is a line of the audit trail. */
export function exportCustomer(
  services: Services,
  actor: Actor,
  input: { id: string },
): Promise<Result<CustomerExport>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    const customer = await findCustomer(tx, input.id)
    if (customer === null) return refused('customer.not_found')
    const tables = await readPersonalRows(tx, customer.id)
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action: 'customer_exported',
      entityType: 'customer',
      entityId: customer.id,
    })
    return ok({
      format: 'countersign-customer-export/1' as const,
      exportedAt: services.clock.now().toISOString(),
      customer: customer.row,
      tables,
    })
  })
}
