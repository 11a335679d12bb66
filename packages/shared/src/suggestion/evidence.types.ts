import type { Language } from '../text/detect-language.ts'

export const evidenceKinds = ['document', 'faq', 'product', 'approved_reply', 'script'] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

/** One passage a run retrieved. Only these may be cited by the run's draft. */
export interface Evidence {
  /** Unique within the run and stable across runs: the chunk's id, the product's id, or the id of the approved suggestion. */
  readonly id: string
  readonly kind: EvidenceKind
  /** The chunk behind the passage; null for what is not indexed as a chunk (approved replies, scripts). */
  readonly chunkId: string | null
  readonly documentId: string | null
  readonly productId: string | null
  readonly title: string
  /** The passage as it may be quoted. For a FAQ entry or an approved reply this is the answer alone. */
  readonly text: string
  /** The question this passage answers, for FAQ entries and approved replies; else null. */
  readonly question: string | null
  /** Titles of the sections around the passage, outermost first. */
  readonly headings: readonly string[]
  readonly language: Language
  /** 0..1, how well the passage fits the question; see `passageSimilarity`. */
  readonly similarity: number
  /** When the source was last changed or confirmed; null when nobody knows. */
  readonly updatedAt: Date | null
}

/** What the catalogue says about one product at the moment it was asked. Prices are minor units of `currency` (ISO 4217). */
export interface ProductFact {
  readonly productId: string
  /** The id under which this fact stands among the run's evidence. */
  readonly evidenceId: string
  readonly sku: string
  readonly name: string
  /** Other names customers use, in any language. */
  readonly aliases: readonly string[]
  readonly priceMinor: number | null
  readonly currency: string
  /** Units on hand; null when stock is not counted. */
  readonly stock: number | null
  /** One sentence on delivery, when the product has its own terms. */
  readonly delivery: string | null
  readonly description: string | null
  readonly language: Language
  /** 0..1, how surely the customer means this product. */
  readonly similarity: number
  readonly updatedAt: Date | null
}
