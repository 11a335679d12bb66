import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { ApiContext } from '../../api/context.ts'
import { hashSecret, issueTicket, makeSecret } from './oidc-tickets.ts'

/** Leave for somebody who is signed in to link an identity to their account. @returns where to send their browser */
export async function linkOidc(
  context: ApiContext & { readonly actor: Actor },
  input: { client: 'browser' } | { client: 'desktop'; challenge: string },
): Promise<Result<{ url: string }>> {
  const { services, actor, publicUrl } = context
  if (services.oidc === null) return refused('oidc.off')
  const { memberId, tenantId, language, userId } = actor
  const query = new URLSearchParams({ client: input.client })
  if (input.client === 'desktop') query.set('challenge', input.challenge)
  const link = await issueTicket(services, 'link', userId, {
    binding:
      input.client === 'desktop'
        ? { client: 'desktop', challenge: input.challenge }
        : { client: 'browser', browserHash: hashSecret(keepCookie(context)) },
    memberId,
    tenantId,
    language,
  })
  query.set('link', link)
  return ok({ url: `${publicUrl}/auth/oidc/start?${query}` })
}

function keepCookie(context: ApiContext): string {
  const cookie = context.oidcCookie ?? makeSecret()
  context.setOidcCookie(cookie)
  return cookie
}
