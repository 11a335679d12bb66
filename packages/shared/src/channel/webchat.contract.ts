import { z } from 'zod'
import { uuid } from '../kernel/ids.ts'

/** Longest text a customer may send, in UTF-8 bytes. */
export const webchatTextLimit = 16 * 1024

const bytes = (text: string) => new TextEncoder().encode(text).length

/**
 * C0 and C1 control characters other than tab, line feed and carriage return; lone surrogates. They cannot be stored
 * (NUL) or shown, and hide text from the person who approves a reply to it.
 */
const unprintable = /[^\P{Cc}\t\n\r]/u

const printable = (text: string) => !unprintable.test(text) && text.isWellFormed()

export const attachment = z.object({
  kind: z.enum(['image', 'file', 'audio', 'video']),
  url: z
    .url({ protocol: /^https$/ })
    .max(2048)
    .refine(printable, 'has control characters'),
  name: z.string().max(255).refine(printable, 'has control characters').optional(),
  size: z.int().nonnegative().optional(),
})
export type Attachment = z.infer<typeof attachment>

/** The customer's secret: knowing it is being that customer, so it is never listed or logged. */
export const sessionId = z
  .string()
  .min(6)
  .max(128)
  .regex(/^[\x21-\x7E]+$/, 'must be printable ASCII without spaces')

export const webchatMessageInput = z.object({
  sessionId,
  messageId: z
    .string()
    .min(1)
    .max(128)
    .regex(/^[\x21-\x7E]+$/, 'must be printable ASCII without spaces'),
  text: z
    .string()
    .refine(text => text.trim().length > 0, 'must not be empty')
    .refine(text => bytes(text) <= webchatTextLimit, `must be at most ${webchatTextLimit} bytes of UTF-8`)
    .refine(printable, 'has control characters'),
  name: z.string().trim().min(1).max(120).refine(printable, 'has control characters').optional(),
  email: z.email().max(254).optional(),
  attachments: z.array(attachment).max(10).optional(),
})
export type WebchatMessageInput = z.infer<typeof webchatMessageInput>

export const webchatMessageAccepted = z.object({
  conversationId: uuid,
  messageId: z.string(),
  duplicate: z.boolean(),
})
export type WebchatMessageAccepted = z.infer<typeof webchatMessageAccepted>

export const webchatThreadQuery = z.object({
  sessionId,
  /** Last `seq` the customer's side has seen; messages after it are returned. */
  after: z.coerce.number().int().nonnegative().max(2_147_483_647).optional(),
})

/** One message as the customer sees it. `messageId` is the sender's own id, on customer messages only. */
export const webchatThreadMessage = z.object({
  id: uuid,
  from: z.enum(['customer', 'operator', 'ai']),
  text: z.string(),
  sentAt: z.iso.datetime(),
  seq: z.int().positive(),
  messageId: z.string().optional(),
})
export type WebchatThreadMessage = z.infer<typeof webchatThreadMessage>

/** What names a channel in an address. */
export const channelKey = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w-]+$/)

/** Handshake of the `/webchat` Socket.io namespace. */
export const webchatHandshake = z.object({ channelKey, sessionId })

/** What the customer's side says it has received or read, up to and including `seq`. */
export const webchatReceipt = z.object({
  seq: z.int().positive().max(2_147_483_647),
  status: z.enum(['delivered', 'read']),
})
