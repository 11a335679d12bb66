import { createHash, randomBytes } from 'node:crypto'

/** How long a device stays signed in without being used, seconds. */
export const sessionSeconds = 30 * 24 * 3600

/** A refresh token: 256 random bits. Only its hash is stored. */
export function makeRefreshToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: hashRefreshToken(token) }
}

export function hashRefreshToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
