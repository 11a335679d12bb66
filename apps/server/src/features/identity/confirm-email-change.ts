import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import {
  changeStoredEmail,
  type EmailTokenProof,
  findEmailToken,
  within,
} from '../../db/platform-sign-in.repo.ts'
import { recordAudit } from '../audit/index.ts'
import { hashMailedCode, hashMailedToken, isMailedCode } from './mailed-secret.ts'
import { isInTenant, withinTenantOf } from './within-tenant-of.ts'

/** With the link of the mail, on whatever device it is opened. */
export function confirmEmailByLink(services: Services, token: string): Promise<Result<{ email: string }>> {
  return confirm(services, { tokenHash: hashMailedToken(token), userId: null, email: null, codeHash: null })
}

/** With the code of the mail, where the change was asked for. */
export async function confirmEmailByCode(
  services: Services,
  actor: Actor,
  code: string,
): Promise<Result<{ email: string }>> {
  const { userId } = actor
  if (!isMailedCode(code)) return refused('token.invalid')
  const codeHash = hashMailedCode(services, 'change', userId, code)
  return confirm(services, { tokenHash: null, userId, email: null, codeHash })
}

async function confirm(services: Services, proof: EmailTokenProof): Promise<Result<{ email: string }>> {
  const { database, clock, mail } = services
  const now = clock.now()
  const found = await findEmailToken(database.statement, 'change', proof, now)
  if (found === null) return refused('token.invalid')
  const { tokenId, tokenEmail, membershipId, name } = found
  const language = found.language ?? 'en'
  const changed = await withinTenantOf(services, found, async tx => {
    if (!(await changeStoredEmail(within(tx), tokenId, now))) return false
    for (const reader of ['old', 'new'] as const) {
      await mail.queue(tx, {
        to: reader === 'new' ? tokenEmail : found.email,
        language,
        content: { template: 'email_changed', name, newEmail: tokenEmail, reader },
        idempotencyKey: `email_changed:${tokenId}:${reader}`,
      })
    }
    if (isInTenant(tx) && membershipId !== null) {
      await recordAudit(services, tx, {
        actorKind: 'member',
        actorId: membershipId,
        action: 'member_email_changed',
        entityType: 'member',
        entityId: membershipId,
      })
    }
    return true
  })
  return changed ? ok({ email: tokenEmail }) : refused('token.invalid')
}
