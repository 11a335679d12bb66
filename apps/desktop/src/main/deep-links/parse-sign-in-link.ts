import { type OidcOutcome, oidcOutcomes } from '@countersign/shared/identity/oidc.contract'

export interface SignInLink {
  readonly outcome: OidcOutcome
  readonly code: string | null
}

/**
 * `countersign://sign-in?oidc=<outcome>[&code=<code>]`, which the server sends the system's browser to, or null. Anybody
 * can make the operating system open such a link; a code that does not belong to our own verifier opens nothing.
 */
export function parseSignInLink(text: string): SignInLink | null {
  const match = /^countersign:\/\/sign-in\/?\?oidc=([a-z_]{1,40})(?:&code=([\w-]{20,200}))?$/.exec(text)
  const outcome = oidcOutcomes.find(one => one === match?.[1])
  return outcome === undefined ? null : { outcome, code: match?.[2] ?? null }
}

/** The link a start was given, on systems that pass it on the command line. */
export function findSignInLink(argv: readonly string[]): SignInLink | null {
  for (const argument of argv) {
    const link = parseSignInLink(argument)
    if (link !== null) return link
  }
  return null
}
