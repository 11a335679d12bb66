import type { Clock } from '@countersign/shared/kernel/clock'
import type { Evidence, ProductFact } from '@countersign/shared/suggestion/evidence.types'
import type { Language } from '@countersign/shared/text/detect-language'
import type { Model } from '../../ai/model.port.ts'

export interface RetrievalQuery {
  readonly tenantId: string
  /** The unanswered customer messages, joined by line breaks, then each thing they ask for. */
  readonly questions: readonly string[]
  /** Earlier customer turns, oldest first: what a pronoun may refer to. */
  readonly context: readonly string[]
  readonly language: Language
  /** Passages for each question. */
  readonly limit: number
}

/**
 * Finds passages of the tenant's active knowledge for each question, best first, in any language; `Evidence.language` says which. All
 * questions of a run are asked at once.
 */
export interface Retriever {
  retrieve(
    query: RetrievalQuery,
    options: { readonly signal: AbortSignal },
  ): Promise<readonly (readonly Evidence[])[]>
}

/** A past question with the reply people approved or edited. */
export interface SimilarReply {
  /** The suggestion that was approved. */
  readonly id: string
  readonly question: string
  /** The words that were sent, after any edit. */
  readonly reply: string
  readonly intent: string | null
  readonly language: Language
  /** 0..1, similarity of that question to this one. */
  readonly similarity: number
  readonly unchanged: boolean
  readonly decidedAt: Date
}

export interface SimilarQuery {
  readonly tenantId: string
  readonly question: string
  readonly intent: string | null
  readonly language: Language
  readonly limit: number
}

export interface ApprovedReplies {
  similar(query: SimilarQuery, options: { readonly signal: AbortSignal }): Promise<readonly SimilarReply[]>
}

export interface CatalogueQuery {
  readonly tenantId: string
  readonly question: string
  readonly context: readonly string[]
  /** Products that retrieval already found. */
  readonly productIds: readonly string[]
  readonly language: Language
  readonly limit: number
}

/** Reads prices and stock as they are now; best match first. */
export interface Catalogue {
  lookup(query: CatalogueQuery, options: { readonly signal: AbortSignal }): Promise<readonly ProductFact[]>
}

export interface IntentPrediction {
  /** A name of the tenant's taxonomy, or `none`. */
  readonly intent: string
  /** 0..1, probability of the best label; for `none`, how sure it is that no label fits. */
  readonly score: number
  /** All labels, best first. */
  readonly ranked: readonly { readonly intent: string; readonly score: number }[]
  /** The model that said so; absent: the classifier's own version. */
  readonly version?: string
}

export interface IntentClassifier {
  readonly version: string
  classify(input: {
    readonly tenantId: string
    readonly text: string
    readonly language: Language
  }): Promise<IntentPrediction>
}

/** How people decided on this intent × channel of late: counts over the last 200 decisions at most. */
export interface AutonomyRecord {
  readonly decisions: number
  readonly unchanged: number
}

export interface AutonomyEvidence {
  recent(query: {
    readonly tenantId: string
    readonly intent: string
    readonly channelType: string
  }): Promise<AutonomyRecord>
}

export interface SuggestPorts {
  readonly retriever: Retriever
  readonly approvedReplies: ApprovedReplies
  readonly catalogue: Catalogue
  readonly model: Model
  readonly intentClassifier: IntentClassifier
  readonly autonomy: AutonomyEvidence
  /** Words a model is told and nobody else: a draft that repeats them is not sent by itself. */
  readonly secretTexts: readonly string[]
  readonly clock: Clock
  /** Monotonic milliseconds for stage times; the process's own high-resolution clock when absent. */
  readonly monotonic?: (() => number) | undefined
}
