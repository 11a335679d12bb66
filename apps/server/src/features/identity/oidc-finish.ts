import type { OidcOutcome } from '@countersign/shared/identity/oidc.contract'
import { decideOidcReturn } from '@countersign/shared/identity/oidc-sign-in.policy'
import { assertNever } from '@countersign/shared/kernel/assert-never'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { OidcClaims } from '../../api/oidc.port.ts'
import type { Services } from '../../api/services.ts'
import { findOidcPerson, useOidcIdentity } from '../../db/platform-oidc.repo.ts'
import { linkIdentity } from './oidc-link-identity.ts'
import { hashSecret, issueTicket, type OidcTicket, redeemTicket } from './oidc-tickets.ts'

/** Where the person goes on, and with what. */
export interface OidcEnd {
  readonly client: 'browser' | 'desktop'
  readonly outcome: OidcOutcome
  readonly code: string | null
}

/** Takes a person back from the provider. Whatever they come back with works once. */
export async function finishOidc(
  services: Services,
  answer: URLSearchParams,
  cookie: string | null,
): Promise<Result<OidcEnd>> {
  const { oidc } = services
  if (oidc === null) return refused('oidc.off')
  const state = answer.get('state') ?? ''
  const begun = await redeemTicket(services, 'state', state)
  if (begun === null) return ok({ client: 'browser', outcome: 'expired', code: null })
  const { content, userId } = begun
  const { client } = content.binding
  const end = (outcome: OidcOutcome, code: string | null = null) => ok({ client, outcome, code })
  if (cookie === null || hashSecret(cookie) !== content.browserHash) return end('refused')
  const { nonce, verifier, redirectUri } = content
  const returned = await oidc.finish(answer, { state, nonce, verifier, redirectUri })
  if (returned.kind !== 'claims') return end(returned.kind)
  const step = await decideStep(services, returned.claims, userId)
  const { issuer, subject, email, mfa } = returned.claims
  const propose = (owner: string) =>
    issueTicket(services, 'proposal', owner, {
      binding: content.binding,
      identity: { issuer, subject, email },
    })
  switch (step.kind) {
    case 'sign_in': {
      await useOidcIdentity(services.database.statement, issuer, subject, services.clock.now())
      return end('code', await issueTicket(services, 'code', step.userId, { binding: content.binding, mfa }))
    }
    case 'prove_account':
      return end('link_needed', await propose(step.userId))
    case 'link':
      // The desktop's browser is not signed in: the desktop itself has the last word.
      if (client === 'desktop') return end('confirm_link', await propose(step.userId))
      return end((await link(services, content, step.userId, returned.claims)) ? 'linked' : 'already_linked')
    case 'already_linked':
    case 'no_account':
      return end(step.kind)
    default:
      return assertNever(step)
  }
}

async function decideStep(services: Services, claims: OidcClaims, linkFor: string | null) {
  const { issuer, subject, verifiedEmail } = claims
  const address = linkFor === null ? verifiedEmail : null
  const person = await findOidcPerson(services.database.statement, issuer, subject, address)
  const found =
    person === null ? null : { ...person, open: person.disabledAt === null && person.membershipId !== null }
  return decideOidcReturn({ linkFor, found })
}

async function link(
  services: Services,
  state: OidcTicket<'state'>,
  userId: string,
  { issuer, subject, email }: OidcClaims,
): Promise<boolean> {
  if (state.link === null) return false
  return linkIdentity(services, { ...state.link, userId }, { issuer, subject, email })
}
