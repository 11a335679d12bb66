import { z } from 'zod'
import { uuid } from '../kernel/ids.ts'
import { shownSecret } from './shown-secret.ts'

/** `auth.methods` (public query): what the sign-in screen offers. */
export const signInMethods = z.object({
  oidc: z.object({ name: z.string() }).nullable(),
  signUp: z.boolean(),
})
export type SignInMethods = z.infer<typeof signInMethods>

/** 43 to 128 unreserved characters, as PKCE has it. */
const verifier = shownSecret
/** SHA-256 of the verifier in base64url. */
const verifierHash = z.string().regex(/^[\w-]{43}$/)
/** What the person came back with; good once, for a few minutes, in the browser or for the desktop that began. */
const code = shownSecret

/**
 * `GET /auth/oidc/start`, opened by a person. From the desktop, in the system's browser, with `client=desktop` and the
 * hash of a verifier the desktop keeps: only who has the verifier can use the code that comes back.
 * `link` is the one-time ticket in the address that `account.linkOidc` answers with.
 */
export const startOidcQuery = z
  .object({
    client: z.enum(['browser', 'desktop']).default('browser'),
    challenge: verifierHash.optional(),
    link: shownSecret.optional(),
  })
  .refine(query => query.client === 'browser' || query.challenge !== undefined, {
    path: ['challenge'],
    message: 'is needed for the desktop',
  })
export type StartOidcQuery = z.infer<typeof startOidcQuery>

/**
 * How a way to the provider and back ended. A browser lands on `/app/sign-in?oidc=<outcome>[&code=<code>]`, the desktop
 * is opened by `countersign://sign-in?oidc=<outcome>[&code=<code>]`.
 *
 * - `code`: use it now with `auth.exchangeOidc`.
 * - `linked`: the account that asked is linked. `confirm_link` (desktop): confirm it with `account.confirmOidcLink`.
 * - `link_needed`: an account has this address; sign in to it, then confirm with `account.confirmOidcLink`.
 * - `no_account`: be invited, or sign up. `already_linked`: to somebody else.
 * - `refused`, `expired`, `unavailable`: begin again.
 */
export const oidcOutcomes = [
  'code',
  'linked',
  'confirm_link',
  'no_account',
  'link_needed',
  'already_linked',
  'refused',
  'expired',
  'unavailable',
] as const
export type OidcOutcome = (typeof oidcOutcomes)[number]

/**
 * `auth.exchangeOidc` → `tokenPair`, or the refusals of a sign-in that owes a second factor; `token.invalid`. The desktop
 * shows its verifier, a browser its cookie.
 */
export const exchangeOidcInput = z.object({ code, verifier: verifier.optional() })

/** `account.oidcIdentities` (query) */
export const oidcIdentity = z.object({
  id: uuid,
  issuer: z.string(),
  email: z.string().nullable(),
  linkedAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
})
export type OidcIdentity = z.infer<typeof oidcIdentity>
export const oidcIdentities = z.object({ identities: z.array(oidcIdentity) })

/**
 * `account.linkOidc` → where to send the person's browser; good once, for ten minutes. The desktop gives the hash of its
 * verifier. `oidc.off`.
 */
export const linkOidcInput = z.union([
  z.object({ client: z.literal('desktop'), challenge: verifierHash }),
  z.object({ client: z.literal('browser').default('browser') }),
])
export const linkOidcStart = z.object({ url: z.url() })
/** `account.confirmOidcLink` → `{ done: true }`; `token.invalid`, `oidc.already_linked` */
export const confirmOidcLinkInput = exchangeOidcInput.clone()
/** `account.unlinkOidc` → `{ done: true }`; `oidc.not_found`, `oidc.last` where it is the only way to sign in. */
export const unlinkOidcInput = z.object({ id: uuid })
