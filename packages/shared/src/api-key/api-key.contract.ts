import { z } from 'zod'
import { uuid } from '../kernel/ids.ts'
import { storedText } from '../kernel/stored-text.ts'

/** What a key may do, each on the routes that name it. */
export const apiScopes = ['conversation.read', 'knowledge.read', 'knowledge.write', 'customer.read'] as const
export type ApiScope = (typeof apiScopes)[number]

export const apiKeyView = z.object({
  id: uuid,
  name: z.string(),
  scopes: z.array(z.enum(apiScopes)),
  /** The end of the secret, to tell keys apart. */
  last4: z.string(),
  createdAt: z.iso.datetime(),
  createdBy: z.string().nullable(),
  /** Null: until it is revoked. */
  expiresAt: z.iso.datetime().nullable(),
  /** Kept to the minute. */
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
})
export type ApiKeyView = z.infer<typeof apiKeyView>

/** `apiKey.list` → `apiKeyList`, newest first, revoked ones last */
export const apiKeyList = z.object({ items: z.array(apiKeyView) })
export type ApiKeyList = z.infer<typeof apiKeyList>

/** `apiKey.create` → `apiKeyCreated` */
export const apiKeyCreateInput = z.object({
  name: storedText.trim().min(1).max(120),
  scopes: z
    .array(z.enum(apiScopes))
    .min(1)
    .transform(scopes => apiScopes.filter(scope => scopes.includes(scope))),
  /** In the future. */
  expiresAt: z.iso.datetime({ offset: true }).nullable().optional(),
})
/** The secret, `cs_live_<id>_<random>`, is in this answer and nowhere else. */
export const apiKeyCreated = z.object({ key: apiKeyView, secret: z.string() })
export type ApiKeyCreated = z.infer<typeof apiKeyCreated>

/** `apiKey.revoke` → `apiKeyView` */
export const apiKeyRevokeInput = z.object({ id: uuid })
