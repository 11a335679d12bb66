import { describe, expect, it } from 'vitest'
import {
  addMessage,
  applyAnswer,
  chooseStep,
  confirmShown,
  discardFailed,
  loadOutbox,
  markSending,
  type Outbox,
  retryFailed,
  saveChanges,
  wakeQueued,
} from './outbox.ts'
import { openStore } from './storage.ts'
import { createMemoryStorage } from './testing/memory-storage.ts'

const now = 1_000_000
const two = addMessage(addMessage([], 'm1', 'first', now), 'm2', 'second', now)
const refused = { kind: 'refused', status: 400, code: 'input.invalid' } as const
const away = { kind: 'unavailable', reached: false } as const

const state = (outbox: Outbox, messageId: string) =>
  outbox.find(message => message.messageId === messageId)?.state

describe('outbox', () => {
  it('sends the oldest message and one at a time', () => {
    expect(chooseStep(two, now)).toMatchObject({ kind: 'send', message: { messageId: 'm1' } })
    expect(chooseStep(markSending(two, 'm1'), now)).toEqual({ kind: 'idle' })
  })

  it('keeps the order written also when two are written in the same millisecond', () => {
    expect(two.map(message => message.writtenAt)).toEqual([now, now + 1])
  })

  it('waits for the repeat of the first before the second is sent', () => {
    const waiting = applyAnswer(markSending(two, 'm1'), 'm1', away, now, 1)
    expect(chooseStep(waiting, now)).toEqual({ kind: 'wait', ms: 1_000 })
    expect(chooseStep(waiting, now + 1_000)).toMatchObject({ kind: 'send', message: { messageId: 'm1' } })
    expect(chooseStep(wakeQueued(waiting), now)).toMatchObject({ kind: 'send', message: { messageId: 'm1' } })
  })

  it('waits longer after each failure, and at least as long as the server asks', () => {
    let outbox = two
    const waits = []
    for (let attempt = 0; attempt < 4; attempt++) {
      outbox = applyAnswer(markSending(outbox, 'm1'), 'm1', away, now, 1)
      const step = chooseStep(outbox, now)
      waits.push(step.kind === 'wait' ? step.ms : step.kind)
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000])
    const asked = applyAnswer(markSending(two, 'm1'), 'm1', { ...away, retryAfterMs: 45_000 }, now, 1)
    expect(chooseStep(asked, now)).toEqual({ kind: 'wait', ms: 45_000 })
  })

  it('lets the next one go when one is refused, and says why in its own words', () => {
    const outbox = applyAnswer(markSending(two, 'm1'), 'm1', refused, now, 0)
    expect(state(outbox, 'm1')).toEqual({ kind: 'failed', refusal: 'unreadable' })
    expect(chooseStep(outbox, now)).toMatchObject({ kind: 'send', message: { messageId: 'm2' } })
    const named = (status: number, code = '') =>
      state(applyAnswer(markSending(two, 'm1'), 'm1', { kind: 'refused', status, code }, now, 0), 'm1')
    expect(named(413)).toEqual({ kind: 'failed', refusal: 'too_long' })
    expect(named(404)).toEqual({ kind: 'failed', refusal: 'closed' })
    expect(named(429, 'channel.session_full')).toEqual({ kind: 'failed', refusal: 'full' })
    expect(named(409)).toEqual({ kind: 'failed', refusal: 'refused' })
  })

  it('repeats a failed one at the end of the queue under the same id', () => {
    const failed = applyAnswer(markSending(two, 'm1'), 'm1', refused, now, 0)
    const again = retryFailed(failed, 'm1', now)
    expect(again.map(message => message.messageId)).toEqual(['m2', 'm1'])
    expect(state(again, 'm1')).toEqual({ kind: 'queued', notBefore: 0 })
  })

  it('throws away and repeats only what has failed', () => {
    const failed = applyAnswer(markSending(two, 'm1'), 'm1', refused, now, 0)
    expect(discardFailed(failed, 'm1').map(message => message.messageId)).toEqual(['m2'])
    expect(discardFailed(two, 'm1')).toEqual(two)
    expect(retryFailed(two, 'm1', now)).toBe(two)
  })

  it('counts a message as sent once the thread shows it, whatever happened to the answer', () => {
    const lost = applyAnswer(markSending(two, 'm1'), 'm1', away, now, 0)
    expect(confirmShown(lost, new Set(['m1'])).map(message => message.messageId)).toEqual(['m2'])
    expect(confirmShown(two, new Set(['other']))).toBe(two)
  })

  it('ignores an answer to a message that is not being sent', () => {
    expect(applyAnswer(two, 'm1', refused, now, 0)).toEqual(two)
  })
})

describe('stored outbox', () => {
  const storage = createMemoryStorage()
  const store = openStore('demo', () => storage)

  it('brings back what was not accepted, in order, a message being sent included', () => {
    storage.clear()
    saveChanges(store, [], two)
    saveChanges(store, two, markSending(two, 'm1'))
    const loaded = loadOutbox(store)
    expect(loaded.map(({ messageId, text, state }) => [messageId, text, state.kind])).toEqual([
      ['m1', 'first', 'queued'],
      ['m2', 'second', 'queued'],
    ])
  })

  it('forgets what was accepted, and remembers that one was refused', () => {
    storage.clear()
    saveChanges(store, [], two)
    const sending = markSending(two, 'm1')
    const accepted = applyAnswer(sending, 'm1', { kind: 'accepted', duplicate: false }, now, 0)
    const failed = applyAnswer(markSending(accepted, 'm2'), 'm2', refused, now, 0)
    saveChanges(store, two, accepted)
    saveChanges(store, accepted, failed)
    expect(loadOutbox(store)).toMatchObject([
      { messageId: 'm2', state: { kind: 'failed', refusal: 'unreadable' } },
    ])
  })

  it('leaves the messages of another tab alone', () => {
    storage.clear()
    const mine = addMessage([], 'mine', 'a', now)
    saveChanges(store, [], addMessage([], 'theirs', 'b', now + 5))
    saveChanges(store, [], mine)
    saveChanges(store, mine, [])
    expect(loadOutbox(store).map(message => message.messageId)).toEqual(['theirs'])
  })

  it('drops entries that cannot be read', () => {
    storage.clear()
    store.set('outbox.bad', '{')
    store.set('outbox.odd', '{"text":5}')
    expect(loadOutbox(store)).toEqual([])
    expect(store.names('outbox.')).toEqual([])
  })
})
