import type { PenaltyCode } from './suggestion.codes.ts'

export interface ScoreWeights {
  readonly similarity: number
  readonly intent: number
  readonly selfCheck: number
}

export const defaultWeights: ScoreWeights = { similarity: 0.45, intent: 0.3, selfCheck: 0.25 }

export interface Penalty {
  readonly code: PenaltyCode
  /** English, for logs and exports; screens render the code in the reader's language. */
  readonly message: string
  readonly value: number
}

/** What each finding costs, and how much more each further one of its kind does, up to `most`. */
export const penaltyTable: Readonly<
  Record<
    PenaltyCode,
    { readonly value: number; readonly each: number; readonly most: number; readonly message: string }
  >
> = {
  NO_SOURCES: {
    value: 0.3,
    each: 0,
    most: 0.3,
    message: 'Nothing in the knowledge base supports this reply',
  },
  LOW_SIMILARITY: {
    value: 0.15,
    each: 0,
    most: 0.15,
    message: 'The best passage fits the question only loosely',
  },
  SOURCE_CONFLICT: { value: 0.2, each: 0.05, most: 0.3, message: 'Sources contradict each other' },
  MISSING_FIELDS: { value: 0.1, each: 0.03, most: 0.2, message: 'Facts needed for the answer are missing' },
  UNSUPPORTED_SENTENCE: {
    value: 0.15,
    each: 0.05,
    most: 0.3,
    message: 'A sentence has no supporting passage',
  },
  INVALID_CITATION: {
    value: 0.25,
    each: 0.05,
    most: 0.35,
    message: 'A cited passage was not retrieved in this run',
  },
  PRICE_MISMATCH: { value: 0.4, each: 0.1, most: 0.5, message: 'A price differs from the catalogue' },
  STOCK_MISMATCH: { value: 0.3, each: 0.1, most: 0.4, message: 'Availability differs from the catalogue' },
  DATE_MISMATCH: { value: 0.2, each: 0.05, most: 0.3, message: 'A date appears in no source' },
  DISCOUNT_OVER_LIMIT: {
    value: 0.4,
    each: 0.1,
    most: 0.5,
    message: 'A discount goes beyond what is allowed',
  },
  PROMPT_LEAK: { value: 0.5, each: 0, most: 0.5, message: 'The reply repeats the prompt' },
  FOREIGN_LINK: { value: 0.4, each: 0.1, most: 0.5, message: 'A link or address is in no source' },
  PERSONAL_DATA: {
    value: 0.4,
    each: 0.1,
    most: 0.5,
    message: 'The reply names or asks for private data',
  },
  POISONED_SOURCE: { value: 0.4, each: 0, most: 0.4, message: 'A cited source gives orders to the model' },
  UNFIT_TEXT: { value: 0.05, each: 0, most: 0.05, message: 'The reply is too long or its tone is wrong' },
  STALE_SOURCE: {
    value: 0.1,
    each: 0,
    most: 0.1,
    message: 'A cited source has not been confirmed for a long time',
  },
  LANGUAGE_MISMATCH: {
    value: 0.2,
    each: 0,
    most: 0.2,
    message: 'The reply is not in the language of the customer',
  },
  OUT_OF_SCOPE: { value: 0.2, each: 0, most: 0.2, message: 'The message fits none of the intents' },
  LONG_CONVERSATION: {
    value: 0.1,
    each: 0,
    most: 0.1,
    message: 'The conversation is long and its context may be lost',
  },
  NEGATIVE_SENTIMENT: { value: 0.15, each: 0.05, most: 0.25, message: 'The customer is upset' },
  MODEL_FALLBACK: {
    value: 0.05,
    each: 0,
    most: 0.05,
    message: 'The usual model failed and another one answered',
  },
}

/** A penalty for `count` findings of one kind; null for none. */
export function penaltyFor(code: PenaltyCode, count: number): Penalty | null {
  if (count <= 0) return null
  const { value, each, most, message } = penaltyTable[code]
  return { code, message, value: Math.min(most, value + each * (count - 1)) }
}

export interface ScoreParts {
  readonly similarity: number
  readonly intent: number
  readonly selfCheck: number
}

export interface ScoreResult extends ScoreParts {
  readonly penaltySum: number
  /** 0..1, before calibration. */
  readonly raw: number
}

/**
 * `raw = w₁·similarity + w₂·intent + w₃·selfCheck − Σ penalties`, clamped to 0..1. Parts outside 0..1 are clamped first; anything that
 * is not a number counts as 0, so that a broken part can only lower trust.
 */
export function scoreSuggestion(
  parts: ScoreParts,
  penalties: readonly Penalty[],
  weights: ScoreWeights = defaultWeights,
): ScoreResult {
  const similarity = unit(parts.similarity)
  const intent = unit(parts.intent)
  const selfCheck = unit(parts.selfCheck)
  const penaltySum = penalties.reduce((sum, penalty) => sum + penalty.value, 0)
  const raw = unit(
    weights.similarity * similarity + weights.intent * intent + weights.selfCheck * selfCheck - penaltySum,
  )
  return { similarity, intent, selfCheck, penaltySum, raw }
}

function unit(value: number): number {
  return Number.isFinite(value) ? Math.max(0, Math.min(1, value)) : 0
}
