import type { EscalationReason } from '../suggestion/suggestion.codes.ts'

const ranks: Readonly<Record<EscalationReason, number>> = {
  legal_matter: 30,
  urgent_request: 30,
  human_requested: 20,
  sla_breach: 20,
  complex_issue: 10,
  forced_intent: 10,
  policy: 10,
  ai_limitation: 0,
  low_confidence: 0,
}

/** Where an escalation stands in the queue, 0..30: what cannot wait stands before what can. */
export function rankEscalation(reason: EscalationReason): number {
  return ranks[reason]
}
