import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { listOidcIdentities, unlinkOidcIdentity } from '../../db/platform-oidc.repo.ts'
import { readSecondFactor } from '../../db/platform-second-factor.repo.ts'
import { tellOfSignInChange } from './second-factor-tell.ts'

/** The identity signs nobody in from now on. It stays where it is the only way in. */
export async function unlinkOidc(
  services: Services,
  actor: Actor,
  input: { id: string },
): Promise<Result<{ done: true }>> {
  const { database, oidc } = services
  const account = await readSecondFactor(database.statement, actor.userId)
  const identities = await listOidcIdentities(database.statement, actor.userId)
  const identity = identities.find(one => one.id === input.id)
  if (account === null || identity === undefined) return refused('oidc.not_found')
  const answer = await database.withTenant(actor.tenantId, async tx => {
    const done = await unlinkOidcIdentity(tx, actor.userId, input.id)
    if (done !== 'done') return done
    const { email, name } = account
    const provider = oidc?.name ?? new URL(identity.issuer).hostname
    await tellOfSignInChange(
      services,
      tx,
      { membershipId: actor.memberId, email, language: account.language ?? actor.language },
      {
        action: 'member_oidc_unlinked',
        content: { template: 'oidc_changed', name, provider, linked: false },
      },
    )
    return done
  })
  switch (answer) {
    case 'done':
      return ok({ done: true })
    case 'last':
      return refused('oidc.last')
    case 'not_found':
      return refused('oidc.not_found')
  }
}
