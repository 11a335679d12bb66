import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Services } from '../../api/services.ts'
import { open, seal } from '../../crypto/seal.ts'
import { type OidcTicketKind, putOidcTicket, takeOidcTicket } from '../../db/platform-oidc.repo.ts'

const minute = 60_000

/** Who may use what comes back: the browser with the cookie, or the desktop with the verifier. */
const binding = z.discriminatedUnion('client', [
  z.object({ client: z.literal('browser'), browserHash: z.string() }),
  z.object({ client: z.literal('desktop'), challenge: z.string() }),
])
export type OidcBinding = z.infer<typeof binding>

const identity = z.object({ issuer: z.string(), subject: z.string(), email: z.string().nullable() })

/** What each kind of ticket remembers. It is stored sealed. */
const contents = {
  /** Leave to link, given to somebody who is signed in. */
  link: z.object({ binding, memberId: z.uuid(), tenantId: z.uuid(), language: z.enum(['en', 'ru']) }),
  /** The way to the provider and back. */
  state: z.object({
    nonce: z.string(),
    verifier: z.string(),
    redirectUri: z.url(),
    /** The browser that was sent there, which is the one that comes back, also for the desktop. */
    browserHash: z.string(),
    binding,
    link: z.object({ memberId: z.uuid(), tenantId: z.uuid(), language: z.enum(['en', 'ru']) }).nullable(),
  }),
  /** A sign-in that only has to be fetched. */
  code: z.object({ binding, mfa: z.boolean() }),
  /** An identity that is linked once its account has been proven. */
  proposal: z.object({ binding, identity }),
} as const satisfies Record<OidcTicketKind, z.ZodType>
export type OidcTicket<Kind extends OidcTicketKind> = z.infer<(typeof contents)[Kind]>

const lifetimes: Readonly<Record<OidcTicketKind, number>> = {
  link: 10 * minute,
  state: 10 * minute,
  code: 2 * minute,
  // Long enough to find the password, or to have it reset.
  proposal: 15 * minute,
}

/** 256 random bits, for a ticket, a nonce or a cookie. */
export function makeSecret(): string {
  return randomBytes(32).toString('base64url')
}

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

const placeOf = (kind: OidcTicketKind, hash: string) => `oidc_tickets:${kind}:${hash}`

/** @returns the ticket, which is stored only as its hash */
export async function issueTicket<Kind extends OidcTicketKind>(
  { database, keys, clock }: Services,
  kind: Kind,
  userId: string | null,
  content: OidcTicket<Kind>,
): Promise<string> {
  const ticket = makeSecret()
  const hash = hashSecret(ticket)
  const now = clock.now()
  await putOidcTicket(database.statement, {
    hash,
    kind,
    userId,
    sealed: seal(keys.for('oidc-state'), JSON.stringify(content), placeOf(kind, hash)),
    now,
    expiresAt: new Date(now.getTime() + lifetimes[kind]),
  })
  return ticket
}

/** Null for one that is wrong, spent, expired or of another kind. Taking it spends it. */
export async function redeemTicket<Kind extends OidcTicketKind>(
  { database, keys, clock }: Services,
  kind: Kind,
  ticket: string,
): Promise<{ readonly userId: string | null; readonly content: OidcTicket<Kind> } | null> {
  const hash = hashSecret(ticket)
  const taken = await takeOidcTicket(database.statement, hash, kind, clock.now())
  if (taken === null) return null
  const text = open(keys.for('oidc-state'), taken.sealed, placeOf(kind, hash)).toString()
  return { userId: taken.userId, content: contents[kind].parse(JSON.parse(text)) as OidcTicket<Kind> }
}

/** Whoever shows a code is who it was made for. */
export function fitsBinding(
  bound: OidcBinding,
  shown: { readonly cookie: string | null; readonly verifier: string | undefined },
): boolean {
  if (bound.client === 'desktop')
    return shown.verifier !== undefined && hashSecret(shown.verifier) === bound.challenge
  return (
    shown.verifier === undefined && shown.cookie !== null && hashSecret(shown.cookie) === bound.browserHash
  )
}
