import { factsForReplay } from '@countersign/shared/insight/replay-thresholds.policy'
import { type ModelPrice, priceRun } from '@countersign/shared/suggestion/price-run.policy'
import type { DraftedReply, RunEnd, Situation } from '../features/suggestion/index.ts'
import type {
  DraftUsage,
  SuggestedReply,
  SuggestOutcome,
  SuggestRun,
} from '../pipelines/suggest/suggest.types.ts'

/** How a run ended, as it is stored. */
export function toRunEnd(outcome: SuggestOutcome, situation: Situation): RunEnd {
  const { run } = outcome
  const suggestion = 'suggestion' in outcome ? outcome.suggestion : null
  return {
    runId: run.runId,
    tenantId: run.tenantId,
    conversationId: run.conversationId,
    lastCustomerSeq: situation.lastCustomerSeq,
    triggerMessageId: run.triggerMessageId,
    status: statusOf(outcome),
    record: {
      triggerMessageId: run.triggerMessageId,
      promptVersion: run.usage?.promptVersion ?? null,
      model: run.usage?.model ?? null,
      tokensIn: (run.usage?.tokensIn ?? 0) + (run.usage?.fallback?.tokensIn ?? 0),
      tokensOut: (run.usage?.tokensOut ?? 0) + (run.usage?.fallback?.tokensOut ?? 0),
      costMicros: costOf(run.usage, situation.prices),
      stages: run.stages,
      outcome: summarise(outcome),
      error: outcome.kind === 'failed' ? `stage.${outcome.stage}` : (run.usage?.failure?.code ?? null),
    },
    gate:
      run.gate === null
        ? null
        : {
            verdict: run.gate.action,
            rule: run.gate.rule,
            snapshot: { signals: run.gate.signals, outsideHours: run.gate.outsideHours },
          },
    reply: suggestion === null ? null : toReply(suggestion, run, situation),
    escalation: outcome.kind === 'escalated' ? outcome.escalation : null,
  }
}

function statusOf(outcome: SuggestOutcome): RunEnd['status'] {
  switch (outcome.kind) {
    case 'failed':
      return 'failed'
    case 'superseded':
      return 'superseded'
    default:
      return 'finished'
  }
}

/** Scores and verdicts of the run; texts stay with the suggestion. */
function summarise(outcome: SuggestOutcome): unknown {
  const suggestion = 'suggestion' in outcome ? outcome.suggestion : null
  return {
    kind: outcome.kind,
    intent: outcome.run.intent?.prediction ?? null,
    retrieved:
      outcome.run.retrieval?.evidence.map(({ id, kind, similarity }) => ({ id, kind, similarity })) ?? [],
    score: suggestion?.score ?? null,
    decision: suggestion?.decide.decision ?? null,
    keys: suggestion?.decide.keys ?? [],
    calibratedBy: suggestion?.score.calibratedBy ?? null,
  }
}

/** What a run cost, the tries of a model that should have answered and failed included; null when a part of it is not known. */
export function costOf(usage: DraftUsage | null, prices: readonly ModelPrice[]): number | null {
  if (usage === null) return 0
  const { fallback } = usage
  const answered = usage.costMicros ?? priceRun([usage], prices)
  // A model that never began to answer charges nothing.
  const tried = fallback !== null && fallback.tokensIn + fallback.tokensOut > 0
  const lost = tried ? priceRun([{ ...fallback, model: fallback.from }], prices) : 0
  return answered === null || lost === null ? null : answered + lost
}

function toReply(suggestion: SuggestedReply, run: SuggestRun, situation: Situation): DraftedReply {
  const { draft, ground, selfCheck, score, decide } = suggestion
  const evidence = run.retrieval?.evidence ?? []
  const cited = new Set(ground.sentences.flatMap(sentence => sentence.evidenceIds))
  const quotes = new Map<string, string>()
  for (const { evidenceId, quote } of ground.sentences.flatMap(sentence => sentence.quotes)) {
    // The first sentence that leans on a source is the one readers look for in it.
    if (!quotes.has(evidenceId)) quotes.set(evidenceId, quote)
  }
  // People number their sources 1, 2, 3 in the order the reply uses them; what was found and not used comes after.
  const ordered = [
    ...[...cited].flatMap(id => evidence.filter(item => item.id === id)),
    ...evidence.filter(item => !cited.has(item.id)).slice(0, 3),
  ]
  const numbers = new Map(ordered.map((item, index) => [item.id, String(index + 1)]))
  return {
    text: suggestion.text,
    sentences: ground.sentences.map(sentence => ({
      text: sentence.text,
      evidenceIds: sentence.evidenceIds.flatMap(id => numbers.get(id) ?? []),
      supported: sentence.supported,
    })),
    language: suggestion.language,
    intent: run.intent?.prediction.intent ?? 'none',
    intentScore: score.intent,
    similarityScore: score.similarity,
    selfCheckScore: score.selfCheck,
    rawScore: score.raw,
    confidence: score.calibrated,
    penalties: score.penalties,
    decision: decide.decision,
    blockedBy: decide.blockedBy,
    ...factsForReplay(decide),
    explanation: decide.explanation,
    questions: draft.questions,
    missingFields: draft.missingFields,
    sourceConflicts: ground.conflicts.length > 0,
    needsHandoff: draft.handoff?.needed ?? selfCheck.needHandoff,
    selfCheckReasons: selfCheck.reasons,
    model: draft.usage.model,
    promptVersion: draft.usage.promptVersion,
    fallbackReason: draft.usage.fallback?.reason ?? draft.usage.failure?.code ?? null,
    tokensIn: draft.usage.tokensIn,
    tokensOut: draft.usage.tokensOut,
    costMicros: costOf(draft.usage, situation.prices),
    latencyMs: Math.round(run.totalMs),
    policyVersion: situation.settings.policy_version,
    sources: ordered.map((item, position) => ({
      evidenceId: String(position + 1),
      kind: item.kind,
      chunkId: item.chunkId,
      title: item.title,
      quote: quotes.get(item.id) ?? item.text,
      similarity: item.similarity,
      position,
      updatedAt: item.updatedAt,
    })),
  }
}
