import { autonomyGate, drawnForAudit } from '@countersign/shared/autonomy/autonomy-gate.policy'
import { decideSuggestion } from '@countersign/shared/suggestion/decide-suggestion.policy'
import { outOfScope, type PenaltyCode } from '@countersign/shared/suggestion/suggestion.codes'
import type { AutonomyEvidence } from '../suggest.port.ts'
import type {
  ClassifyOutput,
  DecideOutput,
  GateOutput,
  ScoreOutput,
  SelfCheckOutput,
  SuggestContext,
} from '../suggest.types.ts'

/** Findings that bar auto-send whatever the score, the gravest first. */
const barring: readonly PenaltyCode[] = [
  'PROMPT_LEAK',
  'PERSONAL_DATA',
  'FOREIGN_LINK',
  'POISONED_SOURCE',
  'INVALID_CITATION',
  'PRICE_MISMATCH',
  'STOCK_MISMATCH',
  'DISCOUNT_OVER_LIMIT',
  'DATE_MISMATCH',
  'SOURCE_CONFLICT',
  'NO_SOURCES',
  'UNSUPPORTED_SENTENCE',
  'LANGUAGE_MISMATCH',
  'UNFIT_TEXT',
  'MODEL_FALLBACK',
]

export interface DecideStageInput {
  readonly context: SuggestContext
  readonly gate: GateOutput
  readonly intent: ClassifyOutput
  readonly selfCheck: SelfCheckOutput
  readonly score: ScoreOutput
}

/** Send, ask or hand over, and why. */
export async function decideStage(
  autonomyEvidence: AutonomyEvidence,
  input: DecideStageInput,
): Promise<DecideOutput> {
  const { context, gate, selfCheck, score } = input
  const { settings, policies, flags } = context
  const { intent } = input.intent.prediction
  const counts =
    intent === outOfScope
      ? { decisions: 0, unchanged: 0 }
      : await autonomyEvidence.recent({
          tenantId: context.tenantId,
          intent,
          channelType: context.channelType,
        })
  const autonomy = autonomyGate(counts, settings.autonomyTarget)
  const found = new Set(score.penalties.map(penalty => penalty.code))
  const result = decideSuggestion({
    runId: context.runId,
    intent,
    forcedIntents: [...settings.intentsForceHandoff, ...policies.alwaysEscalateIntents],
    gate: {
      rule: gate.verdict.rule,
      matched: gate.verdict.matched,
      escalationReason: gate.verdict.escalationReason,
      outsideHours: gate.verdict.outsideHours,
    },
    selfCheck,
    confidence: score.calibrated,
    tAuto: settings.tAuto,
    tEscalate: settings.tEscalate,
    flagOn: flags.AI_AUTOSEND_ENABLED && flags.DECISION_ENGINE_ENABLED,
    settingOn: settings.autosendAllowed,
    autoReplyOutsideHours: context.tenant.autoReplyOutsideHours,
    mode: context.mode,
    intentsAutosendAllowed: settings.intentsAutosendAllowed,
    autonomy,
    drawnForAudit: drawnForAudit(context.runId, settings.auditRate),
    evidenceFinding: barring.find(code => found.has(code)) ?? null,
    budgetLeft: context.budget.autosendAllowed,
    penalties: score.penalties,
  })
  return { ...result, autonomy }
}
