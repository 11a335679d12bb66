import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { endOtherSessions, within } from '../../db/platform-sign-in.repo.ts'
import { afterCommit } from '../../db/tenant-tx.ts'
import { wake } from '../../db/wake.ts'
import { recordAudit } from '../audit/index.ts'

/** Signs the person out everywhere but here. */
export async function revokeOtherSessions(services: Services, actor: Actor): Promise<{ ended: number }> {
  const { database, clock } = services
  return database.withTenant(actor.tenantId, async tx => {
    const ended = await endOtherSessions(within(tx), actor.userId, actor.sessionId, clock.now())
    if (ended > 0) {
      await recordAudit(services, tx, {
        actorKind: 'member',
        actorId: actor.memberId,
        action: 'member_session_revoked',
        entityType: 'member',
        entityId: actor.memberId,
        metadata: { sessions: ended },
      })
      afterCommit(tx, () => wake('sync'))
    }
    return { ended }
  })
}
