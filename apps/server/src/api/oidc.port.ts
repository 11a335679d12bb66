/** What has to be the same when the person comes back. All of it is random and made for this one way there and back. */
export interface OidcChecks {
  readonly redirectUri: string
  readonly state: string
  readonly nonce: string
  /** PKCE: the provider gets its hash on the way there, and itself with the code. */
  readonly verifier: string
}

/** Who the provider says somebody is. */
export interface OidcClaims {
  readonly issuer: string
  readonly subject: string
  /** Lower-cased; null when the provider tells none, or does not say that it checked it. */
  readonly verifiedEmail: string | null
  /** As the provider tells it, checked or not: for showing. */
  readonly email: string | null
  /** It has asked for a second factor itself. */
  readonly mfa: boolean
}

/** `unavailable`: it may work later. `refused`: the person or the provider said no, or the answer was not for us. */
export type OidcAnswer =
  | { readonly kind: 'claims'; readonly claims: OidcClaims }
  | { readonly kind: 'refused' | 'unavailable' }

/** The OpenID provider people may sign in with. */
export interface OidcPort {
  /** As people know it. */
  readonly name: string
  /** Where to send the person; null when the provider does not answer. */
  begin(checks: OidcChecks): Promise<URL | null>
  /** @param answer the query the person came back with */
  finish(answer: URLSearchParams, checks: OidcChecks): Promise<OidcAnswer>
}
