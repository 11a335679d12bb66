import type { Done, ResetPasswordInput } from '@countersign/shared/identity/sign-up.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { ApiContext } from '../../api/context.ts'
import { findEmailToken, resetStoredPassword, within } from '../../db/platform-sign-in.repo.ts'
import { proofOf } from './mailed-secret.ts'
import { hashPassword } from './password.ts'
import { passwordChanged } from './password-changed.ts'
import { refuseWeakPassword } from './refuse-weak-password.ts'
import { withinTenantOf } from './within-tenant-of.ts'

/**
 * Sets a new password with a mailed proof. All sessions end, and so does every other mailed secret: whoever can read the
 * mailbox may be taking the account back from somebody. A password that is refused leaves the proof good.
 */
export async function resetPassword(context: ApiContext, input: ResetPasswordInput): Promise<Result<Done>> {
  const { services } = context
  const { database, clock } = services
  const now = clock.now()
  const proof = proofOf(services, 'reset', input)
  const found = proof && (await findEmailToken(database.statement, 'reset', proof, now))
  if (found === null) return refused('token.invalid')
  const { email, name, tenantNames } = found
  const weak = await refuseWeakPassword(input.password, { email, name, tenantNames })
  if (weak !== null) return weak
  const passwordHash = await hashPassword(input.password)
  const changed = await withinTenantOf(services, found, async tx => {
    if (!(await resetStoredPassword(within(tx), found.tokenId, passwordHash, now))) return false
    await passwordChanged(services, tx, { ...found, by: 'reset', key: found.tokenId })
    return true
  })
  return changed ? ok({ done: true }) : refused('token.invalid')
}
