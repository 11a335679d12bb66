import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { ApiContext } from '../../api/context.ts'
import { linkIdentity } from './oidc-link-identity.ts'
import { fitsBinding, redeemTicket } from './oidc-tickets.ts'

/** Links an identity that was proposed, by the owner of the account it was proposed for. */
export async function confirmOidcLink(
  context: ApiContext & { readonly actor: Actor },
  input: { code: string; verifier?: string | undefined },
): Promise<Result<{ done: true }>> {
  const { services, actor, oidcCookie } = context
  const ticket = await redeemTicket(services, 'proposal', input.code)
  if (ticket === null || ticket.userId !== actor.userId) return refused('token.invalid')
  const shown = { cookie: oidcCookie, verifier: input.verifier }
  if (!fitsBinding(ticket.content.binding, shown)) return refused('token.invalid')
  const linked = await linkIdentity(services, actor, ticket.content.identity)
  return linked ? ok({ done: true }) : refused('oidc.already_linked')
}
