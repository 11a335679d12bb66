import { gateActions, gateRules, handoffReasons } from '@countersign/shared/suggestion/suggestion.codes'
import { z } from 'zod'

/**
 * What the screen says about each stage. A trace is stored as the pipeline of its day left it, so a stage that does not look like
 * this any more is shown detail by detail instead.
 */
const handoffReason = z.enum(handoffReasons).nullable().catch(null)

export const gateFacts = z.object({
  action: z.enum(gateActions),
  rule: z.enum(gateRules),
  matched: z.string().nullable(),
})
export const gateInput = z.object({ question: z.object({ language: z.string() }) })
export const classifyFacts = z.object({
  prediction: z.object({
    intent: z.string(),
    score: z.number(),
    ranked: z.array(z.object({ intent: z.string(), score: z.number() })).catch([]),
  }),
})
export const retrieveFacts = z.object({
  evidence: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      text: z.string(),
      kind: z.enum(['document', 'faq', 'product', 'approved_reply', 'script']).nullable().catch(null),
      similarity: z.number(),
    }),
  ),
  examples: z.array(z.unknown()).catch([]),
})
export const draftFacts = z.object({
  sentences: z.array(z.object({ text: z.string() })),
  questions: z.array(z.string()).catch([]),
  handoff: z.object({ needed: z.boolean(), reason: handoffReason }).nullable().catch(null),
})
export const groundFacts = z.object({
  sentences: z.array(
    z.object({
      text: z.string(),
      kind: z.string(),
      evidenceIds: z.array(z.string()),
      support: z.number(),
      supported: z.boolean(),
    }),
  ),
  removedCitations: z.array(z.unknown()).catch([]),
  mismatches: z.array(z.unknown()).catch([]),
  conflicts: z.array(z.unknown()).catch([]),
})
export const selfCheckFacts = z.object({
  score: z.number(),
  addressed: z.number(),
  needHandoff: z.boolean(),
  handoffReason,
})
export const scoreFacts = z.object({
  similarity: z.number().optional(),
  intent: z.number().optional(),
  selfCheck: z.number().optional(),
  raw: z.number(),
  calibrated: z.number(),
  calibratedBy: z.enum(['intent', 'tenant', 'prior']),
  penalties: z.array(z.object({ code: z.string(), value: z.number() })),
})
export const decideFacts = z.object({
  decision: z.enum(['AUTO_SEND', 'NEED_APPROVAL', 'ESCALATE']),
  escalationReason: z.string().nullable(),
  keys: z.array(z.object({ key: z.string(), turned: z.boolean() })),
})

export const knownStages = [
  'gate',
  'classify',
  'retrieve',
  'draft',
  'ground',
  'self-check',
  'score',
  'decide',
] as const
export type KnownStage = (typeof knownStages)[number]
