import { join } from 'node:path'
import { prepareNameFinder } from '@countersign/shared/text/find-named'
import { indexPassages, rankPassages } from '@countersign/shared/text/rank-passages'
import { z } from 'zod'
import { readRows } from '../data/read-rows.ts'
import { firstRight, rankQuality } from '../figures/rank-quality.ts'
import { atLeast, type EvalSet } from './eval-set.ts'

const doc = z.object({
  doc_id: z.string(),
  domain: z.string(),
  entity: z.string().nullable(),
  question: z.string(),
  answer: z.string(),
})
const query = z.object({
  turns: z.array(z.object({ text: z.string() })),
  query: z.string(),
  gold: z.array(z.string()),
})

export const dstcFaq: EvalSet = {
  name: 'dstc_faq',
  folder: 'dstc_faq',
  marks: [atLeast('r1', 0.42), atLeast('r5', 0.58), atLeast('mrr10', 0.49)],
  measure: ({ dev, held }) => {
    const docs = readRows(join(dev, 'docs.jsonl'), doc)
    const index = indexPassages(
      docs.map(one => ({ id: one.doc_id, head: one.question, body: one.answer, about: subjectOf(one) })),
    )
    const findNamed = prepareNameFinder(
      docs.map(one => ({ name: subjectOf(one), kind: one.domain })),
      docs.map(one => ({ about: subjectOf(one), text: `${one.question} ${one.answer}` })),
    )
    const queries = readRows(join(held ?? dev, 'queries.jsonl'), query)
    return {
      ...rankQuality(
        queries.map(({ turns, query, gold }) => {
          const about = findNamed(turns.map(({ text }) => text))
          return firstRight(rankPassages(index, query, { limit: 10, about }), ({ id }) => gold.includes(id))
        }),
      ),
    }
  },
}

/** Entries about a whole service ("train") are about the service. */
function subjectOf(one: z.infer<typeof doc>): string {
  return one.entity ?? one.domain
}
