import type { Services } from '../../api/services.ts'
import { afterCommit, type PlatformTx, type TenantTx } from '../../db/tenant-tx.ts'
import { wake } from '../../db/wake.ts'
import { recordAudit } from '../audit/index.ts'
import { isInTenant } from './within-tenant-of.ts'

/** What goes with a new password: a line in the trail, a mail to its owner, and the ended sessions' sockets. */
export async function passwordChanged(
  services: Services,
  tx: TenantTx | PlatformTx,
  change: {
    membershipId: string | null
    email: string
    name: string
    language: 'en' | 'ru' | null
    by: 'reset' | 'member'
    /** Names this change and no other. */
    key: string
  },
): Promise<void> {
  if (isInTenant(tx) && change.membershipId !== null) {
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: change.membershipId,
      action: 'member_password_changed',
      entityType: 'member',
      entityId: change.membershipId,
      metadata: { by: change.by },
    })
  }
  await services.mail.queue(tx, {
    to: change.email,
    language: change.language ?? 'en',
    content: { template: 'password_changed', name: change.name },
    idempotencyKey: `password_changed:${change.key}`,
  })
  afterCommit(tx, () => wake('sync'))
}
