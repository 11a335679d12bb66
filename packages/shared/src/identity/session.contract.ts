import { z } from 'zod'
import { uuid } from '../kernel/ids.ts'
import { roles } from './role.policy.ts'

/** How a session was begun. */
export const sessionMethods = ['password', 'oidc', 'invite', 'mail'] as const
export type SessionMethod = (typeof sessionMethods)[number]

/** `session.list` (query): where the person is signed in, this device first, then the last used. */
export const sessionView = z.object({
  id: uuid,
  /** E.g. `Firefox on Windows`; null when the device did not say. */
  device: z.string().nullable(),
  address: z.string().nullable(),
  method: z.enum(sessionMethods),
  tenantName: z.string(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime(),
  /** When it ends if it is not used. */
  expiresAt: z.iso.datetime(),
  current: z.boolean(),
})
export type SessionView = z.infer<typeof sessionView>
export const sessionList = z.object({ sessions: z.array(sessionView) })
export type SessionList = z.infer<typeof sessionList>

/** `session.revoke` → `{ done: true }`; `session.not_found` for any but the person's own live sessions. */
export const revokeSessionInput = z.object({ id: uuid })
/** `session.revokeOthers` → `{ ended }`, how many there were. */
export const revokedOthers = z.object({ ended: z.int().nonnegative() })

/** `auth.tenants` (query): the tenants the person works for. */
export const ownTenant = z.object({
  tenantId: uuid,
  tenantName: z.string(),
  memberId: uuid,
  role: z.enum(roles),
  current: z.boolean(),
})
export type OwnTenant = z.infer<typeof ownTenant>
export const ownTenants = z.object({ tenants: z.array(ownTenant) })
export type OwnTenants = z.infer<typeof ownTenants>

/** `auth.switchTenant` → `tokenPair`; the session moves, and its older tokens end. `tenant.not_found`. */
export const switchTenantInput = z.object({ tenantId: uuid })
