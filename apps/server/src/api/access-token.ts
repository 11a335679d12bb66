import { createHmac } from 'node:crypto'
import { roles } from '@countersign/shared/identity/role.policy'
import { AppError } from '@countersign/shared/kernel/app-error'
import type { Clock } from '@countersign/shared/kernel/clock'
import { errors, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { AccessClaims, AuthPort } from './context.ts'

/** How long an access token is good for, seconds. What it says is looked up at every use, so revoking does not wait for its end. */
export const accessTokenSeconds = 10 * 60

const claims = z.object({
  sub: z.uuid(),
  tenantId: z.uuid(),
  memberId: z.uuid(),
  role: z.enum(roles),
  sessionId: z.uuid(),
})

/** Access tokens: JWT, HS256, with a key derived from the installation's own. */
export function makeAuth(encryptionKey: string, clock: Clock): AuthPort {
  const key = createHmac('sha256', encryptionKey).update('access tokens').digest()
  return {
    async sign(payload: AccessClaims) {
      const now = Math.floor(clock.now().getTime() / 1000)
      return new SignJWT({ ...payload })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuer('countersign')
        .setIssuedAt(now)
        .setExpirationTime(now + accessTokenSeconds)
        .sign(key)
    },
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['HS256'],
          issuer: 'countersign',
          currentDate: clock.now(),
        })
        return claims.parse(payload)
      } catch (error) {
        return error instanceof errors.JWTExpired
          ? new AppError('auth.expired', 'The access token has expired')
          : new AppError('auth.invalid', 'The access token is not valid')
      }
    },
  }
}
