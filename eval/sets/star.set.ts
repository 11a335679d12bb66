import { join } from 'node:path'
import { indexPassages, rankPassages } from '@countersign/shared/text/rank-passages'
import { z } from 'zod'
import { blendRankings } from '../../apps/server/src/ai/offline/learner/blend-rankings.ts'
import { rankLabels, trainTextClassifier } from '../../apps/server/src/ai/offline/learner/text-classifier.ts'
import { readRows } from '../data/read-rows.ts'
import { splitFixed } from '../data/split-fixed.ts'
import { atLeast, type EvalSet } from './eval-set.ts'

const playbook = z.object({ task: z.string(), title: z.string(), text: z.string() })
const dialogue = z.object({
  tasks: z.array(z.string()),
  multi_task: z.boolean(),
  customer_worker: z.string(),
  turns: z.array(z.object({ speaker: z.string(), text: z.string().optional() })),
})

const turnsRead = 2

export const star: EvalSet = {
  name: 'star',
  folder: 'star',
  marks: [atLeast('playbookR1Untrained', 0.75), atLeast('playbookR1Trained', 0.96)],
  measure: ({ dev, held }) => {
    const playbooks = readRows(join(dev, 'playbooks.jsonl'), playbook)
    // Which of two playbooks is the right one cannot be told from the first turns, so dialogues about several are left out.
    const single = readOpenings(join(dev, 'conversations.jsonl'))
    const { fit, held: rows } =
      held === null
        ? splitFixed(single, ({ customer }) => customer)
        : { fit: single, held: readOpenings(join(held, 'conversations.jsonl')) }
    const index = indexPassages(
      playbooks.map(({ task, title, text }) => ({ id: task, head: title, body: text, about: null })),
    )
    const classifier = trainTextClassifier(
      fit.map(({ text, task }) => ({ text, labels: [task] })),
      'one',
    )
    const share = (guess: (text: string) => string | undefined): number =>
      rows.filter(({ text, task }) => guess(text) === task).length / Math.max(1, rows.length)
    return {
      playbookR1Untrained: share(text => rankPassages(index, text, { limit: 1 })[0]?.id),
      playbookR1Trained: share(text => {
        const passages = rankPassages(index, text, { limit: playbooks.length })
        return blendRankings(rankLabels(classifier, text), passages)[0]
      }),
    }
  },
}

interface Opening {
  readonly task: string
  readonly customer: string
  readonly text: string
}

function readOpenings(file: string): Opening[] {
  return readRows(file, dialogue).flatMap(({ tasks, multi_task, customer_worker, turns }) => {
    const [task] = tasks
    if (multi_task || task === undefined || tasks.length > 1) return []
    const said = turns.filter(({ speaker }) => speaker === 'customer').map(({ text }) => text ?? '')
    return [{ task, customer: customer_worker, text: said.slice(0, turnsRead).join('\n') }]
  })
}
