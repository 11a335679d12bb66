import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto'
import type { Services } from '../../api/services.ts'
import type { EmailTokenKind, EmailTokenProof } from '../../db/platform-sign-in.repo.ts'

export interface MailedSecret {
  /** For the link: 256 random bits. */
  readonly token: string
  /** Six digits for typing. */
  readonly code: string
}

export function makeMailedSecret(): MailedSecret {
  return {
    token: randomBytes(32).toString('base64url'),
    code: String(randomInt(1_000_000)).padStart(6, '0'),
  }
}

export function hashMailedToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/**
 * A code has so few digits that its bare hash could be tried out; with the installation's key it cannot. Bound to what
 * it is for and to whom, so that equal codes do not look equal.
 *
 * @param subject the e-mail it was sent to; for a change, the person's id
 */
export function hashMailedCode(
  services: Services,
  kind: EmailTokenKind,
  subject: string,
  code: string,
): string {
  return createHmac('sha256', services.keys.for('sign-in').bytes)
    .update(`mailed code\0${kind}\0${subject}\0${code}`)
    .digest('hex')
}

/** Anything else is wrong without being looked up, and costs none of the tries a code has. */
export const isMailedCode = (code: string) => /^\d{6}$/.test(code)

/** What a person showed, as it is looked up; null for what can be no code. */
export function proofOf(
  services: Services,
  kind: 'verify' | 'reset',
  shown: { token: string } | { email: string; code: string },
): EmailTokenProof | null {
  if ('token' in shown) {
    return { tokenHash: hashMailedToken(shown.token), userId: null, email: null, codeHash: null }
  }
  const { email, code } = shown
  if (!isMailedCode(code)) return null
  return { tokenHash: null, userId: null, email, codeHash: hashMailedCode(services, kind, email, code) }
}
