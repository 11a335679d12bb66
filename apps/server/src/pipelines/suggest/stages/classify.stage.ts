import { outOfScope } from '@countersign/shared/suggestion/suggestion.codes'
import { spellOut } from '@countersign/shared/text/aspects-of'
import { completeAsks, splitAsks } from '@countersign/shared/text/split-asks'
import type { IntentClassifier } from '../suggest.port.ts'
import type { ClassifyOutput, SuggestQuestion } from '../suggest.types.ts'

/** Which of the tenant's intents the question is, if any. */
export async function classifyStage(
  classifier: IntentClassifier,
  tenantId: string,
  question: SuggestQuestion,
): Promise<ClassifyOutput> {
  const predict = (text: string) =>
    classifier.classify({ tenantId, text: spellOut(text), language: question.detected })
  const prediction = await predict(question.text)
  const [ask, ...more] = completeAsks(splitAsks(question.text), question.context)
  // "And how long?" fits no intent by itself; with the question before it, it does.
  const leaning = ask !== undefined && more.length === 0 && ask.full !== ask.ask
  const found = prediction.intent !== outOfScope || !leaning ? prediction : await predict(ask.full)
  return { prediction: found, classifierVersion: found.version ?? classifier.version }
}
