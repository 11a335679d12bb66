import { createHash, randomBytes } from 'node:crypto'

/** A refresh token and what is stored of it. */
export interface RefreshToken {
  readonly token: string
  readonly hash: string
  /** Of the part all tokens of a session share: an old one is recognised by it, however old it is. */
  readonly familyHash: string
}

const familyBytes = 16

/** A refresh token: 128 random bits for the session and 128 for this token. Only hashes are stored. */
export function makeRefreshToken(): RefreshToken {
  return describe(randomBytes(2 * familyBytes))
}

/** The next token of a session, given one of before. */
export function makeNextRefreshToken(old: string): RefreshToken {
  const family = familyOf(old)
  return describe(Buffer.concat([family, randomBytes(familyBytes)]))
}

export function readRefreshToken(token: string): { hash: string; familyHash: string } {
  return { hash: sha256(token), familyHash: sha256(familyOf(token)) }
}

function describe(bytes: Buffer): RefreshToken {
  const token = bytes.toString('base64url')
  return { token, ...readRefreshToken(token) }
}

function familyOf(token: string): Buffer {
  const family = Buffer.alloc(familyBytes)
  Buffer.from(token, 'base64url').copy(family)
  return family
}

function sha256(value: string | Buffer): string {
  return createHash('sha256').update(value).digest('hex')
}
