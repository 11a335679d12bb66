import { z } from 'zod'
import { uuid } from '../kernel/ids.ts'
import { storedText } from '../kernel/stored-text.ts'
import { secretName } from '../secret/secret.contract.ts'
import { featureFlags } from './feature.flags.ts'

/** Those who look after the installation, weakest first: an owner may all that an admin may. */
export const platformLevels = ['admin', 'owner'] as const
export type PlatformLevel = (typeof platformLevels)[number]

export const adminActions = [
  'tenant_restricted',
  'tenant_reinstated',
  'user_disabled',
  'user_enabled',
  'user_unlocked',
  'flag_set',
  'admin_granted',
  'admin_revoked',
  'owner_made',
  'secret_stored',
  'secret_revoked',
  'master_key_rotated',
] as const
export type AdminAction = (typeof adminActions)[number]

const reason = storedText.trim().min(3).max(500)
const page = {
  cursor: z.string().max(300).optional(),
  limit: z.int().min(1).max(200).optional(),
}

/** `search` is a part of the name, e-mail or user name, in any case; an id finds its own. */
export const platformListInput = z
  .object({ search: storedText.trim().max(200).optional(), ...page })
  .optional()
export const platformActionsInput = z.object({ ...page, targetId: uuid.optional() }).optional()
/** Every change takes a reason; it is kept with who did it and what was before. */
export const platformChangeInput = z.object({ id: uuid, reason })
export const platformFlagInput = z.object({
  name: z.enum(featureFlags),
  /** Null: for the installation. */
  tenantId: uuid.nullable(),
  /** Null takes the setting away: a tenant has what the installation has, the installation what it came with. */
  enabled: z.boolean().nullable(),
  reason,
})
export const platformFlagsInput = z.object({ tenantId: uuid.nullable().optional() }).optional()
export const platformSecretInput = z.object({
  name: secretName,
  value: storedText.trim().min(1).max(8192),
  reason,
})
export const platformRotateInput = z.object({ reason })

export const platformTenant = z.object({
  id: uuid,
  name: z.string(),
  status: z.enum(['active', 'restricted']),
  restrictedReason: z.string().nullable(),
  createdAt: z.iso.datetime(),
  memberCount: z.int(),
  /** E-mail of the strongest member. */
  ownerEmail: z.string().nullable(),
})
export type PlatformTenant = z.infer<typeof platformTenant>
export const platformTenants = z.object({ items: z.array(platformTenant), nextCursor: z.string().nullable() })
export type PlatformTenants = z.infer<typeof platformTenants>

export const platformUser = z.object({
  id: uuid,
  name: z.string(),
  email: z.string(),
  username: z.string(),
  isAdmin: z.boolean(),
  isOwner: z.boolean(),
  disabledAt: z.iso.datetime().nullable(),
  disabledReason: z.string().nullable(),
  lockedUntil: z.iso.datetime().nullable(),
  lastLoginAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  memberships: z.array(z.object({ tenantId: uuid, tenantName: z.string(), role: z.string() })),
})
export type PlatformUser = z.infer<typeof platformUser>
export const platformUsers = z.object({ items: z.array(platformUser), nextCursor: z.string().nullable() })
export type PlatformUsers = z.infer<typeof platformUsers>

export const platformFlag = z.object({
  name: z.enum(featureFlags),
  /** The installation's setting. */
  enabled: z.boolean(),
  /** Settings of single tenants that differ in being set at all. */
  tenants: z.array(z.object({ tenantId: uuid, tenantName: z.string(), enabled: z.boolean() })),
})
export type PlatformFlag = z.infer<typeof platformFlag>
export const platformFlags = z.object({ items: z.array(platformFlag) })
export type PlatformFlags = z.infer<typeof platformFlags>

export const platformAction = z.object({
  id: uuid,
  at: z.iso.datetime(),
  action: z.enum(adminActions),
  targetType: z.enum(['tenant', 'user', 'flag', 'secret', 'key']),
  targetId: uuid.nullable(),
  targetName: z.string().nullable(),
  /** Null: a command on the server itself. */
  by: z.object({ userId: uuid, name: z.string() }).nullable(),
  reason: z.string(),
  previousState: z.record(z.string(), z.unknown()),
  /** What it was made, where the action's name does not say it. */
  metadata: z.record(z.string(), z.unknown()),
})
export type PlatformAction = z.infer<typeof platformAction>
export const platformActions = z.object({ items: z.array(platformAction), nextCursor: z.string().nullable() })
export type PlatformActions = z.infer<typeof platformActions>

/** `platform.updates`: newest first. */
export const platformUpdate = z.object({
  id: uuid,
  at: z.iso.datetime(),
  version: z.string(),
  /** Null: the first one known. */
  previousVersion: z.string().nullable(),
  /** Names of what was applied to the database with it. */
  migrations: z.array(z.string()),
})
export const platformUpdates = z.object({ items: z.array(platformUpdate) })
export type PlatformUpdates = z.infer<typeof platformUpdates>

/** `platform.me`: null for everyone else, so that the console knows whether to show the area at all. */
export const platformMe = z.object({ level: z.enum(platformLevels).nullable() })
export type PlatformMe = z.infer<typeof platformMe>

/** `keyId` is that of the new master key; `secrets` were sealed again with it. */
export const rotatedMasterKey = z.object({ keyId: uuid, secrets: z.int() })
export type RotatedMasterKey = z.infer<typeof rotatedMasterKey>
