import type { AutonomyVerdict } from '../autonomy/autonomy-gate.policy.ts'
import { assertNever } from '../kernel/assert-never.ts'
import type { Explanation } from './explain-decision.ts'
import type { Penalty } from './score-suggestion.policy.ts'
import {
  type AutosendKey,
  autosendKeys,
  type ConversationMode,
  type Decision,
  type EscalationReason,
  type GateRule,
  type HandoffReason,
  outOfScope,
  type PenaltyCode,
} from './suggestion.codes.ts'

export interface DecideInput {
  readonly runId: string
  readonly intent: string
  /** Tenant settings and training policy together. */
  readonly forcedIntents: readonly string[]
  readonly gate: {
    readonly rule: GateRule
    readonly matched: string | null
    /** Set when the gate wants a person. */
    readonly escalationReason: EscalationReason | null
    readonly outsideHours: boolean
  }
  readonly selfCheck: { readonly needHandoff: boolean; readonly handoffReason: HandoffReason | null }
  /** Calibrated, 0..1. */
  readonly confidence: number
  readonly tAuto: number
  readonly tEscalate: number
  readonly flagOn: boolean
  readonly settingOn: boolean
  readonly autoReplyOutsideHours: boolean
  readonly mode: ConversationMode
  readonly intentsAutosendAllowed: readonly string[]
  readonly autonomy: AutonomyVerdict
  readonly drawnForAudit: boolean
  /** The first finding that bars auto-send whatever the score: invalid citation, unsupported sentence, wrong price …; null when none. */
  readonly evidenceFinding: PenaltyCode | null
  readonly budgetLeft: boolean
  readonly penalties: readonly Penalty[]
}

export interface KeyState {
  readonly key: AutosendKey
  readonly turned: boolean
}

export interface DecideResult {
  readonly decision: Decision
  /** The first key that did not turn, when the score alone would have allowed sending; else null. */
  readonly blockedBy: AutosendKey | null
  /** Every key, in order, whatever the score: what a different threshold would have met. */
  readonly keys: readonly KeyState[]
  /** Set exactly when the decision is ESCALATE. */
  readonly escalationReason: EscalationReason | null
  readonly explanation: readonly Explanation[]
}

/**
 * Send, ask, or hand over, in a fixed order: forced intents, the gate, the self-check, too low a score; then auto-send where the
 * score suffices and every key turns; a person's approval in every other case.
 */
export function decideSuggestion(input: DecideInput): DecideResult {
  const keys = autosendKeys.map(key => ({ key, turned: turns(key, input) }))
  const background = backgroundOf(input)
  const escalate = (escalationReason: EscalationReason, first: Explanation): DecideResult => ({
    decision: 'ESCALATE',
    blockedBy: null,
    keys,
    escalationReason,
    explanation: [first, ...background],
  })

  if (input.forcedIntents.includes(input.intent)) {
    return escalate('forced_intent', { code: 'FORCED_INTENT', params: { intent: input.intent } })
  }
  if (input.gate.escalationReason !== null) {
    return escalate(input.gate.escalationReason, {
      code: 'GATE_ESCALATED',
      params: { rule: input.gate.rule, matched: input.gate.matched ?? '' },
    })
  }
  if (input.selfCheck.needHandoff) {
    const reason = input.selfCheck.handoffReason ?? 'unclear_request'
    return escalate(escalationFor(reason), { code: 'SELF_CHECK_HANDOFF', params: { reason } })
  }
  const score = { confidence: input.confidence }
  // Written so that a confidence that is not a number escalates.
  if (!(input.confidence >= input.tEscalate)) {
    return escalate('low_confidence', {
      code: 'BELOW_ESCALATE',
      params: { ...score, threshold: input.tEscalate },
    })
  }
  if (!(input.confidence >= input.tAuto)) {
    return {
      decision: 'NEED_APPROVAL',
      blockedBy: null,
      keys,
      escalationReason: null,
      explanation: [{ code: 'BELOW_AUTO', params: { ...score, threshold: input.tAuto } }, ...background],
    }
  }
  const blockedBy = keys.find(state => !state.turned)?.key ?? null
  if (blockedBy !== null) {
    return {
      decision: 'NEED_APPROVAL',
      blockedBy,
      keys,
      escalationReason: null,
      explanation: [explainKey(blockedBy, input), ...background],
    }
  }
  return {
    decision: 'AUTO_SEND',
    blockedBy: null,
    keys,
    escalationReason: null,
    explanation: [{ code: 'AUTO_SENT', params: { ...score, threshold: input.tAuto } }, ...background],
  }
}

function turns(key: AutosendKey, input: DecideInput): boolean {
  switch (key) {
    case 'FLAG_OFF':
      return input.flagOn
    case 'SETTING_OFF':
      return input.settingOn && (!input.gate.outsideHours || input.autoReplyOutsideHours)
    case 'MODE':
      return input.mode !== 'learning'
    case 'INTENT_NOT_ALLOWED':
      if (input.intent === outOfScope) return false
      return input.mode === 'auto' || input.intentsAutosendAllowed.includes(input.intent)
    case 'AUTONOMY_CLOSED':
      return input.autonomy.open
    case 'AUDIT_SAMPLE':
      return !input.drawnForAudit
    case 'EVIDENCE':
      return input.evidenceFinding === null
    case 'BUDGET':
      return input.budgetLeft
    default:
      return assertNever(key)
  }
}

function explainKey(key: AutosendKey, input: DecideInput): Explanation {
  switch (key) {
    case 'FLAG_OFF':
      return { code: 'BLOCKED_FLAG', params: {} }
    case 'SETTING_OFF':
      return input.settingOn
        ? { code: 'BLOCKED_OUTSIDE_HOURS', params: {} }
        : { code: 'BLOCKED_SETTING', params: {} }
    case 'MODE':
      return { code: 'BLOCKED_MODE', params: { mode: input.mode } }
    case 'INTENT_NOT_ALLOWED':
      return { code: 'BLOCKED_INTENT', params: { intent: input.intent } }
    case 'AUTONOMY_CLOSED':
      return {
        code: autonomyCode(input.autonomy),
        params: {
          unchanged: input.autonomy.unchanged,
          decisions: input.autonomy.decisions,
          lowerBound: input.autonomy.lowerBound,
          target: input.autonomy.target,
          recent: input.autonomy.recent?.decisions ?? 0,
          recentUnchanged: input.autonomy.recent?.unchanged ?? 0,
        },
      }
    case 'AUDIT_SAMPLE':
      return { code: 'BLOCKED_AUDIT', params: {} }
    case 'EVIDENCE':
      return {
        code: 'BLOCKED_EVIDENCE',
        params: { penalty: input.evidenceFinding ?? 'UNSUPPORTED_SENTENCE' },
      }
    case 'BUDGET':
      return { code: 'BLOCKED_BUDGET', params: {} }
    default:
      return assertNever(key)
  }
}

function autonomyCode({ why }: AutonomyVerdict): Explanation['code'] {
  switch (why) {
    case 'too_few':
      return 'BLOCKED_AUTONOMY_TOO_FEW'
    case 'drift':
      return 'BLOCKED_AUTONOMY_DRIFT'
    case 'below_target':
    case 'earned':
      return 'BLOCKED_AUTONOMY_BELOW'
    default:
      return assertNever(why)
  }
}

function backgroundOf(input: DecideInput): Explanation[] {
  const { decisions, unchanged } = input.autonomy
  const record: Explanation[] =
    decisions > 0
      ? [{ code: 'RECORD', params: { unchanged, decisions } }]
      : [{ code: 'NO_RECORD', params: {} }]
  return [
    ...record,
    ...input.penalties.map(
      (penalty): Explanation => ({
        code: 'PENALTY',
        params: { penalty: penalty.code, value: penalty.value },
      }),
    ),
  ]
}

/** The queue a hand-off lands in. */
export function escalationFor(reason: HandoffReason): EscalationReason {
  switch (reason) {
    case 'no_knowledge':
    case 'other_language_only':
    case 'unclear_request':
    case 'model_unavailable':
      return 'ai_limitation'
    case 'needs_account_access':
    case 'needs_commitment':
    case 'complaint':
      return 'complex_issue'
    case 'unsafe_request':
      return 'policy'
    default:
      return assertNever(reason)
  }
}
