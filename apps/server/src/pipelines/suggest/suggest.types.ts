import type { AutonomyVerdict } from '@countersign/shared/autonomy/autonomy-gate.policy'
import type { CalibrationModel } from '@countersign/shared/suggestion/calibrate-score.policy'
import type { DecideResult } from '@countersign/shared/suggestion/decide-suggestion.policy'
import type { Evidence, ProductFact } from '@countersign/shared/suggestion/evidence.types'
import type { GateVerdict } from '@countersign/shared/suggestion/gate-conversation.policy'
import type { GroundResult } from '@countersign/shared/suggestion/ground-sentences.policy'
import type {
  Penalty,
  ScoreResult,
  ScoreWeights,
} from '@countersign/shared/suggestion/score-suggestion.policy'
import type { SelfCheckResult } from '@countersign/shared/suggestion/self-check.policy'
import type { ConversationMode, EscalationReason } from '@countersign/shared/suggestion/suggestion.codes'
import type { Language, ReplyLanguage } from '@countersign/shared/text/detect-language'
import type {
  DraftDelta,
  DraftExample,
  DraftHandoff,
  ModelFailure,
  ModelFallback,
} from '../../ai/model.port.ts'
import type { IntentPrediction } from './suggest.port.ts'

export interface SuggestMessage {
  readonly from: 'customer' | 'operator' | 'ai'
  readonly text: string
  readonly sentAt: Date
}

export interface WorkingHours {
  /** ISO weekdays, 1 Monday … 7 Sunday. */
  readonly days: readonly number[]
  /** Local `HH:MM`; an end before the start runs past midnight. */
  readonly start: string
  readonly end: string
}

export interface SuggestTenant {
  readonly name: string
  /** Language of last resort when the customer's text does not say. */
  readonly language: ReplyLanguage
  readonly tone: string
  readonly addressStyle: string
  readonly currency: string
  readonly timezone: string
  readonly allowDiscounts: boolean
  /** Percent, 0..100. */
  readonly maxDiscountPercent: number
  /** Null means always open. */
  readonly workingHours: WorkingHours | null
  /** May replies leave by themselves outside working hours? Drafts are made either way. */
  readonly autoReplyOutsideHours: boolean
}

/** A canned reply of the tenant: offered when one of its triggers occurs in the question, or its intent is predicted. */
export interface ReplyScript {
  readonly id: string
  readonly title: string
  readonly language: Language
  readonly intent: string | null
  readonly triggers: readonly string[]
  readonly text: string
}

export interface SuggestProfile {
  readonly enabled: boolean
  readonly companyFacts: readonly string[]
  readonly systemPrompt: string | null
  readonly model: string | null
  readonly temperature: number | null
  readonly topP: number | null
  readonly flaggedKeywords: readonly string[]
  readonly flaggedPhrases: readonly string[]
  readonly ignoreExamples: readonly string[]
  readonly scripts: readonly ReplyScript[]
}

export interface SuggestSettings {
  /** At or above: may be sent by itself, 0..1. */
  readonly tAuto: number
  /** Below: goes to a person, 0..1. */
  readonly tEscalate: number
  readonly autosendAllowed: boolean
  readonly intentsAutosendAllowed: readonly string[]
  readonly intentsForceHandoff: readonly string[]
  readonly weights: ScoreWeights
  /** Lower bound of "approved unchanged" the autonomy gate asks for, 0..1. */
  readonly autonomyTarget: number
  /** Share of would-be auto-sends that still go to a person, 0..1. */
  readonly auditRate: number
}

export interface SuggestPolicies {
  readonly alwaysEscalateIntents: readonly string[]
  readonly forbiddenTopics: readonly string[]
}

export interface SuggestFlags {
  readonly AI_SUGGESTIONS_ENABLED: boolean
  readonly AI_AUTOSEND_ENABLED: boolean
  readonly DECISION_ENGINE_ENABLED: boolean
  readonly RAG_ENABLED: boolean
  readonly FEW_SHOT_LEARNING: boolean
}

export interface SuggestBudget {
  /** False when no paid model call may be made: the local model answers. */
  readonly modelAllowed: boolean
  /** False when the plan's share of automatic replies is spent. */
  readonly autosendAllowed: boolean
}

/** Fitted models, the most specific first choice; absent ones fall through to the shipped prior. */
export interface CalibrationSet {
  readonly byIntent: Readonly<Record<string, CalibrationModel>>
  readonly tenant: CalibrationModel | null
}

/** Everything a run needs to know, read once before it starts. Plain data: the run touches no database. */
export interface SuggestContext {
  readonly runId: string
  readonly tenantId: string
  readonly conversationId: string
  readonly triggerMessageId: string
  readonly conversationVersion: number
  readonly channelType: string
  readonly channelAiEnabled: boolean
  readonly aiEnabled: boolean
  readonly mode: ConversationMode
  /** The last 30 at most, oldest first. */
  readonly messages: readonly SuggestMessage[]
  /** Messages in the whole conversation, which may be more than are given. */
  readonly messageCount: number
  readonly customerLanguage: Language | null
  readonly tenant: SuggestTenant
  readonly profile: SuggestProfile
  readonly settings: SuggestSettings
  readonly policies: SuggestPolicies
  readonly flags: SuggestFlags
  readonly budget: SuggestBudget
  readonly calibration: CalibrationSet | null
}

export const suggestStages = [
  'gate',
  'classify',
  'retrieve',
  'draft',
  'ground',
  'self-check',
  'score',
  'decide',
] as const
export type SuggestStage = (typeof suggestStages)[number]

export interface StageTiming {
  readonly stage: SuggestStage
  readonly ms: number
}

/** Announced before (`ms` null) and after each stage. */
export interface StageNotice {
  readonly runId: string
  readonly stage: SuggestStage
  readonly ms: number | null
}

/** The question of the run: what it answers and in which language. */
export interface SuggestQuestion {
  /** Unanswered customer messages joined by line breaks, invisible characters removed. */
  readonly text: string
  readonly messageCount: number
  /** What the text itself says. */
  readonly detected: Language
  /** What the reply is written in. */
  readonly language: ReplyLanguage
  /** Earlier customer turns, oldest first. */
  readonly context: readonly string[]
}

export interface GateOutput {
  readonly question: SuggestQuestion
  readonly verdict: GateVerdict
}

export interface ClassifyOutput {
  readonly prediction: IntentPrediction
  readonly classifierVersion: string
}

export interface RetrieveOutput {
  /** Best first; products and scripts included. */
  readonly evidence: readonly Evidence[]
  readonly products: readonly ProductFact[]
  readonly examples: readonly DraftExample[]
}

export interface DraftOutput {
  readonly sentences: readonly { readonly text: string; readonly evidenceIds: readonly string[] }[]
  readonly questions: readonly string[]
  readonly missingFields: readonly string[]
  readonly handoff: DraftHandoff | null
  readonly usage: DraftUsage
}

export interface DraftUsage {
  readonly model: string
  readonly promptVersion: string
  readonly tokensIn: number
  readonly tokensOut: number
  readonly costMicros: number | null
  /** The model that should have answered, why it did not, and what the failed tries used. */
  readonly fallback: ModelFallback | null
  /** Set when no model answered at all, not even the local one. */
  readonly failure: ModelFailure | null
  readonly exampleIds: readonly string[]
}

export type GroundOutput = GroundResult
export type SelfCheckOutput = SelfCheckResult

export interface ScoreOutput extends ScoreResult {
  readonly penalties: readonly Penalty[]
  readonly calibrated: number
  /** Which fit was used: `intent`, `tenant` or `prior`. */
  readonly calibratedBy: 'intent' | 'tenant' | 'prior'
}

export interface DecideOutput extends DecideResult {
  /** Null when the run never got as far as asking. */
  readonly autonomy: AutonomyVerdict | null
}

/** The drafted reply with everything that is stored about it. */
export interface SuggestedReply {
  /** The words a person would approve. */
  readonly text: string
  readonly language: ReplyLanguage
  readonly draft: DraftOutput
  readonly ground: GroundOutput
  readonly selfCheck: SelfCheckOutput
  readonly score: ScoreOutput
  readonly decide: DecideOutput
}

/** What is true of every run, however it ended; parts a run did not reach are null or empty. */
export interface SuggestRun {
  readonly runId: string
  readonly tenantId: string
  readonly conversationId: string
  readonly triggerMessageId: string
  readonly conversationVersion: number
  readonly startedAt: Date
  readonly question: SuggestQuestion | null
  readonly gate: GateVerdict | null
  readonly intent: ClassifyOutput | null
  readonly retrieval: RetrieveOutput | null
  /** Kept beside the reply because a run that was stopped after drafting still has a cost. */
  readonly usage: DraftUsage | null
  readonly stages: readonly StageTiming[]
  readonly totalMs: number
}

export interface SuggestEscalation {
  readonly reason: EscalationReason
  /** One or two sentences for the person who takes over, in the tenant's language. */
  readonly summary: string
  readonly suggestedResponse: string | null
  /** What the person should find out first, in the tenant's language; null when nothing is open. */
  readonly clarificationNeeded: string | null
}

/**
 * How a run ended. `suggested` waits for a person or goes out by itself, as `suggestion.decide.decision` says; `escalated` goes to a
 * person, with a draft where one could be made; `superseded` was cancelled by its signal; `failed` lost a port (database,
 * retrieval) and may be tried again. A failing model is not a failed run.
 */
export type SuggestOutcome =
  | { readonly kind: 'suggested'; readonly run: SuggestRun; readonly suggestion: SuggestedReply }
  | {
      readonly kind: 'escalated'
      readonly run: SuggestRun
      readonly suggestion: SuggestedReply | null
      readonly escalation: SuggestEscalation
    }
  | { readonly kind: 'ignored'; readonly run: SuggestRun }
  | { readonly kind: 'superseded'; readonly run: SuggestRun; readonly stage: SuggestStage }
  | {
      readonly kind: 'failed'
      readonly run: SuggestRun
      readonly stage: SuggestStage
      readonly error: unknown
    }

export interface SuggestOptions {
  readonly signal: AbortSignal
  readonly onStage?: ((notice: StageNotice) => void) | undefined
  readonly onDelta?: ((delta: DraftDelta) => void) | undefined
}

export type SuggestPipeline = (context: SuggestContext, options: SuggestOptions) => Promise<SuggestOutcome>
