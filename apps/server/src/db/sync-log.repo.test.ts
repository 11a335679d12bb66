import type { SyncPage } from '@countersign/shared/sync/sync.contract'
import fc from 'fast-check'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import type { Actor } from '../api/actor.ts'
import type { Services } from '../api/services.ts'
import { pullChanges } from '../realtime/pull-changes.ts'
import { readSyncLog, syncHead } from './platform.repo.ts'
import { type Change, recordChanges } from './sync-log.repo.ts'
import { type TestDatabase, useDatabase } from './use-database.fixture.ts'
import { onWake } from './wake.ts'

/** One writer's transaction: pauses in milliseconds, how many lines, and how it ends. */
const step = fc.record({
  before: fc.nat(6),
  between: fc.nat(12),
  after: fc.nat(10),
  /** Takes its place in the order of transactions at once, long before it writes into the log. */
  early: fc.boolean(),
  lines: fc.integer({ min: 1, max: 3 }),
  ends: fc.constantFrom('COMMIT', 'COMMIT', 'COMMIT', 'ROLLBACK'),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never
const plans = fc.array(fc.array(step, { minLength: 12, maxLength: 16 }), { minLength: 6, maxLength: 6 })

const change = (entityId: string): Change => ({
  type: 'conversation.updated',
  entityId,
  conversationId: null,
})

async function connectAs(test: TestDatabase, tenantId: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: test.open.serverUrl })
  await client.connect()
  await client.query("SELECT set_config('app.tenant_id', $1, false)", [tenantId])
  return client
}

async function write(client: pg.Client, tenantId: string, entityId: string): Promise<void> {
  await client.query(
    "INSERT INTO sync_events (tenant_id, type, entity_id) VALUES ($1, 'conversation.updated', $2)",
    [tenantId, entityId],
  )
}

/** Plays one writer's plan; returns the ids it committed, in order. */
async function playWriter(test: TestDatabase, tenantId: string, plan: readonly Step[]) {
  const client = await connectAs(test, tenantId)
  const committed: string[] = []
  const pause = (ms: number) => client.query('SELECT pg_sleep($1)', [ms / 1000])
  try {
    for (const { before, between, after, early, lines, ends } of plan) {
      const ids = Array.from({ length: lines }, () => crypto.randomUUID())
      await client.query('BEGIN')
      if (early) await client.query('SELECT pg_current_xact_id()')
      await pause(before)
      for (const id of ids) {
        await write(client, tenantId, id)
        await pause(between / lines)
      }
      await pause(after)
      await client.query(ends)
      if (ends === 'COMMIT') committed.push(...ids)
    }
  } finally {
    await client.end()
  }
  return committed
}

const actorOf = (tenantId: string) => ({ tenantId }) as Actor

describe('the sync log on a native database', () => {
  const database = useDatabase('native')

  it.for([1, 2, 3])(
    'is read whole, once and in order beside writers of any length, seed %i',
    async (seed, context) => {
      const test = database(context)
      const { statement } = test.open.database
      const services = { database: test.open.database } as Services
      const tenantId = crypto.randomUUID()
      const [plan = []] = fc.sample(plans, { seed, numRuns: 1 })
      let writing = true
      const start = await syncHead(statement)

      const followLog = async () => {
        const seen: string[] = []
        let position: { xid: string; id: string } = start
        for (let turn = 0; ; turn += 1) {
          const last = !writing
          const lines = await readSyncLog(statement, position.xid, position.id, 1 + (turn % 7))
          seen.push(...lines.map(line => line.entityId))
          position = lines.at(-1) ?? position
          if (last && lines.length === 0) return seen
        }
      }
      const followPulls = async () => {
        const seen: string[] = []
        let { cursor }: Pick<SyncPage, 'cursor'> = await pullChanges(services, actorOf(tenantId), {
          cursor: '',
        })
        for (let turn = 0; ; turn += 1) {
          const last = !writing
          const page = await pullChanges(services, actorOf(tenantId), { cursor, limit: 1 + (turn % 5) })
          expect(page.reset).toBe(false)
          seen.push(...page.events.map(event => event.entityId))
          cursor = page.cursor
          if (last && page.events.length === 0) return seen
        }
      }
      const writers = Promise.all(plan.map(steps => playWriter(test, tenantId, steps))).finally(() => {
        writing = false
      })
      const [committed, fromLog, fromPulls] = await Promise.all([writers, followLog(), followPulls()])

      const { rows } = await test.admin.query<{ id: string }>(
        'SELECT entity_id AS id FROM sync_events WHERE tenant_id = $1 ORDER BY xid, sync_events.id',
        [tenantId],
      )
      const stored = rows.map(row => row.id)
      expect([...stored].sort()).toEqual(committed.flat().sort())
      expect(fromLog).toEqual(stored)
      expect(fromPulls).toEqual(stored)
      const head = await pullChanges(services, actorOf(tenantId), { cursor: '' })
      const behindHead = await pullChanges(services, actorOf(tenantId), { cursor: head.cursor })
      expect(head.cursor).not.toBe('0.0')
      expect(behindHead.events).toEqual([])
      for (const own of committed) {
        const mine = new Set(own)
        expect(fromLog.filter(id => mine.has(id))).toEqual(own)
      }
    },
  )

  it('shows nothing that a running transaction could still come before', async context => {
    const test = database(context)
    const { statement } = test.open.database
    const tenantId = crypto.randomUUID()
    const { xid, id } = await syncHead(statement)
    const slow = await connectAs(test, tenantId)
    const fast = await connectAs(test, tenantId)
    try {
      await slow.query('BEGIN')
      await slow.query('SELECT pg_current_xact_id()')
      await write(fast, tenantId, '00000000-0000-4000-8000-000000000002')
      expect(await readSyncLog(statement, xid, id, 10)).toEqual([])
      expect((await syncHead(statement)).waiting).toBe(true)
      await write(slow, tenantId, '00000000-0000-4000-8000-000000000001')
      await slow.query('COMMIT')
      const lines = await readSyncLog(statement, xid, id, 10)
      expect(lines.map(line => line.entityId.at(-1))).toEqual(['1', '2'])
      expect(await syncHead(statement)).toEqual({ xid: lines[1]?.xid, id: lines[1]?.id, waiting: false })
    } finally {
      await slow.end()
      await fast.end()
    }
  })
})

describe('recordChanges', () => {
  const database = useDatabase('native')

  it('writes its lines in order and wakes readers once they can be read', async context => {
    const { open, admin } = database(context)
    const tenantId = crypto.randomUUID()
    const ids = Array.from({ length: 3 }, () => crypto.randomUUID())
    const stored = async () => {
      const { rows } = await admin.query<{ id: string }>(
        'SELECT entity_id AS id FROM sync_events WHERE tenant_id = $1 ORDER BY xid, sync_events.id',
        [tenantId],
      )
      return rows.map(row => row.id)
    }
    let wakes = 0
    const stop = onWake('sync', () => {
      wakes += 1
    })
    try {
      await open.database.withTenant(tenantId, async tx => {
        await recordChanges(tx, ids.map(change))
        expect(wakes).toBe(0)
      })
      expect(wakes).toBe(1)
      expect(await stored()).toEqual(ids)
      await open.database
        .withTenant(tenantId, async tx => {
          await recordChanges(tx, [change(crypto.randomUUID())])
          throw new Error('rolled back')
        })
        .catch(() => {})
      expect(wakes).toBe(1)
      expect(await stored()).toEqual(ids)
    } finally {
      stop()
    }
  })
})
