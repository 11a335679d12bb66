/**
 * Closed lists of the judgement: what a run may decide and why. Contracts build their enums from these arrays, so a
 * code that is not here can neither be stored nor shown.
 */

/** The intents a tenant starts with. A tenant's own taxonomy may add to them; `none` is not an intent but the answer "none of these". */
export const defaultIntents = [
  'price',
  'availability',
  'shipping',
  'return',
  'discount',
  'complaint',
  'order_status',
  'other',
] as const
export type DefaultIntent = (typeof defaultIntents)[number]

/** Stands in the place of an intent when the message fits none of the taxonomy. */
export const outOfScope = 'none'

export const conversationModes = ['learning', 'semi_auto', 'auto'] as const
export type ConversationMode = (typeof conversationModes)[number]

export const gateActions = ['respond', 'ignore', 'escalate'] as const
export type GateAction = (typeof gateActions)[number]

/** The rule that settled the gate, in the order the gate asks them; `open` means that none fired. */
export const gateRules = [
  'nothing_to_answer',
  'feature_off',
  'channel_off',
  'conversation_off',
  'profile_off',
  'human_requested',
  'legal_threat',
  'urgent_request',
  'flagged_keyword',
  'flagged_phrase',
  'forbidden_topic',
  'ignore_example',
  'open',
] as const
export type GateRule = (typeof gateRules)[number]

export const decisions = ['AUTO_SEND', 'NEED_APPROVAL', 'ESCALATE'] as const
export type Decision = (typeof decisions)[number]

/** The keys of auto-send, in the order they are tried. The first that does not turn is stored as `blockedBy`. */
export const autosendKeys = [
  'FLAG_OFF',
  'SETTING_OFF',
  'MODE',
  'INTENT_NOT_ALLOWED',
  'AUTONOMY_CLOSED',
  'AUDIT_SAMPLE',
  'EVIDENCE',
  'BUDGET',
] as const
export type AutosendKey = (typeof autosendKeys)[number]

export const escalationReasons = [
  'urgent_request',
  'human_requested',
  'legal_matter',
  'ai_limitation',
  'complex_issue',
  'low_confidence',
  'forced_intent',
  'policy',
  'sla_breach',
] as const
export type EscalationReason = (typeof escalationReasons)[number]

/** Why a draft or its second look asks for a person. */
export const handoffReasons = [
  'no_knowledge',
  'other_language_only',
  'needs_account_access',
  'needs_commitment',
  'complaint',
  'unclear_request',
  'unsafe_request',
  'model_unavailable',
] as const
export type HandoffReason = (typeof handoffReasons)[number]

export const penaltyCodes = [
  'NO_SOURCES',
  'LOW_SIMILARITY',
  'SOURCE_CONFLICT',
  'MISSING_FIELDS',
  'UNSUPPORTED_SENTENCE',
  'INVALID_CITATION',
  'PRICE_MISMATCH',
  'STOCK_MISMATCH',
  'DATE_MISMATCH',
  'DISCOUNT_OVER_LIMIT',
  'PROMPT_LEAK',
  'FOREIGN_LINK',
  'PERSONAL_DATA',
  'POISONED_SOURCE',
  'UNFIT_TEXT',
  'STALE_SOURCE',
  'LANGUAGE_MISMATCH',
  'OUT_OF_SCOPE',
  'LONG_CONVERSATION',
  'NEGATIVE_SENTIMENT',
  'MODEL_FALLBACK',
] as const
export type PenaltyCode = (typeof penaltyCodes)[number]
