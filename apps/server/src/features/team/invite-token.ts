import { createHash, randomBytes } from 'node:crypto'

/** What an invitation's link carries: 256 random bits. Only its hash is stored. */
export function makeInviteToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: hashInviteToken(token) }
}

export function hashInviteToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
