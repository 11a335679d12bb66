import { randomUUID } from 'node:crypto'
import { openDatabase } from '../../apps/server/src/db/open-database.ts'
import { ensureVectorIndex } from '../../apps/server/src/db/vector-index.ts'
import { type RetrievalServices, retrievePassages } from '../../apps/server/src/features/knowledge/index.ts'
import { refreshCounts } from '../../apps/server/src/features/knowledge/refresh-counts.ts'
import { systemClock } from '../../packages/shared/src/kernel/clock.ts'
import { offlineEmbedModel } from '../../packages/shared/src/text/embed-offline.ts'
import { measureReference } from '../measure/measure-reference.ts'
import { summariseTimes } from '../measure/summarise-times.ts'
import { addPassages, settleTables } from '../stand/add-passages.ts'
import type { Figure } from './figure.types.ts'

const passages = 100_000
const warmUp = 40
const timed = 240
const compared = 60
const best = 10

/**
 * Finding passages among 100,000 of one shop's: one question, and the four of a run at once. The best ten are compared with those of a
 * search that looks at every vector and every word.
 */
export const retrievalFigure: Figure = {
  name: 'retrieval',
  measure: stand =>
    stand.onServer(async ({ adminUrl }) => {
      const { tenantId, questions } = await addPassages(adminUrl, passages)
      await ensureVectorIndex(adminUrl, offlineEmbedModel)
      const open = await openDatabase({
        databaseUrl: adminUrl,
        dataDir: null,
        secret: 'the bench keeps no secret: 32 letters',
      })
      try {
        const services: RetrievalServices = {
          database: open.database,
          clock: systemClock,
          ids: { next: randomUUID },
        }
        await refreshCounts(services, tenantId)
        await settleTables(adminUrl)
        const ask = async (texts: readonly string[], exact = false) => {
          const from = performance.now()
          const { answers } = await retrievePassages(services, {
            tenantId,
            questions: texts,
            limit: best,
            exact,
          })
          return {
            ms: performance.now() - from,
            ids: answers.map(list => list.map(passage => passage.chunkId)),
          }
        }
        for (const question of questions.slice(0, warmUp)) await ask([question])
        const reference = await measureReference(adminUrl, 800)
        const one: number[] = []
        const four: number[] = []
        for (const [at, question] of questions.slice(warmUp, warmUp + timed).entries()) {
          one.push((await ask([question])).ms)
          if (at % 4 === 0) four.push((await ask(questions.slice(at, at + 4))).ms)
        }
        let found = 0
        let wanted = 0
        for (const question of questions.slice(0, compared)) {
          const [near = []] = (await ask([question])).ids
          const [exact = []] = (await ask([question], true)).ids
          found += exact.filter(id => near.includes(id)).length
          wanted += exact.length
        }
        const row = (figure: string, value: number, mark: number | null, against: number) =>
          ({ figure, value, unit: 'ms', mark, reference: against }) as const
        const { oneClient } = reference
        const single = summariseTimes(one)
        return [
          row('passages found among 100,000, p50', single.p50, null, oneClient.p50),
          row('passages found among 100,000, p95', single.p95, 15, oneClient.p95),
          row(
            'passages found among 100,000, four questions at once, p95',
            summariseTimes(four).p95,
            null,
            oneClient.p95,
          ),
          {
            figure: 'recall@10: of the exact search’s best ten, found',
            value: (100 * found) / Math.max(1, wanted),
            unit: '%',
            mark: 95,
            // The exact search itself.
            reference: 100,
          },
        ]
      } finally {
        await open.close()
      }
    }),
}
