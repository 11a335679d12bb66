/** What is known when somebody comes back from the provider. */
export interface OidcReturn {
  /** Who asked to link an account of theirs; null for a sign-in. */
  readonly linkFor: string | null
  /** Who has this identity, or else the account with the address the provider has checked. */
  readonly found: {
    readonly userId: string
    /** The identity is theirs already. */
    readonly linked: boolean
    /** They may come in: not disabled, and a member somewhere. */
    readonly open: boolean
  } | null
}

export type OidcStep =
  | { readonly kind: 'sign_in'; readonly userId: string }
  /** The person has to prove the account first: whoever runs a provider could claim any address. */
  | { readonly kind: 'prove_account'; readonly userId: string }
  | { readonly kind: 'link'; readonly userId: string }
  | { readonly kind: 'already_linked' | 'no_account' }

/** An identity signs in whoever it is linked to. An address alone never does. */
export function decideOidcReturn({ linkFor, found }: OidcReturn): OidcStep {
  if (linkFor !== null) {
    if (found?.linked && found.userId !== linkFor) return { kind: 'already_linked' }
    return { kind: 'link', userId: linkFor }
  }
  // Who was shut out learns no more than who never had an account.
  if (found === null || !found.open) return { kind: 'no_account' }
  return { kind: found.linked ? 'sign_in' : 'prove_account', userId: found.userId }
}
