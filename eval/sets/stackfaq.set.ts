import { join } from 'node:path'
import { indexPassages, rankPassages } from '@countersign/shared/text/rank-passages'
import { z } from 'zod'
import { readRows } from '../data/read-rows.ts'
import { firstRight, rankQuality } from '../figures/rank-quality.ts'
import { atLeast, type EvalSet } from './eval-set.ts'

const doc = z.object({ thread_id: z.string(), question: z.string(), answer: z.string() })
const query = z.object({ query: z.string(), gold_thread: z.string() })

export const stackfaq: EvalSet = {
  name: 'stackfaq',
  folder: 'stackfaq',
  marks: [atLeast('r1', 0.8), atLeast('r5', 0.96), atLeast('mrr10', 0.87)],
  measure: ({ dev, held }) => {
    // A question with its several answers is one entry of the knowledge base, as it would be one FAQ of a tenant.
    const threads = Map.groupBy(readRows(join(dev, 'docs.jsonl'), doc), ({ thread_id }) => thread_id)
    const index = indexPassages(
      Array.from(threads, ([id, docs]) => ({
        id,
        head: docs[0]?.question ?? '',
        body: docs.map(({ answer }) => answer).join('\n'),
        about: null,
      })),
    )
    const queries = readRows(join(held ?? dev, 'queries.jsonl'), query)
    return {
      ...rankQuality(
        queries.map(({ query, gold_thread }) =>
          firstRight(rankPassages(index, query, { limit: 10 }), ({ id }) => id === gold_thread),
        ),
      ),
    }
  },
}
