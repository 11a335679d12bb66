/** The languages the demo shop serves. */
export type DemoLanguage = 'en' | 'ru'

/** One text in both languages of the shop. */
export interface Bilingual {
  readonly en: string
  readonly ru: string
}

/** A knowledge document. `text` is markdown with `##` headings; the title is not repeated inside it. */
export interface DemoArticle {
  readonly key: string
  readonly title: string
  readonly language: DemoLanguage
  readonly category: string
  readonly tags: readonly string[]
  readonly text: string
}

/** One answer and at least three ways customers ask for it. */
export interface DemoFaq {
  readonly key: string
  readonly language: DemoLanguage
  readonly questions: readonly string[]
  readonly answer: string
}

/** A colour, size or length of a product. The stocks of all variants add up to the product's stock. */
export interface DemoVariant {
  readonly sku: string
  readonly name: Bilingual
  readonly stock: number
}

export type DemoCategory =
  | 'headphones'
  | 'earbuds'
  | 'speakers'
  | 'chargers'
  | 'cables'
  | 'power-banks'
  | 'keyboards'
  | 'mice'
  | 'hubs'
  | 'tablets'
  | 'cases'
  | 'lamps'
  | 'accessories'

/** A catalogue item. `priceMinor` is in euro cents with VAT; `model` is the short name customers use in both languages. */
export interface DemoProduct {
  readonly sku: string
  readonly model: string
  readonly name: Bilingual
  readonly description: Bilingual
  readonly category: DemoCategory
  readonly priceMinor: number
  readonly currency: 'EUR'
  readonly stock: number
  readonly variants: readonly DemoVariant[]
  readonly delivery: Bilingual
}

export type DemoRole = 'owner' | 'manager' | 'operator'

export interface DemoMember {
  readonly email: string
  readonly name: string
  readonly role: DemoRole
}

export type DemoIntent =
  | 'price'
  | 'availability'
  | 'shipping'
  | 'return'
  | 'discount'
  | 'complaint'
  | 'order_status'
  | 'other'

export type DemoStatus =
  | 'active'
  | 'waiting_customer'
  | 'waiting_operator'
  | 'escalated'
  | 'resolved'
  | 'snoozed'

export interface DemoMessage {
  readonly from: 'customer' | 'operator' | 'ai'
  /** Member e-mail; set exactly when `from` is `operator`. */
  readonly author?: string
  readonly text: string
  readonly sentAt: Date
}

export type DemoSourceKind = 'article' | 'faq' | 'product'

/** `quote` occurs literally in the article text, the FAQ answer, or `describeProduct(product, language)`. */
export interface DemoEvidence {
  readonly kind: DemoSourceKind
  /** Article or FAQ key, or the product's SKU. */
  readonly key: string
  readonly quote: string
}

export interface DemoSentence {
  readonly text: string
  readonly evidence: readonly DemoEvidence[]
  /** True exactly when there is evidence. */
  readonly supported: boolean
}

export type DemoPenaltyCode =
  | 'NO_SOURCES'
  | 'LOW_SIMILARITY'
  | 'MISSING_FIELDS'
  | 'UNSUPPORTED_SENTENCE'
  | 'LONG_CONVERSATION'
  | 'NEGATIVE_SENTIMENT'

export interface DemoPenalty {
  readonly code: DemoPenaltyCode
  readonly message: string
  readonly value: number
}

export type DemoDecision = 'AUTO_SEND' | 'NEED_APPROVAL' | 'ESCALATE'

export type DemoBlockedBy =
  | 'FLAG_OFF'
  | 'SETTING_OFF'
  | 'MODE'
  | 'INTENT_NOT_ALLOWED'
  | 'AUTONOMY_CLOSED'
  | 'AUDIT_SAMPLE'
  | 'EVIDENCE'
  | 'BUDGET'

/** What a person did with a suggestion. `finalText` is set exactly when `action` is `edit`. */
export interface DemoOutcome {
  readonly action: 'approve' | 'edit' | 'reject' | 'escalate'
  readonly by: string
  readonly at: Date
  readonly finalText?: string
  readonly reason?: string
}

/**
 * A draft for `messages[triggerIndex]`. Scores are in 0..1 and `rawScore` is exactly
 * 0.45·similarity + 0.30·intentScore + 0.25·selfCheck − Σ penalties, clamped. `outcome` is null while a draft waits
 * for a person (`NEED_APPROVAL`), and for good when the pipeline itself handed over (`ESCALATE`).
 */
export interface DemoSuggestion {
  readonly triggerIndex: number
  readonly text: string
  readonly sentences: readonly DemoSentence[]
  readonly intent: DemoIntent
  readonly similarity: number
  readonly intentScore: number
  readonly selfCheck: number
  readonly penalties: readonly DemoPenalty[]
  readonly rawScore: number
  readonly decision: DemoDecision
  readonly blockedBy: DemoBlockedBy | null
  readonly createdAt: Date
  readonly outcome: DemoOutcome | null
}

export type DemoEscalationReason =
  | 'urgent_request'
  | 'human_requested'
  | 'legal_matter'
  | 'ai_limitation'
  | 'complex_issue'
  | 'low_confidence'
  | 'forced_intent'
  | 'policy'
  | 'sla_breach'

/** `at` is when the escalation reached its status: for `pending` that is when it was created. `by` is absent only then. */
export interface DemoEscalation {
  readonly reason: DemoEscalationReason
  readonly summary: string
  readonly status: 'pending' | 'claimed' | 'handled' | 'dismissed'
  readonly createdAt: Date
  readonly by?: string
  readonly at: Date
}

/** One past or open conversation. `messages` are in order of `sentAt`; `startedAt` is the first one's. */
export interface DemoConversation {
  readonly key: string
  readonly customerName: string
  readonly customerEmail?: string
  readonly language: DemoLanguage
  readonly intent: DemoIntent
  readonly startedAt: Date
  readonly status: DemoStatus
  /** Set exactly when `status` is `snoozed`; always after the `now` the history was built for. */
  readonly snoozedUntil?: Date
  readonly assignee?: string
  readonly messages: readonly DemoMessage[]
  readonly suggestions: readonly DemoSuggestion[]
  readonly escalation?: DemoEscalation
}
