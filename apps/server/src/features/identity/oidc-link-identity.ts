import type { ReplyLanguage } from '@countersign/shared/text/detect-language'
import type { Services } from '../../api/services.ts'
import { linkOidcIdentity, type NewOidcIdentity } from '../../db/platform-oidc.repo.ts'
import { readSecondFactor } from '../../db/platform-second-factor.repo.ts'
import { tellOfSignInChange } from './second-factor-tell.ts'

/** Ties an identity to an account that has been proven. @returns false when it is somebody else's */
export async function linkIdentity(
  services: Services,
  person: {
    readonly userId: string
    readonly memberId: string
    readonly tenantId: string
    readonly language: ReplyLanguage
  },
  identity: Pick<NewOidcIdentity, 'issuer' | 'subject' | 'email'>,
): Promise<boolean> {
  const { database, ids, clock, oidc } = services
  const { userId, memberId, tenantId, language } = person
  const account = await readSecondFactor(database.statement, userId)
  if (account === null) return false
  return database.withTenant(tenantId, async tx => {
    if (!(await linkOidcIdentity(tx, { ...identity, id: ids.next(), userId, now: clock.now() }))) return false
    const { email, name } = account
    const provider = oidc?.name ?? new URL(identity.issuer).hostname
    await tellOfSignInChange(
      services,
      tx,
      { membershipId: memberId, email, language: account.language ?? language },
      { action: 'member_oidc_linked', content: { template: 'oidc_changed', name, provider, linked: true } },
    )
    return true
  })
}
