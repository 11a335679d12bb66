import { createHash } from 'node:crypto'
import { sessionMethods } from '@countersign/shared/identity/session.contract'
import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { ApiContext } from '../../api/context.ts'

const challengeSeconds = 5 * 60

/** Somebody who has proven who they are and owes a second factor: a code, or setting one up first. */
export interface Challenge {
  readonly owes: 'code' | 'setup'
  readonly userId: string
  readonly membershipId: string
  readonly method: z.infer<typeof claims>['method']
  /** Of the password at that moment: once it is changed, what was proven with the old one is void. */
  readonly passwordMark: string
}

const claims = z.object({
  owes: z.enum(['code', 'setup']),
  sub: z.uuid(),
  membershipId: z.uuid(),
  method: z.enum(sessionMethods),
  password: z.string(),
  device: z.string(),
})

const issuer = 'countersign-second-factor'
const shortHash = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22)

export function markPassword(passwordHash: string | null): string {
  return shortHash(passwordHash ?? 'none')
}

/** A token of its own kind and key: it opens nothing but the second step, on the device that took the first. */
export async function signChallenge(context: ApiContext, challenge: Challenge): Promise<string> {
  const now = Math.floor(context.services.clock.now().getTime() / 1000)
  const { owes, userId, membershipId, method, passwordMark } = challenge
  return new SignJWT({
    owes,
    membershipId,
    method,
    password: passwordMark,
    device: shortHash(context.device ?? ''),
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(issuer)
    .setSubject(userId)
    .setIssuedAt(now)
    .setExpirationTime(now + challengeSeconds)
    .sign(context.services.keys.for('second-factor-challenge').bytes)
}

/** Null for a token that is wrong, expired, foreign, of the other kind or of another device: they all get one answer. */
export async function readChallenge(
  context: ApiContext,
  token: string,
  owes: Challenge['owes'],
): Promise<Challenge | null> {
  const { keys, clock } = context.services
  try {
    const { payload } = await jwtVerify(token, keys.for('second-factor-challenge').bytes, {
      algorithms: ['HS256'],
      issuer,
      currentDate: clock.now(),
    })
    const { sub, membershipId, method, password, device, ...read } = claims.parse(payload)
    if (read.owes !== owes || device !== shortHash(context.device ?? '')) return null
    return { owes, userId: sub, membershipId, method, passwordMark: password }
  } catch {
    return null
  }
}
