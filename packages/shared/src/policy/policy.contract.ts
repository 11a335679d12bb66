import { z } from 'zod'
import { channelTypes } from '../channel/channel.contract.ts'
import { delayProfiles } from '../delivery/human-delay.policy.ts'
import { uuid } from '../kernel/ids.ts'
import { storedText } from '../kernel/stored-text.ts'
import { conversationModes } from '../suggestion/suggestion.codes.ts'

const share = z.number().min(0).max(1)
const intentKey = storedText.trim().min(1).max(100)
const intents = z.array(intentKey).max(200)
/** A topic or phrase as a manager writes it down. */
const phrase = storedText.trim().min(1).max(200)

export const mode = z.enum(conversationModes)

/** When a draft is sent, asked about or handed over. */
export const decisionPolicy = z.object({
  tAuto: share,
  tEscalate: share,
  autosendAllowed: z.boolean(),
  /** May be sent by themselves in `semi_auto`. */
  intentsAutosendAllowed: intents,
  /** Always go to a person, with no exception. */
  intentsForceHandoff: intents,
  /** Wilson lower bound an intent × channel has to reach. */
  autonomyTarget: z.number().min(0.5).max(0.999),
  /** Share of would-be auto-sends that go to a person all the same. */
  auditRate: share,
  mode,
  weights: z.object({ similarity: share, intent: share, selfCheck: share }),
})
export type DecisionPolicy = z.infer<typeof decisionPolicy>

export const trainingPolicy = z.object({
  alwaysEscalateIntents: intents,
  forbiddenTopics: z.array(phrase).max(100),
  /** Decisions about these intents are not learned from. */
  disabledLearningIntents: intents,
})
export type TrainingPolicy = z.infer<typeof trainingPolicy>

/** Between the approval of a draft and its leaving. Milliseconds. */
export const delayPolicy = z
  .object({
    enabled: z.boolean(),
    profiles: delayProfiles,
    nightMode: z.enum(['DELAY', 'AUTO_REPLY', 'DISABLE']),
    nightDelayMultiplier: z.number().min(1).max(20),
    nightAutoReplyText: storedText.trim().max(2000).nullable(),
    minDelayMs: z.int().min(0).max(600_000),
    maxDelayMs: z.int().min(0).max(3_600_000),
    typingIndicatorEnabled: z.boolean(),
  })
  .refine(delay => delay.minDelayMs <= delay.maxDelayMs, {
    path: ['maxDelayMs'],
    message: 'the longest delay must not be shorter than the shortest',
  })
  .refine(delay => delay.nightMode !== 'AUTO_REPLY' || (delay.nightAutoReplyText ?? '') !== '', {
    path: ['nightAutoReplyText'],
    message: 'an automatic reply at night needs its text',
  })
export type DelayPolicy = z.infer<typeof delayPolicy>

/** `version` is the one the change was made to: a newer one is a conflict, `setting.stale`. */
export const policyUpdateInput = z
  .object({
    version: z.int().min(1),
    decision: decisionPolicy.partial().optional(),
    training: trainingPolicy.partial().optional(),
  })
  .refine(({ decision }) => (decision?.tEscalate ?? 0) <= (decision?.tAuto ?? 1), {
    path: ['decision', 'tEscalate'],
    message: 'what is handed over must not reach above what is sent',
  })

/** Null: as the tenant has it. */
export const channelModeInput = z.object({ channelId: uuid, mode: mode.nullable() })

/** Micros are millionths of a US dollar. Without a limit nothing is ever stopped for money. */
export const budgetInput = z.object({
  monthlyLimitMicros: z.int().min(0).nullable(),
  warnShare: z.number().min(0.1).max(1),
})
/** The month's budget, and what of it has been used so far (UTC). */
export const budgetView = budgetInput.extend({
  spentMicros: z.int(),
  /** Of drafts that nobody ever saw. */
  discardedMicros: z.int(),
  runs: z.int(),
  /** Runs whose cost is not known and not in the sums. */
  unpricedRuns: z.int(),
})
export type BudgetView = z.infer<typeof budgetView>

export const policyView = z.object({
  version: z.int(),
  budget: budgetView,
  decision: decisionPolicy,
  training: trainingPolicy,
  delay: delayPolicy,
  channels: z.array(
    z.object({ id: uuid, name: z.string(), type: z.enum(channelTypes), mode: mode.nullable() }),
  ),
  /** What the platform has switched on for this tenant; not the tenant's to change. */
  flags: z.record(z.string(), z.boolean()),
})
export type PolicyView = z.infer<typeof policyView>

/** Null takes the conversation back to its channel's mode. */
export const conversationModeInput = z.object({ id: uuid, mode: mode.nullable() })
export const conversationAiInput = z.object({ id: uuid, enabled: z.boolean() })
