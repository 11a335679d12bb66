import { type ScopedClassifier, trainScopedClassifier } from './scope-gate.ts'

export interface IntentExamples {
  readonly within: readonly { readonly intent: string; readonly text: string }[]
  /** About none of the intents. */
  readonly outside: readonly string[]
  /** What customers wrote besides, which nobody put under an intent. */
  readonly unlabelled: readonly string[]
}

/** What the pipeline classifies with, and what the evaluation measures. Seconds of work: in the server, see `trainInThread`. */
export function trainIntents({ within, outside, unlabelled }: IntentExamples): ScopedClassifier {
  return trainScopedClassifier(
    within.map(({ intent, text }) => ({ text, labels: [intent] })),
    outside,
    unlabelled,
  )
}
