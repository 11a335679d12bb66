import {
  type AutonomyCounts,
  autonomyGate,
  autonomyWindow,
  drawnForAudit,
} from '../../packages/shared/src/autonomy/autonomy-gate.policy.ts'
import {
  applyCalibration,
  shippedPrior,
} from '../../packages/shared/src/suggestion/calibrate-score.policy.ts'
import {
  type DecideResult,
  decideSuggestion,
} from '../../packages/shared/src/suggestion/decide-suggestion.policy.ts'
import type { GateRule } from '../../packages/shared/src/suggestion/suggestion.codes.ts'
import { isOutsideHours } from '../../packages/shared/src/suggestion/working-hours.policy.ts'
import type { DemoConversation, DemoEscalationReason, DemoIntent, DemoSuggestion } from './demo/demo.types.ts'
import { dayMs } from './demo/schedule-conversations.ts'
import { demoAutonomy } from './demo/score-draft.ts'
import { shopFacts } from './demo/shop-facts.ts'
import { demoPolicy, workingHours } from './demo-shop.ts'

/** The trial of automatic sending ended this many days before now: the flag has been off since. */
const trialEndedDaysAgo = 2

/** A decision somebody made about a draft, for the record of its intent. */
export interface PastDecision {
  readonly intent: DemoIntent
  readonly at: Date
  readonly unchanged: boolean
}

/** All decisions of the history, newest first. */
export function listDecisions(history: readonly DemoConversation[]): PastDecision[] {
  return history
    .flatMap(conversation => conversation.suggestions)
    .flatMap(({ intent, outcome }) =>
      outcome === null ? [] : [{ intent, at: outcome.at, unchanged: outcome.action === 'approve' }],
    )
    .sort((left, right) => right.at.getTime() - left.at.getTime())
}

/** What the record of an intent was at a moment. */
export function countBefore(
  newestFirst: readonly PastDecision[],
  intent: DemoIntent,
  moment: Date,
): AutonomyCounts {
  const recent = newestFirst
    .filter(decision => decision.intent === intent && decision.at < moment)
    .slice(0, autonomyWindow)
  return { decisions: recent.length, unchanged: recent.filter(decision => decision.unchanged).length }
}

/** Did nobody answer the chat at that moment? */
export function isClosed(at: Date): boolean {
  return isOutsideHours(at, shopFacts.timeZone, {
    days: [1, 2, 3, 4, 5],
    start: workingHours.start,
    end: workingHours.end,
  })
}

/** What a draft of the history was judged by. */
export interface Judgement extends DecideResult {
  readonly gate: { readonly verdict: 'respond' | 'escalate'; readonly rule: GateRule }
  readonly confidence: number
}

/**
 * Judges a draft of the history by the product's own policy, as the shop had it set on that day.
 *
 * @param escalation why the product handed over, when it did
 * @throws when the policy decides differently from the history
 */
export function judgeDraft(
  suggestion: DemoSuggestion,
  facts: {
    readonly runId: string
    readonly escalation: DemoEscalationReason | null
    readonly record: AutonomyCounts
    readonly outsideHours: boolean
    readonly now: Date
  },
): Judgement {
  const { intent, penalties, createdAt } = suggestion
  const confidence = applyCalibration(shippedPrior, suggestion.rawScore)
  const autonomy = autonomyGate(facts.record, demoPolicy.autonomyTarget)
  const rule = gateRuleOf(facts.escalation)
  const byGate = rule === 'open' ? null : facts.escalation
  const shop = shopOn(createdAt, facts.now)
  const result = decideSuggestion({
    runId: facts.runId,
    intent,
    forcedIntents: demoPolicy.intentsForceHandoff,
    gate: { rule, matched: null, escalationReason: byGate, outsideHours: facts.outsideHours },
    selfCheck: {
      needHandoff: facts.escalation !== null && confidence >= demoPolicy.tEscalate,
      handoffReason: 'unclear_request',
    },
    confidence,
    tAuto: demoPolicy.tAuto,
    tEscalate: demoPolicy.tEscalate,
    flagOn: shop.flagOn,
    settingOn: true,
    autoReplyOutsideHours: true,
    mode: shop.mode,
    intentsAutosendAllowed: demoPolicy.intentsAutosendAllowed,
    autonomy,
    // Nothing in the history was sent by itself: had a record ever sufficed, the draft was one of those looked at.
    drawnForAudit: autonomy.open || drawnForAudit(facts.runId, demoPolicy.auditRate),
    evidenceFinding:
      penalties
        .map(penalty => penalty.code)
        .find(code => code === 'NO_SOURCES' || code === 'UNSUPPORTED_SENTENCE') ?? null,
    budgetLeft: true,
    penalties,
  })
  if (result.decision !== suggestion.decision) {
    throw new Error(`the history says ${suggestion.decision} where the policy says ${result.decision}`)
  }
  return { ...result, confidence, gate: { verdict: byGate === null ? 'respond' : 'escalate', rule } }
}

function gateRuleOf(reason: DemoEscalationReason | null): GateRule {
  switch (reason) {
    case 'human_requested':
      return 'human_requested'
    case 'legal_matter':
      return 'legal_threat'
    case 'urgent_request':
      return 'urgent_request'
    default:
      return 'open'
  }
}

/** How far the shop let the AI go on a day. */
function shopOn(day: Date, now: Date): { flagOn: boolean; mode: 'learning' | 'semi_auto' } {
  const daysAgo = (now.getTime() - day.getTime()) / dayMs
  const onTrial = daysAgo > trialEndedDaysAgo
  return {
    flagOn: onTrial && daysAgo <= demoAutonomy.flagOnDaysAgo,
    mode: onTrial && daysAgo <= demoAutonomy.semiAutoDaysAgo ? 'semi_auto' : 'learning',
  }
}
