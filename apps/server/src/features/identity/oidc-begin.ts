import type { StartOidcQuery } from '@countersign/shared/identity/oidc.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Services } from '../../api/services.ts'
import { hashSecret, issueTicket, makeSecret, type OidcBinding, redeemTicket } from './oidc-tickets.ts'

/** How a way to the provider ends before it has begun. */
export type OidcNoWay = 'expired' | 'refused' | 'unavailable'

/**
 * Begins a sign-in, or the linking of an account, at the provider.
 *
 * @param cookie of the browser; what comes back is taken from this browser only
 * @returns where to send the person
 */
export async function beginOidc(
  services: Services,
  query: StartOidcQuery,
  place: { readonly publicUrl: string; readonly cookie: string },
): Promise<Result<{ url: string } | { noWay: OidcNoWay }>> {
  const { oidc } = services
  if (oidc === null) return refused('oidc.off')
  const browserHash = hashSecret(place.cookie)
  const binding: OidcBinding =
    query.client === 'desktop'
      ? { client: 'desktop', challenge: query.challenge ?? '' }
      : { client: 'browser', browserHash }
  const link = query.link === undefined ? null : await redeemTicket(services, 'link', query.link)
  if (query.link !== undefined && link === null) return ok({ noWay: 'expired' })
  // Somebody else's leave to link, slipped to this person: their identity would open another's account.
  if (link !== null && JSON.stringify(link.content.binding) !== JSON.stringify(binding))
    return ok({ noWay: 'refused' })

  const checks = {
    redirectUri: `${place.publicUrl}/auth/oidc/callback`,
    nonce: makeSecret(),
    verifier: makeSecret(),
  }
  const { memberId, tenantId, language } = link?.content ?? {}
  const asked =
    memberId === undefined || tenantId === undefined || language === undefined
      ? null
      : { memberId, tenantId, language }
  const state = await issueTicket(services, 'state', link?.userId ?? null, {
    ...checks,
    browserHash,
    binding,
    link: asked,
  })
  const url = await oidc.begin({ ...checks, state })
  return ok(url === null ? { noWay: 'unavailable' } : { url: url.href })
}
