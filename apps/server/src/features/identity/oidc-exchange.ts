import type { TokenPair } from '@countersign/shared/identity/identity.contract'
import { type Result, refused } from '@countersign/shared/kernel/result'
import type { ApiContext } from '../../api/context.ts'
import { findOidcSignIn } from '../../db/platform-oidc.repo.ts'
import { fitsBinding, redeemTicket } from './oidc-tickets.ts'
import { openSessionFor } from './open-session-for.ts'
import { secondFactorGate } from './second-factor-gate.ts'

/** The end of a sign-in elsewhere: the code for a session, once, by whoever began. */
export async function exchangeOidc(
  context: ApiContext,
  input: { code: string; verifier?: string | undefined },
): Promise<Result<TokenPair>> {
  const { services, oidcCookie } = context
  const ticket = await redeemTicket(services, 'code', input.code)
  if (ticket === null || ticket.userId === null) return refused('token.invalid')
  const shown = { cookie: oidcCookie, verifier: input.verifier }
  if (!fitsBinding(ticket.content.binding, shown)) return refused('token.invalid')
  const { userId } = ticket
  const row = await findOidcSignIn(services.database.statement, userId)
  if (row === null || row.disabledAt !== null || row.membershipId === null) return refused('auth.invalid')
  const person = { userId, membershipId: row.membershipId }
  if (!ticket.content.mfa) {
    const owed = await secondFactorGate(context, person, 'oidc')
    if (!owed.ok) return owed
  }
  return openSessionFor(context, person, 'oidc')
}
