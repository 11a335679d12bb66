import { shippedExamplesEn } from '@countersign/shared/intent/shipped-examples.en'
import { shippedExamplesRu } from '@countersign/shared/intent/shipped-examples.ru'
import { isCourtesy } from '@countersign/shared/suggestion/courtesy'
import { outOfScope } from '@countersign/shared/suggestion/suggestion.codes'
import { splitSentences } from '@countersign/shared/text/split-sentences'
import { tokeniseText } from '@countersign/shared/text/tokenise-text'
import type { IntentClassifier, IntentPrediction } from '../../pipelines/suggest/suggest.port.ts'
import { keepShippedModel } from './learner/keep-shipped-model.ts'
import { packClassifier, unpackClassifier } from './learner/pack-classifier.ts'
import { classifyScoped, type ScopedClassifier } from './learner/scope-gate.ts'
import { type IntentExamples, trainIntents } from './learner/train-intents.ts'

/** The models tenants trained, as bytes of `packClassifier`. */
export interface IntentModelSource {
  /** Null when the tenant has trained none. */
  newestVersion(tenantId: string): Promise<number | null>
  load(tenantId: string, version: number): Promise<Uint8Array | null>
}

export interface IntentClassifierParts {
  readonly models: IntentModelSource
  /** The model of `shippedExamples`, learned somewhere that holds nobody up. */
  readonly shipped: () => Promise<ScopedClassifier>
  /** Milliseconds, monotonic. */
  readonly now: () => number
  /** A model that cannot be read answers as if there were none; somebody should hear of it. */
  readonly onUnreadable: (tenantId: string, version: number, error: unknown) => void
}

/** What a customer wants stands within the first page, or nobody will find it. */
const maxCharacters = 4000
/** A model that another process trained is found at most so much later, milliseconds. */
const mostStale = 2000
/** Some megabytes each. */
const mostKept = 20

interface Kept {
  readonly version: number | null
  readonly scoped: ScopedClassifier | null
  readonly checkedAt: number
}

/**
 * Intents by the tenant's newest model, or by the shipped one, which is learned from the shipped English and Russian examples
 * once per process. Without `parts` there are no tenants' models, and learning is done on the spot.
 */
export function createOfflineIntentClassifier(parts?: IntentClassifierParts): IntentClassifier {
  let shipped: Promise<ScopedClassifier> | null = null
  const tenants = new Map<string, Kept>()

  function shippedModel(): Promise<ScopedClassifier> {
    shipped ??= (
      parts?.shipped() ??
      keepShippedModel(shippedExamples(), async examples => packClassifier(trainIntents(examples)))
    ).catch((error: unknown) => {
      // The next question tries again.
      shipped = null
      throw error
    })
    return shipped
  }

  async function modelOf(tenantId: string): Promise<Kept | null> {
    if (parts === undefined || tenantId === '') return null
    const kept = tenants.get(tenantId)
    const now = parts.now()
    if (kept !== undefined && now - kept.checkedAt < mostStale) return kept
    const version = await parts.models.newestVersion(tenantId)
    const same = kept !== undefined && kept.version === version
    const found: Kept = same
      ? { ...kept, checkedAt: now }
      : { version, scoped: version === null ? null : await read(tenantId, version), checkedAt: now }
    tenants.delete(tenantId)
    tenants.set(tenantId, found)
    for (const oldest of tenants.keys()) {
      if (tenants.size <= mostKept) break
      tenants.delete(oldest)
    }
    return found
  }

  async function read(tenantId: string, version: number): Promise<ScopedClassifier | null> {
    const bytes = await parts?.models.load(tenantId, version)
    if (bytes == null) return null
    try {
      return unpackClassifier(bytes)
    } catch (error) {
      parts?.onUnreadable(tenantId, version, error)
      return null
    }
  }

  return {
    version: shippedVersion,
    classify: async ({ tenantId, text }) => {
      const own = await modelOf(tenantId)
      if (own?.scoped != null)
        return { ...predict(own.scoped, text), version: `tenant-intents-${own.version}` }
      return { ...predict(await shippedModel(), text), version: shippedVersion }
    },
  }
}

const shippedVersion = 'shipped-intents-2'

export function shippedExamples(): IntentExamples {
  const all = [shippedExamplesEn, shippedExamplesRu].flatMap(byIntent =>
    Object.entries(byIntent).flatMap(([intent, texts]) => texts.map(text => ({ intent, text }))),
  )
  return {
    within: all.filter(({ intent }) => intent !== outOfScope),
    outside: all.filter(({ intent }) => intent === outOfScope).map(({ text }) => text),
    unlabelled: [],
  }
}

function predict(model: ScopedClassifier, text: string): IntentPrediction {
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

function predictOne(model: ScopedClassifier, text: string): IntentPrediction {
  const { outside, nothingKnown, ranked, strangeness } = classifyScoped(model, text)
  if (nothingKnown) return { intent: outOfScope, score: 1, ranked: [] }
  const scores = ranked.map(({ label, probability }) => ({ intent: label, score: probability }))
  const top = scores.find(({ intent }) => intent !== outOfScope)
  if (top === undefined || outside) {
    return { intent: outOfScope, score: Math.max(strangeness, 1 - (top?.score ?? 0)), ranked: scores }
  }
  return { ...top, ranked: scores }
}

function rank(prediction: IntentPrediction): number {
  if (prediction.intent === outOfScope) return 0
  return prediction.intent === 'other' ? prediction.score * 0.5 : prediction.score
}
