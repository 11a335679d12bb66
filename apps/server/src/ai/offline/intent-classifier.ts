import { isCourtesy } from '@countersign/shared/suggestion/courtesy'
import { outOfScope } from '@countersign/shared/suggestion/suggestion.codes'
import { splitSentences } from '@countersign/shared/text/split-sentences'
import { tokeniseText } from '@countersign/shared/text/tokenise-text'
import type { IntentClassifier, IntentPrediction } from '../../pipelines/suggest/suggest.port.ts'
import { intentExamplesEn } from './intent-examples.en.ts'
import { intentExamplesRu } from './intent-examples.ru.ts'
import { intentFeatures } from './intent-features.ts'
import { predictSoftmax, type SoftmaxModel, trainSoftmax } from './softmax-regression.ts'

/** Below this probability the best label is a guess, and the answer is `none`. */
const outOfScopeThreshold = 0.4
/** What a customer wants stands within the first page, or nobody will find it. */
const maxCharacters = 4000

/**
 * Intents learned from the shipped English and Russian examples. Trained once, at the first question, then kept; the same
 * examples always give the same model. `none` is both a class of its own and the answer to a weak lead.
 */
export function createOfflineIntentClassifier(): IntentClassifier {
  let model: SoftmaxModel | null = null
  return {
    version: 'offline-intents-1',
    classify: async ({ text }) => {
      model ??= trainOnShippedExamples()
      return predict(model, text)
    },
  }
}

function trainOnShippedExamples(): SoftmaxModel {
  const examples = [intentExamplesEn, intentExamplesRu].flatMap(byIntent =>
    Object.entries(byIntent).flatMap(([label, texts]) =>
      texts.map(text => ({ label, features: intentFeatures(text) })),
    ),
  )
  return trainSoftmax(examples, { epochs: 30, rate: 0.15, decay: 0.002 })
}

function predict(model: SoftmaxModel, text: string): IntentPrediction {
  // A burst may greet on one line and ask on the next: greetings are set aside, then the part that speaks most clearly decides.
  const sentences = splitSentences(text.slice(0, maxCharacters)).map(sentence => sentence.text)
  const asking = sentences.filter(sentence => tokeniseText(sentence).length > 0 && !isCourtesy(sentence))
  const whole = asking.length > 0 ? asking.join('\n') : text.slice(0, maxCharacters)
  const parts = asking.length > 1 ? [whole, ...asking.slice(0, 12)] : [whole]
  let best: IntentPrediction | null = null
  for (const part of parts) {
    const prediction = predictOne(model, part)
    if (best === null || rank(prediction) > rank(best)) best = prediction
  }
  return best ?? { intent: outOfScope, score: 1, ranked: [] }
}

function predictOne(model: SoftmaxModel, text: string): IntentPrediction {
  const features = intentFeatures(text)
  const known = Array.from(features.keys()).some(name => name !== '?' && model.weights.has(name))
  if (!known) return { intent: outOfScope, score: 1, ranked: [] }
  const probabilities = predictSoftmax(model, features)
  const ranked = model.labels
    .map((intent, at) => ({ intent, score: probabilities[at] ?? 0 }))
    .sort((left, right) => right.score - left.score)
  const top = ranked[0]
  if (top === undefined) return { intent: outOfScope, score: 1, ranked }
  if (top.intent !== outOfScope && top.score < outOfScopeThreshold) {
    return { intent: outOfScope, score: 1 - top.score, ranked }
  }
  return { intent: top.intent, score: top.score, ranked }
}

function rank(prediction: IntentPrediction): number {
  if (prediction.intent === outOfScope) return 0
  return prediction.intent === 'other' ? prediction.score * 0.5 : prediction.score
}
