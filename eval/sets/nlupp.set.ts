import { join } from 'node:path'
import { z } from 'zod'
import { rankLabels, trainTextClassifier } from '../../apps/server/src/ai/offline/learner/text-classifier.ts'
import { readRows } from '../data/read-rows.ts'
import { splitFixed } from '../data/split-fixed.ts'
import { microF1 } from '../figures/micro-f1.ts'
import { atLeast, type EvalSet } from './eval-set.ts'

const row = z.object({ id: z.string(), text: z.string(), intents: z.array(z.string()) })

export const nlupp: EvalSet = {
  name: 'nlupp',
  folder: 'nlupp',
  marks: [atLeast('microF1', 0.8)],
  measure: ({ dev, held }) => {
    const known = readRows(join(dev, 'train.jsonl'), row)
    const { fit, held: rows } =
      held === null
        ? splitFixed(known, ({ id }) => id)
        : { fit: known, held: readRows(join(held, 'test.jsonl'), row) }
    const classifier = trainTextClassifier(
      fit.map(({ text, intents }) => ({ text, labels: intents })),
      'any',
    )
    return {
      microF1: microF1(
        rows.map(({ text, intents }) => ({
          expected: intents,
          found: rankLabels(classifier, text)
            .filter(({ probability }) => probability >= classifier.threshold)
            .map(({ label }) => label),
        })),
      ),
    }
  },
}
