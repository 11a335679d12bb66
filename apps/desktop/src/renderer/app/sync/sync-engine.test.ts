import type { SyncAnnouncement, SyncEvent, SyncPage } from '@countersign/shared/sync/sync.contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { handClock } from '../../testing/test-console.tsx'
import { nextSync, pullLimit, type SyncState, syncStart } from './sync.machine.ts'
import { createSyncEngine } from './sync-engine.ts'

const event = (position: number, entityId = `e${position}`): SyncEvent => ({
  cursor: String(position),
  type: 'message.created',
  entityId,
  conversationId: null,
  at: '2026-11-20T10:00:00.000Z',
})
const announcement = (from: number, to: number): SyncAnnouncement => ({
  from: String(from),
  to: String(to),
  events: Array.from({ length: to - from }, (_, index) => event(from + index + 1)),
})
const page = (cursor: number, events: SyncEvent[] = [], reset = false): SyncPage => ({
  events,
  cursor: String(cursor),
  reset,
})
const live = (cursor: number): SyncState => ({ phase: 'live', cursor: String(cursor) })

describe('the cursor', () => {
  it('asks for the head first', () => {
    expect(nextSync(syncStart, { kind: 'connected' }).effects).toEqual([{ kind: 'pull', cursor: null }])
  })

  it('applies an announcement that begins where it stands', () => {
    const step = nextSync(live(4), { kind: 'announced', announcement: announcement(4, 6) })
    expect(step.state).toEqual(live(6))
    expect(step.effects).toEqual([{ kind: 'apply', events: [event(5), event(6)] }])
  })

  it('ignores an announcement it has already applied', () => {
    expect(nextSync(live(6), { kind: 'announced', announcement: announcement(4, 6) })).toEqual({
      state: live(6),
      effects: [],
    })
  })

  it('pulls over a gap instead of applying what is beyond it', () => {
    const step = nextSync(live(4), { kind: 'announced', announcement: announcement(5, 6) })
    expect(step.effects).toEqual([{ kind: 'pull', cursor: '4' }])
  })

  it('forgets everything when its cursor is not known any more', () => {
    const pulling = nextSync(live(4), { kind: 'connected' }).state
    const step = nextSync(pulling, { kind: 'pulled', page: page(90, [], true) })
    expect(step.effects).toEqual([{ kind: 'reset' }, { kind: 'caught_up' }])
    expect(step.state).toEqual(live(90))
  })

  it('pulls on after a full page', () => {
    const pulling = nextSync(live(0), { kind: 'connected' }).state
    const events = Array.from({ length: pullLimit }, (_, index) => event(index + 1))
    const step = nextSync(pulling, { kind: 'pulled', page: page(pullLimit, events) })
    expect(step.effects.at(-1)).toEqual({ kind: 'pull', cursor: String(pullLimit) })
  })

  it('applies announcements that came during a pull and follow its page', () => {
    let { state } = nextSync(live(0), { kind: 'connected' })
    ;({ state } = nextSync(state, { kind: 'announced', announcement: announcement(2, 3) }))
    const step = nextSync(state, { kind: 'pulled', page: page(2, [event(1), event(2)]) })
    expect(step.state).toEqual(live(3))
    expect(step.effects.map(effect => effect.kind)).toEqual(['apply', 'apply', 'caught_up'])
  })

  it('pulls once more when an announcement during a pull fits nowhere', () => {
    let { state } = nextSync(live(0), { kind: 'connected' })
    ;({ state } = nextSync(state, { kind: 'announced', announcement: announcement(5, 6) }))
    const step = nextSync(state, { kind: 'pulled', page: page(2, [event(1), event(2)]) })
    expect(step.effects.at(-1)).toEqual({ kind: 'pull', cursor: '2' })
  })
})

/** A server with a log and entities, and a console that copies an entity whenever an event names it. */
function world() {
  const log: SyncEvent[] = []
  const truth = new Map<string, number>()
  const copy = new Map<string, number>()
  const clock = handClock()
  const pulls: (() => void)[] = []
  let failing = false
  let oldest = 0

  const engine = createSyncEngine({
    pull: (cursor, limit) => {
      // The page is read when the request is answered, which may be much later than it was asked.
      const { promise, resolve, reject } = Promise.withResolvers<SyncPage>()
      pulls.push(() => {
        if (failing) return reject(new Error('gone'))
        const from = cursor === null ? log.length : Number(cursor)
        if (from < oldest) return resolve({ events: [], cursor: String(log.length), reset: true })
        const events = log.slice(from, from + limit)
        resolve({ events, cursor: String(from + events.length), reset: false })
      })
      return promise
    },
    apply: events => {
      for (const { entityId } of events) copy.set(entityId, truth.get(entityId) ?? 0)
    },
    reset: () => {
      copy.clear()
      for (const [id, version] of truth) copy.set(id, version)
    },
    caughtUp: () => undefined,
    failed: () => undefined,
    schedule: clock.schedule,
  })

  return {
    engine,
    truth,
    copy,
    clock,
    write(entityId: string): SyncAnnouncement {
      truth.set(entityId, (truth.get(entityId) ?? 0) + 1)
      log.push(event(log.length + 1, entityId))
      return { from: String(log.length - 1), to: String(log.length), events: log.slice(-1) }
    },
    merge: (a: SyncAnnouncement, b: SyncAnnouncement): SyncAnnouncement => ({
      from: a.from,
      to: b.to,
      events: [...a.events, ...b.events],
    }),
    trim() {
      oldest = log.length
    },
    fail(on: boolean) {
      failing = on
    },
    async answer() {
      const waiting = pulls.splice(0)
      for (const reply of waiting) reply()
      await new Promise<void>(resolve => queueMicrotask(() => queueMicrotask(() => queueMicrotask(resolve))))
      return waiting.length
    },
  }
}

type Fate = 'deliver' | 'lose' | 'twice' | 'late' | 'merge' | 'disconnect' | 'answer' | 'outage' | 'trim'

describe('a console that misses announcements', () => {
  it('ends in the same state as one that missed none, whatever is split, lost, doubled or late', async () => {
    const fates: Fate[] = [
      'deliver',
      'lose',
      'twice',
      'late',
      'merge',
      'disconnect',
      'answer',
      'outage',
      'trim',
    ]
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom(...fates)), { maxLength: 40 }),
        async steps => {
          const server = world()
          server.engine.connected()
          await server.answer()
          const late: SyncAnnouncement[] = []
          let held: SyncAnnouncement | null = null
          for (const [entity, fate] of steps) {
            const news = server.write(entity)
            const whole: SyncAnnouncement = held === null ? news : server.merge(held, news)
            held = null
            if (fate === 'deliver') server.engine.announced(whole)
            if (fate === 'merge') held = whole
            if (fate === 'late') late.push(whole)
            if (fate === 'twice') {
              server.engine.announced(whole)
              server.engine.announced(whole)
            }
            if (fate === 'disconnect') server.engine.connected()
            if (fate === 'answer') await server.answer()
            if (fate === 'trim') server.trim()
            if (fate === 'outage') {
              server.fail(true)
              await server.answer()
              server.fail(false)
              server.clock.pass(20_000)
            }
            if (late.length > 2) server.engine.announced(late.shift() as SyncAnnouncement)
          }
          for (const old of late) server.engine.announced(old)
          // What a real socket does after any break in the line.
          server.engine.connected()
          while ((await server.answer()) > 0) server.clock.pass(20_000)
          expect(server.copy).toEqual(server.truth)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('keeps trying after a failed pull, each time later, and stops when told to', async () => {
    const server = world()
    server.fail(true)
    server.engine.connected()
    await server.answer()
    server.clock.pass(499)
    expect(await server.answer()).toBe(0)
    server.clock.pass(1)
    expect(await server.answer()).toBe(1)
    server.clock.pass(999)
    expect(await server.answer()).toBe(0)
    server.engine.stop()
    server.clock.pass(60_000)
    expect(await server.answer()).toBe(0)
  })
})
