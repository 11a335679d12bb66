import { createHash, randomBytes } from 'node:crypto'
import type { ProviderReturn } from '@countersign/shared/desktop/ipc.contract'
import type { SignInLink } from './parse-sign-in-link.ts'

/**
 * A sign-in at the provider, from the desktop through the system's browser and back. Only this process knows the
 * verifier: who else catches the link that comes back can do nothing with its code.
 */
export interface ProviderSignIn {
  /** @returns the address to open; a sign-in begun before is forgotten */
  begin(serverUrl: string): string
  /** @returns the hash of the verifier that the link to come is tied to; what was begun before is forgotten */
  beginLink(): string
  /**
   * @param ticket leave to link, which the server gave to that hash
   * @returns the address to open
   * @throws when nobody has begun to link
   */
  link(serverUrl: string, ticket: string): string
  finish(link: SignInLink): void
  /** The page listens from here on, and hears of the last return it has not heard of. */
  listen(): void
  /** The page went away. */
  leave(): void
}

export function holdProviderSignIn(send: (returned: ProviderReturn) => void): ProviderSignIn {
  let verifier: string | null = null
  const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url')
  const makeVerifier = () => {
    verifier = randomBytes(32).toString('base64url')
    return hashOf(verifier)
  }
  let listening = false
  let held: ProviderReturn | null = null
  const hand = (returned: ProviderReturn) => {
    if (listening) send(returned)
    else held = returned
  }
  return {
    begin(serverUrl) {
      return `${serverUrl}/auth/oidc/start?client=desktop&challenge=${makeVerifier()}`
    },
    beginLink: makeVerifier,
    link(serverUrl, ticket) {
      if (verifier === null) throw new Error('nobody has begun to link')
      return `${serverUrl}/auth/oidc/start?client=desktop&challenge=${hashOf(verifier)}&link=${ticket}`
    },
    finish({ outcome, code }) {
      // A link nobody here has asked for: its code is not ours.
      if (verifier === null) return
      hand({ outcome, code, verifier })
      // It goes on being ours while the person may still come back with another outcome, and ends with a code.
      if (code !== null) verifier = null
    },
    listen() {
      listening = true
      if (held === null) return
      const returned = held
      held = null
      send(returned)
    },
    leave() {
      listening = false
    },
  }
}
