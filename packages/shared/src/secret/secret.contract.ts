import { z } from 'zod'
import { uuid } from '../kernel/ids.ts'
import { storedText } from '../kernel/stored-text.ts'

/** What a secret is asked for by, e.g. `TELEGRAM_BOT_TOKEN`. */
export const secretName = z
  .string()
  .trim()
  .regex(/^[A-Z][A-Z0-9_]{2,63}$/, 'must be 3 to 64 capital letters, digits and underscores')

export const secretPutInput = z.object({ name: secretName, value: storedText.trim().min(1).max(8192) })
export const secretRevokeInput = z.object({ id: uuid })

/** What is shown of a secret: never its value. */
export const secretView = z.object({
  id: uuid,
  name: z.string(),
  /** The last four characters; null when the value is too short to show a part of it. */
  last4: z.string().nullable(),
  createdAt: z.iso.datetime(),
  createdBy: z.object({ memberId: uuid.nullable(), name: z.string() }).nullable(),
  /** When the value before it was replaced by this one; null for the first. */
  rotatedAt: z.iso.datetime().nullable(),
  /** Null while it is in use. */
  revokedAt: z.iso.datetime().nullable(),
})
export type SecretView = z.infer<typeof secretView>
/** Those in use by name, then the revoked ones, newest first. */
export const secretList = z.object({ items: z.array(secretView) })
export type SecretList = z.infer<typeof secretList>
export const storedSecret = z.object({ id: uuid, last4: z.string().nullable(), replaced: z.boolean() })
export type StoredSecret = z.infer<typeof storedSecret>
