import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSender, type Sender } from './sender.ts'
import { openStore } from './storage.ts'
import { createManualClock, settle } from './testing/manual-clock.ts'
import { createMemoryStorage } from './testing/memory-storage.ts'
import type { PostAnswer } from './transport.ts'

/** What can happen to one request. `lost` ones never come back although the page waits; the server has it or has not. */
type Fate = 'stored' | 'answer lost' | 'request lost' | 'overloaded' | 'limited' | 'refused'

/** The channel as its contract says: stores a message id once, and answers a repeat with `duplicate`. */
function createWorld() {
  const storage = createMemoryStorage()
  const clock = createManualClock()
  const stored: { messageId: string; text: string }[] = []
  const tries: { messageId: string; text: string }[] = []
  let waiting: { messageId: string; text: string; answer: (answer: PostAnswer) => void }[] = []
  let ids = 0
  let sender: Sender

  function openPage(): void {
    sender = createSender({
      store: openStore('demo', () => storage),
      clock,
      random: () => 0.5,
      newMessageId: () => `id${++ids}`,
      post: (messageId, text) => {
        tries.push({ messageId, text })
        return new Promise(answer => waiting.push({ messageId, text, answer }))
      },
      onChange() {},
      onAnswer() {},
    })
    sender.wake()
  }
  openPage()

  function store(messageId: string, text: string): boolean {
    const duplicate = stored.some(message => message.messageId === messageId)
    if (!duplicate) stored.push({ messageId, text })
    return duplicate
  }

  return {
    clock,
    stored,
    tries,
    sender: () => sender,
    isWaiting: () => waiting.length > 0,
    kept: () => openStore('demo', () => storage).names('outbox.').length,
    async decide(fate: Fate): Promise<void> {
      const request = waiting.shift()
      if (!request) return
      const { messageId, text, answer } = request
      switch (fate) {
        case 'stored':
          answer({ kind: 'accepted', duplicate: store(messageId, text) })
          break
        case 'answer lost':
          store(messageId, text)
          answer({ kind: 'unavailable', reached: false })
          break
        case 'request lost':
          answer({ kind: 'unavailable', reached: false })
          break
        case 'overloaded':
          answer({ kind: 'unavailable', reached: true })
          break
        case 'limited':
          answer({ kind: 'unavailable', reached: true, retryAfterMs: 20_000 })
          break
        case 'refused':
          answer({ kind: 'refused', status: 400, code: 'input.invalid' })
          break
      }
      await settle()
    },
    /** The page dies at this moment; requests under way reach the server or do not, and nobody hears the answer. */
    reload(arrives: boolean): void {
      sender.stop()
      for (const { messageId, text } of waiting) if (arrives) store(messageId, text)
      waiting = []
      openPage()
    },
    readThread(): void {
      sender.confirm(new Set(stored.map(message => message.messageId)))
    },
  }
}

describe('sender', () => {
  it('stores a message before it tries to send it', () => {
    const world = createWorld()
    world.sender().write('hello')
    expect(world.kept()).toBe(1)
    expect(world.tries).toEqual([{ messageId: 'id1', text: 'hello' }])
  })

  it('repeats by itself with the same id until it is accepted, then forgets it', async () => {
    const world = createWorld()
    world.sender().write('hello')
    await world.decide('answer lost')
    expect(world.tries).toHaveLength(1)
    await world.clock.advance(1_000)
    expect(world.tries.map(attempt => attempt.messageId)).toEqual(['id1', 'id1'])
    await world.decide('stored')
    expect(world.stored).toHaveLength(1)
    expect(world.kept()).toBe(0)
    expect(world.clock.pending()).toBe(0)
  })

  it('tries at once when woken, without waiting for the timer', async () => {
    const world = createWorld()
    world.sender().write('hello')
    await world.decide('limited')
    world.sender().wake()
    expect(world.tries).toHaveLength(2)
    expect(world.clock.pending()).toBe(0)
  })

  it('does not repeat a refused message until it is asked to', async () => {
    const world = createWorld()
    world.sender().write('hello')
    await world.decide('refused')
    await world.clock.advance(3_600_000)
    expect(world.tries).toHaveLength(1)
    world.sender().retry('id1')
    expect(world.tries).toHaveLength(2)
  })

  it('takes up after a reload what was left behind', async () => {
    const world = createWorld()
    world.sender().write('hello')
    world.reload(true)
    await world.decide('stored')
    expect(world.tries.map(attempt => attempt.messageId)).toEqual(['id1', 'id1'])
    expect(world.stored).toHaveLength(1)
    expect(world.kept()).toBe(0)
  })

  const fate = fc.constantFrom<Fate>(
    'stored',
    'answer lost',
    'request lost',
    'overloaded',
    'limited',
    'refused',
  )
  const event = fc.oneof(
    { weight: 3, arbitrary: fc.constant({ kind: 'write' as const }) },
    { weight: 6, arbitrary: fate.map(value => ({ kind: 'decide' as const, fate: value })) },
    { weight: 2, arbitrary: fc.boolean().map(arrives => ({ kind: 'reload' as const, arrives })) },
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 40_000 }).map(ms => ({ kind: 'pass' as const, ms })) },
    { weight: 1, arbitrary: fc.constant({ kind: 'read' as const }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'wake' as const }) },
  )

  it('sends each message under one id and the shop ends with it exactly once, whatever fails in between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 60 }), async events => {
        const world = createWorld()
        let written = 0
        let refusals = 0
        for (const step of events) {
          if (step.kind === 'write') world.sender().write(`text ${++written}`)
          else if (step.kind === 'decide') {
            if (step.fate === 'refused' && world.isWaiting()) refusals++
            await world.decide(step.fate)
          } else if (step.kind === 'reload') world.reload(step.arrives)
          else if (step.kind === 'pass') await world.clock.advance(step.ms)
          else if (step.kind === 'read') world.readThread()
          else world.sender().wake()
        }

        // From here on the network is well and the customer retries what was refused.
        for (let round = 0; round < 200; round++) {
          for (const { messageId, state } of world.sender().outbox()) {
            if (state.kind === 'failed') world.sender().retry(messageId)
          }
          await world.clock.advance(60_000)
          if (!world.isWaiting()) break
          await world.decide('stored')
        }
        world.readThread()

        const texts = Array.from({ length: written }, (_, index) => `text ${index + 1}`)
        expect(world.stored.map(message => message.text).sort()).toEqual([...texts].sort())
        expect(new Set(world.stored.map(message => message.messageId)).size).toBe(written)
        for (const text of texts) {
          const ids = world.tries.filter(attempt => attempt.text === text).map(attempt => attempt.messageId)
          expect(ids.length).toBeGreaterThanOrEqual(1)
          expect(new Set(ids).size).toBe(1)
        }
        // Only a refusal may change the order.
        if (refusals === 0) expect(world.stored.map(message => message.text)).toEqual(texts)
        expect(world.sender().outbox()).toEqual([])
        expect(world.kept()).toBe(0)
        expect(world.clock.pending()).toBe(0)
      }),
      { numRuns: 300 },
    )
  })
})
