import type { StudioOutcome, StudioTrace } from '@countersign/shared/studio/studio.contract'
import type { Situation } from '../features/suggestion/index.ts'
import type { SuggestContext, SuggestOutcome, SuggestStage } from '../pipelines/suggest/suggest.types.ts'
import { costOf } from './suggest-record.ts'

/** A run of the pipeline laid open: what each stage was given and gave back. Nothing of it is stored for a customer. */
export function toStudioTrace(
  outcome: SuggestOutcome,
  context: SuggestContext,
  situation: Situation,
): StudioTrace {
  const { run } = outcome
  const { usage } = run
  return {
    stages: run.stages.map(({ stage, ms }) => ({ stage, ms, ...facts(stage, outcome, context) })),
    outcome: toStudioOutcome(outcome),
    model: usage?.model ?? null,
    promptVersion: usage?.promptVersion ?? null,
    policyVersion: situation.settings.policy_version,
    tokensIn: (usage?.tokensIn ?? 0) + (usage?.fallback?.tokensIn ?? 0),
    tokensOut: (usage?.tokensOut ?? 0) + (usage?.fallback?.tokensOut ?? 0),
    costMicros: costOf(usage, situation.prices),
    totalMs: run.totalMs,
  }
}

/** What a stage worked on, and its result; null where the run ended before. */
function facts(
  stage: SuggestStage,
  outcome: SuggestOutcome,
  context: SuggestContext,
): { input: unknown; output: unknown } {
  const { question, gate, intent, retrieval, usage } = outcome.run
  const suggestion = 'suggestion' in outcome ? outcome.suggestion : null
  const draft = suggestion?.draft ?? null
  switch (stage) {
    case 'gate':
      return {
        input: {
          question,
          mode: context.mode,
          flags: context.flags,
          flagged: [...context.profile.flaggedKeywords, ...context.profile.flaggedPhrases],
          forbiddenTopics: context.policies.forbiddenTopics,
        },
        output: gate,
      }
    case 'classify':
      return { input: { text: question?.text ?? null, language: question?.language ?? null }, output: intent }
    case 'retrieve':
      return {
        input: { text: question?.text ?? null, intent: intent?.prediction ?? null },
        output: retrieval,
      }
    case 'draft':
      return {
        input: {
          evidence: retrieval?.evidence.map(({ id, title }) => ({ id, title })) ?? [],
          examples: retrieval?.examples.length ?? 0,
          tone: context.tenant.tone,
          companyFacts: context.profile.companyFacts,
          systemPrompt: context.profile.systemPrompt,
          model: context.profile.model,
          temperature: context.profile.temperature,
          topP: context.profile.topP,
        },
        output: draft === null ? { usage } : { ...draft, usage },
      }
    case 'ground':
      return { input: draft?.sentences ?? null, output: suggestion?.ground ?? null }
    case 'self-check':
      return { input: suggestion?.text ?? null, output: suggestion?.selfCheck ?? null }
    case 'score':
      return { input: { weights: context.settings.weights }, output: suggestion?.score ?? null }
    case 'decide':
      return { input: context.settings, output: suggestion?.decide ?? null }
  }
}

export function toStudioOutcome(outcome: SuggestOutcome): StudioOutcome {
  const suggestion = 'suggestion' in outcome ? outcome.suggestion : null
  const cited = new Set(suggestion?.ground.sentences.flatMap(sentence => sentence.evidenceIds) ?? [])
  const titles =
    outcome.run.retrieval?.evidence.filter(item => cited.has(item.id)).map(item => item.title) ?? []
  const sentences = suggestion?.ground.sentences ?? []
  return {
    kind: outcome.kind,
    intent: outcome.run.intent?.prediction.intent ?? null,
    decision: suggestion?.decide.decision ?? (outcome.kind === 'escalated' ? 'ESCALATE' : null),
    blockedBy: suggestion?.decide.blockedBy ?? null,
    escalationReason: outcome.kind === 'escalated' ? outcome.escalation.reason : null,
    confidence: suggestion?.score.calibrated ?? null,
    reply: suggestion?.text ?? null,
    sources: [...new Set(titles)].sort(),
    supported: sentences.filter(sentence => sentence.supported).length,
    sentences: sentences.length,
    penalties: suggestion?.score.penalties.map(penalty => penalty.code).sort() ?? [],
  }
}
