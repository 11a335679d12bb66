import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type OpenDatabase, openDatabase } from '../db/open-database.ts'
import { makeLog } from '../telemetry/log.ts'
import { handleJobs, type JobQueue, openQueue } from './queue.ts'

const kind = { name: 'count-up', payload: z.object({ number: z.int() }) }

describe('the job queue', () => {
  let open: OpenDatabase
  let queue: JobQueue
  beforeAll(async () => {
    open = await openDatabase({ databaseUrl: null, dataDir: null, secret: 'x'.repeat(32) })
    queue = await openQueue(open, [kind.name], makeLog('silent'))
  })
  afterAll(async () => {
    await queue?.close()
    await open?.close()
  })

  it('works off what is waiting without resting between two jobs', async () => {
    const jobs = 30
    const done: number[] = []
    let finish = () => {}
    const all = new Promise<void>(resolve => {
      finish = resolve
    })
    await open.database.withPlatform(async tx => {
      for (let number = 0; number < jobs; number += 1) await queue.enqueue(tx, kind, { number })
    })
    const begun = performance.now()
    await queue.work([
      handleJobs(kind, 1, async ({ payload }) => {
        done.push(payload.number)
        if (done.length === jobs) finish()
      }),
    ])
    await all
    expect(done.toSorted((left, right) => left - right)).toEqual(Array.from({ length: jobs }, (_, at) => at))
    // At a poll every half second, thirty jobs would take one worker fifteen.
    expect(performance.now() - begun).toBeLessThan(8000)
  })
})
