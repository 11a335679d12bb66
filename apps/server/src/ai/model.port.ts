import type { Evidence, ProductFact } from '@countersign/shared/suggestion/evidence.types'
import type { HandoffReason } from '@countersign/shared/suggestion/suggestion.codes'
import type { ReplyLanguage } from '@countersign/shared/text/detect-language'

/** One turn of the conversation, oldest first. Text is the customer's or a person's own words: data, never instructions. */
export interface DraftTurn {
  readonly from: 'customer' | 'operator' | 'ai'
  readonly text: string
  readonly sentAt: Date
}

/** Who speaks: the tenant's persona and limits. */
export interface DraftProfile {
  readonly tenantName: string
  readonly tone: string
  /** How the customer is addressed, e.g. `formal` (ru «вы») or `informal` (ru «ты»). */
  readonly addressStyle: string
  readonly companyFacts: readonly string[]
  readonly systemPrompt: string | null
  /** The tenant's choice among the provider's models; null: as the server is set up. */
  readonly model: string | null
  readonly temperature: number | null
  readonly topP: number | null
  readonly allowDiscounts: boolean
  /** Percent, 0..100. */
  readonly maxDiscountPercent: number
  readonly timezone: string
}

/** A past question with the reply a person approved or edited, shown to the model as an example of the house's voice. */
export interface DraftExample {
  readonly id: string
  readonly question: string
  readonly reply: string
  readonly intent: string | null
}

export interface DraftRequest {
  readonly runId: string
  readonly turns: readonly DraftTurn[]
  /** All unanswered customer messages, oldest first, joined by line breaks. */
  readonly question: string
  /** The language to answer in. */
  readonly language: ReplyLanguage
  /** Null when the message fits no intent. */
  readonly intent: { readonly name: string; readonly score: number } | null
  /** Best first. The only ids a sentence may cite. */
  readonly evidence: readonly Evidence[]
  readonly products: readonly ProductFact[]
  readonly examples: readonly DraftExample[]
  readonly profile: DraftProfile
  readonly now: Date
}

export interface DraftSentence {
  readonly text: string
  readonly evidenceIds: readonly string[]
}

export interface DraftHandoff {
  readonly needed: boolean
  readonly reason: HandoffReason
}

/** What was drafted, by whom, and what it cost. */
export interface DraftResponse {
  readonly sentences: readonly DraftSentence[]
  /** Questions to put to the customer, in the customer's language; they follow the sentences in the reply. */
  readonly questions: readonly string[]
  /** Names of the facts the answer would need and does not have, e.g. `order_number`. */
  readonly missingFields: readonly string[]
  readonly handoff: DraftHandoff | null
  readonly model: string
  readonly promptVersion: string
  readonly tokensIn: number
  readonly tokensOut: number
  /** Millionths of the billing currency's unit, when the provider's price is known. */
  readonly costMicros?: number
  /** Present when another model should have answered and could not. Tokens are what the failed tries used. */
  readonly fallback?: ModelFallback
}

export interface ModelFallback {
  readonly from: string
  readonly reason: ModelFailureCode
  readonly tokensIn: number
  readonly tokensOut: number
}

export const modelFailureCodes = [
  'timeout',
  'rate_limited',
  'unavailable',
  'rejected',
  'broken_output',
  'dropped_stream',
  'circuit_open',
  'cancelled',
] as const
export type ModelFailureCode = (typeof modelFailureCodes)[number]

/** A model that could not answer. Expected, hence a value. `message` is for logs and holds no customer text. */
export interface ModelFailure {
  readonly code: ModelFailureCode
  readonly message: string
  readonly tokensIn: number
  readonly tokensOut: number
}

export type DraftAnswer =
  | { readonly ok: true; readonly draft: DraftResponse }
  | { readonly ok: false; readonly failure: ModelFailure }

export type EmbedAnswer =
  | {
      readonly ok: true
      /** Vectors of different models are never comparable: store this name with every vector. */
      readonly model: string
      /** L2-normalised, one per text, in order. */
      readonly vectors: readonly (readonly number[])[]
      readonly tokens: number
    }
  | { readonly ok: false; readonly failure: ModelFailure }

/** A piece of the reply while it is being written; `reset` voids everything announced before it. */
export type DraftDelta =
  | { readonly kind: 'append'; readonly sentence: number; readonly text: string }
  | { readonly kind: 'reset' }

export interface DraftOptions {
  readonly signal: AbortSignal
  readonly onDelta?: ((delta: DraftDelta) => void) | undefined
  /** True when no paid call may be made for this run (budget spent): only a local model may answer. */
  readonly localOnly?: boolean | undefined
}

export interface Model {
  readonly name: string
  readonly embedModel: string
  draft(request: DraftRequest, options: DraftOptions): Promise<DraftAnswer>
  embed(texts: readonly string[], options: { readonly signal: AbortSignal }): Promise<EmbedAnswer>
}
