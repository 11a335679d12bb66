import { z } from 'zod'
import { uuid } from '../kernel/ids.ts'
import { storedText } from '../kernel/stored-text.ts'
import { permissions, roles } from './role.policy.ts'
import { shownSecret } from './shown-secret.ts'

export const loginInput = z.object({
  email: storedText.trim().min(3).max(254),
  password: z.string().min(1).max(1024),
})

/** A browser sends nothing: its refresh token is in a cookie. The desktop sends the token it keeps in the OS keychain. */
export const refreshInput = z.object({ refreshToken: shownSecret.optional() }).optional()

export const memberView = z.object({
  id: uuid,
  userId: uuid,
  tenantId: uuid,
  tenantName: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  permissions: z.array(z.enum(permissions)),
})
export type MemberView = z.infer<typeof memberView>

/** Access token: a JWT for `Authorization: Bearer`, valid for minutes. Refresh token: opaque, single use, rotated. */
export const tokenPair = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  member: memberView,
})
export type TokenPair = z.infer<typeof tokenPair>
