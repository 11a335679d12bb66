import { z } from 'zod'
import { uuid } from '../kernel/ids.ts'
import { storedText } from '../kernel/stored-text.ts'
import { evidenceKinds } from './evidence.types.ts'
import { autosendKeys, decisions } from './suggestion.codes.ts'
import { suggestionStatuses } from './suggestion.machine.ts'

/** Longest reply a person may send, in characters. */
export const replyTextLimit = 16_000

export const replyText = storedText.trim().min(1).max(replyTextLimit)

/** Unique per intended effect; the same key again returns the first answer. */
export const idempotencyKey = storedText.min(8).max(128)

const decided = { id: uuid, version: z.int().positive() }
const reason = storedText.trim().max(1000).optional()

export const approveInput = z.object({ ...decided, idempotencyKey })
export const editInput = z.object({ ...decided, text: replyText, idempotencyKey })
export const rejectInput = z.object({ ...decided, reason, idempotencyKey: idempotencyKey.optional() })
export const escalateInput = z.object({ ...decided, reason, idempotencyKey: idempotencyKey.optional() })
export const suggestionListInput = z
  .object({ status: z.enum(suggestionStatuses).optional(), limit: z.int().min(1).max(200).optional() })
  .optional()

export const sentenceView = z.object({
  text: z.string(),
  evidenceIds: z.array(z.string()),
  supported: z.boolean(),
})

export const evidenceView = z.object({
  id: z.string(),
  title: z.string(),
  quote: z.string(),
  similarity: z.number(),
  kind: z.enum(evidenceKinds),
  /** When the source was last changed; null when unknown. */
  updatedAt: z.iso.datetime().nullable(),
})

export const penaltyView = z.object({ code: z.string(), message: z.string(), value: z.number() })

/** What people did with recent drafts of this intent on this channel: the headline of the card. */
export const autonomyView = z.object({
  intent: z.string(),
  decisions: z.int(),
  unchanged: z.int(),
  lowerBound: z.number(),
  target: z.number(),
  minimum: z.int(),
  open: z.boolean(),
})

export const suggestionView = z.object({
  id: uuid,
  conversationId: uuid,
  messageId: uuid.nullable(),
  version: z.int(),
  status: z.enum(suggestionStatuses),
  text: z.string(),
  sentences: z.array(sentenceView),
  evidence: z.array(evidenceView),
  intent: z.string().nullable(),
  /** Calibrated probability, 0..1, that a person sends this unchanged. */
  confidence: z.number(),
  scores: z.object({
    similarity: z.number(),
    intent: z.number(),
    selfCheck: z.number(),
    raw: z.number(),
  }),
  penalties: z.array(penaltyView),
  decision: z.enum(decisions),
  blockedBy: z.enum(autosendKeys).nullable(),
  /** Readable reasons, in the language asked for by `Accept-Language` (English or Russian). */
  explanation: z.array(z.string()),
  questions: z.array(z.string()),
  autonomy: autonomyView.nullable(),
  model: z.string(),
  /** Set when the configured model failed and the offline one answered. */
  fallbackReason: z.string().nullable(),
  costMicros: z.int().nullable(),
  createdAt: z.iso.datetime(),
  decidedBy: z.object({ memberId: uuid, name: z.string() }).nullable(),
  decidedAt: z.iso.datetime().nullable(),
})
export type SuggestionView = z.infer<typeof suggestionView>

/** The answer to a decision: what became of the suggestion and which message, if any, will carry it. */
export const decisionView = z.object({
  suggestionId: uuid,
  version: z.int(),
  status: z.enum(suggestionStatuses),
  messageId: uuid.nullable(),
  escalationId: uuid.nullable(),
})
export type DecisionView = z.infer<typeof decisionView>
