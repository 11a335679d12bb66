import { z } from 'zod'
import { uuid } from '../kernel/ids.ts'
import { storedText } from '../kernel/stored-text.ts'

/** One line of an exchange as a run sees it. */
export const studioTurn = z.object({ from: z.enum(['customer', 'ai']), text: z.string() })
export type StudioTurn = z.infer<typeof studioTurn>

/**
 * Asks as a customer would. Without `threadId` a new thread begins; with `parentId` the exchange goes on from there, which
 * makes a branch where it has gone on before.
 */
export const studioAskInput = z.object({
  threadId: uuid.optional(),
  parentId: uuid.optional(),
  text: storedText.trim().min(1).max(16_000),
})

/** What a run came to, in the parts a change of prompt, model or knowledge can move. */
export const studioOutcome = z.object({
  kind: z.enum(['suggested', 'escalated', 'ignored', 'superseded', 'failed']),
  intent: z.string().nullable(),
  decision: z.enum(['AUTO_SEND', 'NEED_APPROVAL', 'ESCALATE']).nullable(),
  blockedBy: z.string().nullable(),
  escalationReason: z.string().nullable(),
  confidence: z.number().nullable(),
  reply: z.string().nullable(),
  /** Titles of what the reply cites, sorted. */
  sources: z.array(z.string()),
  supported: z.int(),
  sentences: z.int(),
  penalties: z.array(z.string()),
})
export type StudioOutcome = z.infer<typeof studioOutcome>

/** A stage of a run: what it was given, what it gave back, how long it took. */
export const studioStage = z.object({
  stage: z.string(),
  ms: z.number(),
  input: z.unknown(),
  output: z.unknown(),
})
export const studioTrace = z.object({
  stages: z.array(studioStage),
  outcome: studioOutcome,
  model: z.string().nullable(),
  promptVersion: z.string().nullable(),
  policyVersion: z.int(),
  tokensIn: z.int(),
  tokensOut: z.int(),
  /** Null: the model has no known price. */
  costMicros: z.int().nullable(),
  totalMs: z.number(),
})
export type StudioTrace = z.infer<typeof studioTrace>

const status = z.enum(['running', 'done', 'failed'])
export const studioMessage = z.object({
  id: uuid,
  parentId: uuid.nullable(),
  text: z.string(),
  status,
  reply: z.string().nullable(),
  trace: studioTrace.nullable(),
  at: z.iso.datetime(),
})
export type StudioMessageView = z.infer<typeof studioMessage>
export const studioThread = z.object({ id: uuid, title: z.string(), at: z.iso.datetime() })
export const studioThreadDetail = studioThread.extend({ messages: z.array(studioMessage) })
export const studioIdInput = z.object({ id: uuid })

export const studioPinInput = z.object({ messageId: uuid, name: storedText.trim().min(1).max(200) })
export const studioCase = z.object({
  id: uuid,
  name: z.string(),
  turns: z.array(studioTurn),
  expected: studioOutcome,
  createdBy: z.string(),
  at: z.iso.datetime(),
})
export type StudioCaseView = z.infer<typeof studioCase>

export const outcomeChange = z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })
export type OutcomeChange = z.infer<typeof outcomeChange>

export const studioRun = z.object({
  id: uuid,
  status,
  total: z.int(),
  changed: z.int(),
  failed: z.int(),
  model: z.string().nullable(),
  promptVersion: z.string().nullable(),
  policyVersion: z.int().nullable(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
})
export type StudioRunView = z.infer<typeof studioRun>
export const studioRunDetail = studioRun.extend({
  results: z.array(
    z.object({
      caseId: uuid,
      name: z.string(),
      status,
      expected: studioOutcome,
      outcome: studioOutcome,
      changes: z.array(outcomeChange),
      ms: z.int(),
    }),
  ),
})
/** Takes what a run found as what is expected from now on. */
export const studioAcceptInput = z.object({ runId: uuid, caseId: uuid })
