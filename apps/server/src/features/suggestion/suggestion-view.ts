import type { AutonomyCounts } from '@countersign/shared/autonomy/autonomy-gate.policy'
import { autonomyGate, autonomyMinDecisions } from '@countersign/shared/autonomy/autonomy-gate.policy'
import { evidenceKinds } from '@countersign/shared/suggestion/evidence.types'
import {
  type Explanation,
  explainDecision,
  explanationCodes,
} from '@countersign/shared/suggestion/explain-decision'
import { type AutosendKey, autosendKeys } from '@countersign/shared/suggestion/suggestion.codes'
import type { SuggestionView } from '@countersign/shared/suggestion/suggestion.contract'
import { penaltyView, sentenceView } from '@countersign/shared/suggestion/suggestion.contract'
import type { ReplyLanguage } from '@countersign/shared/text/detect-language'
import { z } from 'zod'
import type { SuggestionRow } from './suggestion.repo.ts'

const storedExplanation = z.array(
  z.object({
    code: z.enum(explanationCodes),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
)
const storedSentences = z.array(sentenceView)
const storedPenalties = z.array(penaltyView)
const evidenceKind = z.enum(evidenceKinds)
const blockedBy = z.enum(autosendKeys).nullable()

/** What a console shows of a suggestion. JSON columns are parsed here, on their way out. */
export function toSuggestionView(
  row: SuggestionRow,
  language: ReplyLanguage,
  autonomy: { counts: AutonomyCounts; target: number } | null,
): SuggestionView {
  const explanation: readonly Explanation[] = storedExplanation.parse(row.explanation)
  const gate = autonomy === null ? null : autonomyGate(autonomy.counts, autonomy.target)
  return {
    id: row.id,
    conversationId: row.conversationId,
    messageId: row.messageId,
    version: row.version,
    status: row.status,
    text: row.text,
    sentences: storedSentences.parse(row.sentences),
    evidence: row.sources.map(source => ({
      id: source.id,
      kind: evidenceKind.parse(source.kind),
      title: source.title,
      quote: source.quote,
      similarity: source.similarity,
      updatedAt: source.updatedAt === null ? null : new Date(source.updatedAt).toISOString(),
    })),
    intent: row.intent,
    confidence: row.confidence,
    scores: {
      similarity: row.similarityScore,
      intent: row.intentScore,
      selfCheck: row.selfCheckScore,
      raw: row.rawScore,
    },
    penalties: storedPenalties.parse(row.penalties),
    decision: row.decision,
    blockedBy: shownKey(blockedBy.parse(row.blockedBy)),
    explanation: explainDecision(explanation, language),
    questions: row.questions,
    autonomy:
      gate === null || row.intent === null
        ? null
        : {
            intent: row.intent,
            decisions: gate.decisions,
            unchanged: gate.unchanged,
            lowerBound: gate.lowerBound,
            target: gate.target,
            minimum: autonomyMinDecisions,
            open: gate.open,
          },
    model: row.model,
    fallbackReason: row.fallbackReason,
    costMicros: row.costMicros,
    createdAt: row.createdAt.toISOString(),
    decidedBy: row.decidedById === null ? null : { memberId: row.decidedById, name: row.decidedByName ?? '' },
    decidedAt: row.decidedAt?.toISOString() ?? null,
  }
}

/** An audit measures how people judge when they do not know of it: which drafts were drawn stays in the database. */
function shownKey(key: AutosendKey | null): AutosendKey | null {
  return key === 'AUDIT_SAMPLE' ? null : key
}
