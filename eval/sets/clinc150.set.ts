import { join } from 'node:path'
import { z } from 'zod'
import { classifyScoped, trainScopedClassifier } from '../../apps/server/src/ai/offline/learner/scope-gate.ts'
import { outsideLabel } from '../../apps/server/src/ai/offline/learner/text-classifier.ts'
import { readRows } from '../data/read-rows.ts'
import { atLeast, type EvalSet } from './eval-set.ts'

const row = z.object({ text: z.string(), intent: z.string(), in_scope: z.boolean() })

const isIntent = ({ label }: { label: string }) => label !== outsideLabel

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
    const scoped = trainScopedClassifier(within, outside)
    const judged = rows.map(({ text, intent, in_scope }) => {
      const { outside, ranked } = classifyScoped(scoped, text)
      return { in_scope, right: in_scope ? !outside && ranked.find(isIntent)?.label === intent : outside }
    })
    const share = (inScope: boolean): number => {
      const side = judged.filter(one => one.in_scope === inScope)
      return side.filter(one => one.right).length / Math.max(1, side.length)
    }
    return { inScopeAccuracy: share(true), oosRecall: share(false) }
  },
}
