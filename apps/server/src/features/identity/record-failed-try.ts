import type { Services } from '../../api/services.ts'
import type { SignInTry } from '../../db/platform-sign-in.repo.ts'
import { recordAudit } from '../audit/index.ts'

/** How many wrong passwords lock an account first; its owner is told once, not at each longer lock. */
const firstLockAt = 5

/** What a wrong password leaves behind where the account exists: a line for its tenant, and a word to its owner. */
export async function recordFailedTry(
  services: Services,
  email: string,
  tried: Pick<
    SignInTry,
    'tenantId' | 'membershipId' | 'userId' | 'name' | 'language' | 'attempts' | 'nextLock'
  >,
): Promise<void> {
  const { tenantId, membershipId, userId, name, nextLock } = tried
  if (tenantId === null || membershipId === null || userId === null) return
  await services.database.withTenant(tenantId, async tx => {
    await recordAudit(services, tx, {
      actorKind: 'system',
      actorId: null,
      action: 'member_sign_in_failed',
      entityType: 'member',
      entityId: membershipId,
      metadata: { attempts: tried.attempts, locked: nextLock !== null },
    })
    if (nextLock === null || tried.attempts !== firstLockAt) return
    await services.mail.queue(tx, {
      to: email,
      language: tried.language ?? 'en',
      content: { template: 'account_locked', name: name ?? email, until: nextLock.toISOString() },
      idempotencyKey: `account_locked:${userId}:${nextLock.toISOString()}`,
    })
  })
}
