import type { Done } from '@countersign/shared/identity/sign-up.contract'
import { ok, type Result } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { ApiContext } from '../../api/context.ts'
import { changeStoredPassword, within } from '../../db/platform-sign-in.repo.ts'
import { checkPassword } from './check-password.ts'
import { hashPassword } from './password.ts'
import { passwordChanged } from './password-changed.ts'
import { refuseWeakPassword } from './refuse-weak-password.ts'

/** Sets a new password and ends the person's other sessions. */
export async function changePassword(
  context: ApiContext,
  actor: Actor,
  input: { current: string; password: string },
): Promise<Result<Done>> {
  const { services } = context
  const { database, clock, ids } = services
  const checked = await checkPassword(context, actor.userId, input.current)
  if (!checked.ok) return checked
  const weak = await refuseWeakPassword(input.password, checked.value)
  if (weak !== null) return weak
  const passwordHash = await hashPassword(input.password)
  const now = clock.now()
  await database.withTenant(actor.tenantId, async tx => {
    await changeStoredPassword(within(tx), actor.userId, passwordHash, actor.sessionId, now)
    const { email, name, language } = checked.value
    await passwordChanged(services, tx, {
      membershipId: actor.memberId,
      email,
      name,
      language,
      by: 'member',
      key: ids.next(),
    })
  })
  return ok({ done: true })
}
