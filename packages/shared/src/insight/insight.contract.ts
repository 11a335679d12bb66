import { z } from 'zod'
import { channelTypes } from '../channel/channel.contract.ts'
import { uuid } from '../kernel/ids.ts'
import { reliabilityBin } from '../suggestion/calibrate-score.policy.ts'
import { autosendKeys } from '../suggestion/suggestion.codes.ts'

const share = z.number().min(0).max(1)
const intent = z.string().min(1).max(100)

/** One intent on one channel: what people did with the latest drafts, and whether that earned autonomy. */
export const autonomyRow = z.object({
  intent: z.string(),
  channelType: z.enum(channelTypes),
  decisions: z.int(),
  unchanged: z.int(),
  /** Wilson 95 % lower bound, 0..1. */
  lowerBound: share,
  target: share,
  open: z.boolean(),
  why: z.enum(['earned', 'too_few', 'below_target', 'drift']),
  /** Allowed for auto-send in `semi_auto`. */
  allowed: z.boolean(),
  /** Always handed to a person. */
  forced: z.boolean(),
  /** Since when the gate is as it is; null before it was ever judged. */
  changedAt: z.iso.datetime().nullable(),
})
export type AutonomyRow = z.infer<typeof autonomyRow>
export const autonomyList = z.object({ items: z.array(autonomyRow), window: z.int(), minDecisions: z.int() })

export const reliabilityInput = z.object({ intent: intent.nullish() })
/** The latest fit: predicted confidence against what people did. `bins` is empty before there are enough decisions. */
export const reliabilityView = z.object({
  intent: z.string().nullable(),
  fittedAt: z.iso.datetime().nullable(),
  samples: z.int(),
  ece: z.number().nullable(),
  bins: z.array(reliabilityBin),
  /** Intents with a fit of their own. */
  intents: z.array(z.string()),
})
export type ReliabilityView = z.infer<typeof reliabilityView>

const period = { from: z.iso.datetime(), to: z.iso.datetime() }
const periodOrder = { path: ['to'], message: 'the period must not end before it begins' }

/** The time machine's input: suggestions stored from `from` up to but not including `to`. */
export const replayInput = z
  .object({ ...period, intent: intent.nullish() })
  .refine(({ from, to }) => from <= to, periodOrder)

/** Confidence is counted in steps of this; thresholds move in the same steps, so that counting stays exact. */
export const replayStep = 0.005

/** What people did with a draft; `none`: nobody decided, it was superseded or expired. */
export const replayOutcomes = ['approved', 'edited', 'rejected', 'escalated', 'auto_sent', 'none'] as const
export type ReplayOutcome = (typeof replayOutcomes)[number]

/**
 * Suggestions alike for every threshold: same step of confidence, same keys that did not turn, same outcome. A period is
 * a few hundred of these, so a moved threshold is counted where it is moved.
 */
export const replayCell = z.object({
  /** `floor(confidence / replayStep)`. */
  step: z.int().min(0),
  /** Escalated before the score was asked. */
  fixed: z.boolean(),
  /** One bit for each key of `autosendKeys` that did not turn. */
  failedKeys: z.int().min(0).max(255),
  outcome: z.enum(replayOutcomes),
  count: z.int().positive(),
})
export type ReplayCell = z.infer<typeof replayCell>
export const replayView = z.object({
  cells: z.array(replayCell),
  /** The thresholds in force now. */
  tAuto: share,
  tEscalate: share,
  autosendAllowed: z.boolean(),
  intents: z.array(z.string()),
})
export type ReplayView = z.infer<typeof replayView>

/** Which replies people changed or refused that these thresholds would have sent. */
export const badRepliesInput = z
  .object({
    ...period,
    intent: intent.nullish(),
    tAuto: share,
    tEscalate: share,
    /** Keys taken as turned. */
    ignoredKeys: z.array(z.enum(autosendKeys)).max(autosendKeys.length).default([]),
    limit: z.int().min(1).max(200).default(50),
  })
  .refine(({ from, to }) => from <= to, periodOrder)
export const badReply = z.object({
  suggestionId: uuid,
  conversationId: uuid,
  intent: z.string().nullable(),
  confidence: share,
  outcome: z.enum(['edited', 'rejected', 'escalated']),
  text: z.string(),
  /** What was sent instead; null when nothing was. */
  sentText: z.string().nullable(),
  at: z.iso.datetime(),
})
export const badReplies = z.object({ items: z.array(badReply) })

export const costInput = z.object(period).refine(({ from, to }) => from <= to, periodOrder)
/** What drafts of a period cost, in millionths of a US dollar, and how many replies people or the AI sent for it. */
export const costView = z.object({
  costMicros: z.int(),
  /** Of runs whose draft nobody saw: superseded, failed. */
  discardedMicros: z.int(),
  runs: z.int(),
  unpricedRuns: z.int(),
  /** Drafts sent as they were, sent after an edit, and sent by themselves. */
  approved: z.int(),
  edited: z.int(),
  autoSent: z.int(),
  /** All costs over all drafts that were sent; null when none was. */
  perSentMicros: z.number().nullable(),
})
export type CostView = z.infer<typeof costView>
