import { outOfScope } from '@countersign/shared/suggestion/suggestion.codes'
import { cleanText } from '@countersign/shared/text/clean-text'
import type { DraftDelta, Model } from '../../../ai/model.port.ts'
import type {
  ClassifyOutput,
  DraftOutput,
  RetrieveOutput,
  SuggestContext,
  SuggestQuestion,
} from '../suggest.types.ts'

export interface DraftStageInput {
  readonly context: SuggestContext
  readonly question: SuggestQuestion
  readonly intent: ClassifyOutput
  readonly retrieval: RetrieveOutput
  readonly now: Date
}

/** Has the model write the reply. When no model answers, the draft is empty, says why, and asks for a person. */
export async function draftStage(
  model: Model,
  { context, question, intent, retrieval, now }: DraftStageInput,
  options: { readonly signal: AbortSignal; readonly onDelta?: ((delta: DraftDelta) => void) | undefined },
): Promise<DraftOutput> {
  const { tenant, profile } = context
  const { prediction } = intent
  const exampleIds = retrieval.examples.map(example => example.id)
  const answer = await model.draft(
    {
      runId: context.runId,
      turns: context.messages.map(message => ({ ...message, text: cleanText(message.text) })),
      question: question.text,
      language: question.language,
      intent: prediction.intent === outOfScope ? null : { name: prediction.intent, score: prediction.score },
      evidence: retrieval.evidence,
      products: retrieval.products,
      examples: retrieval.examples,
      profile: {
        tenantName: tenant.name,
        tone: tenant.tone,
        addressStyle: tenant.addressStyle,
        companyFacts: profile.companyFacts,
        systemPrompt: profile.systemPrompt,
        model: profile.model,
        temperature: profile.temperature,
        topP: profile.topP,
        allowDiscounts: tenant.allowDiscounts,
        maxDiscountPercent: tenant.maxDiscountPercent,
        timezone: tenant.timezone,
      },
      now,
    },
    { ...options, localOnly: !context.budget.modelAllowed },
  )
  if (!answer.ok) {
    return {
      sentences: [],
      questions: [],
      missingFields: [],
      handoff: { needed: true, reason: 'model_unavailable' },
      usage: {
        model: profile.model ?? model.name,
        promptVersion: '',
        tokensIn: answer.failure.tokensIn,
        tokensOut: answer.failure.tokensOut,
        costMicros: null,
        fallback: null,
        failure: answer.failure,
        exampleIds,
      },
    }
  }
  const { draft } = answer
  return {
    sentences: draft.sentences,
    questions: draft.questions,
    missingFields: draft.missingFields,
    handoff: draft.handoff,
    usage: {
      model: draft.model,
      promptVersion: draft.promptVersion,
      tokensIn: draft.tokensIn,
      tokensOut: draft.tokensOut,
      costMicros: draft.costMicros ?? null,
      fallback: draft.fallback ?? null,
      failure: null,
      exampleIds,
    },
  }
}
