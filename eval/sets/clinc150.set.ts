import { join } from 'node:path'
import { z } from 'zod'
import { isOutOfScope, trainScopeGate } from '../../apps/server/src/ai/offline/learner/scope-gate.ts'
import { rankLabels, trainTextClassifier } from '../../apps/server/src/ai/offline/learner/text-classifier.ts'
import { readRows } from '../data/read-rows.ts'
import { atLeast, type EvalSet } from './eval-set.ts'

const row = z.object({ text: z.string(), intent: z.string(), in_scope: z.boolean() })

export const clinc150: EvalSet = {
  name: 'clinc150',
  folder: 'clinc150',
  marks: [atLeast('inScopeAccuracy', 0.91), atLeast('oosRecall', 0.65)],
  measure: ({ dev, held }) => {
    const train = readRows(join(dev, 'train.jsonl'), row)
    const check = readRows(join(dev, 'eval.jsonl'), row)
    const fit = held === null ? train : [...train, ...check]
    const rows = held === null ? check : readRows(join(held, 'test.jsonl'), row)
    const within = fit.filter(one => one.in_scope).map(({ text, intent }) => ({ text, labels: [intent] }))
    const outside = fit.filter(one => !one.in_scope).map(({ text }) => text)
    const classifier = trainTextClassifier(within, 'one')
    const gate = trainScopeGate(within, outside)
    const judged = rows.map(({ text, intent, in_scope }) => {
      const refused = isOutOfScope(gate, classifier, text)
      return {
        in_scope,
        right: in_scope ? !refused && rankLabels(classifier, text)[0]?.label === intent : refused,
      }
    })
    const share = (inScope: boolean): number => {
      const side = judged.filter(one => one.in_scope === inScope)
      return side.filter(one => one.right).length / Math.max(1, side.length)
    }
    return { inScopeAccuracy: share(true), oosRecall: share(false) }
  },
}
