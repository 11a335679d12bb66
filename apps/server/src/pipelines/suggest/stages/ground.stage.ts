import { groundSentences } from '@countersign/shared/suggestion/ground-sentences.policy'
import type {
  DraftOutput,
  GroundOutput,
  RetrieveOutput,
  SuggestContext,
  SuggestQuestion,
} from '../suggest.types.ts'

/** Holds the draft against what this run retrieved and what the catalogue says. */
export function groundStage(
  context: SuggestContext,
  question: SuggestQuestion,
  retrieval: RetrieveOutput,
  draft: DraftOutput,
  now: Date,
  secretTexts: readonly string[],
): GroundOutput {
  return groundSentences({
    sentences: draft.sentences,
    questions: draft.questions,
    evidence: retrieval.evidence,
    products: retrieval.products,
    customerText: [...question.context, question.text].join('\n'),
    language: question.language,
    allowDiscounts: context.tenant.allowDiscounts,
    maxDiscountPercent: context.tenant.maxDiscountPercent,
    privateTexts: [...secretTexts, context.profile.systemPrompt ?? ''],
    now,
  })
}
