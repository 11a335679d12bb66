import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  chooseReceipts,
  countUnread,
  lastReplySeq,
  lastSeq,
  mergePage,
  type ThreadMessage,
} from './thread.ts'

const message = (seq: number): ThreadMessage => ({
  id: `id${seq}`,
  fromCustomer: seq % 2 === 1,
  text: `text ${seq}`,
  sentAt: seq * 1_000,
  seq,
})

describe('thread', () => {
  it('is the same whatever the order, overlap and number of its pages', () => {
    const seqs = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1 })
    fc.assert(
      fc.property(seqs, fc.array(fc.array(fc.nat(39), { maxLength: 10 })), (all, pages) => {
        const known = all.map(message)
        const cut = pages.map(page => page.flatMap(index => known[index] ?? []))
        const merged = [...cut, known, ...cut].reduce(mergePage, [] as readonly ThreadMessage[])
        expect(merged.map(item => item.seq)).toEqual([...all].sort((a, b) => a - b))
      }),
    )
  })

  it('puts a late message where it belongs', () => {
    const thread = mergePage(mergePage([], [message(1), message(3)]), [message(2)])
    expect(thread.map(item => item.seq)).toEqual([1, 2, 3])
    expect(lastSeq(thread)).toBe(3)
    expect(lastReplySeq(thread)).toBe(2)
  })

  it('counts the shop’s messages after the last one read', () => {
    const thread = mergePage([], [1, 2, 3, 4, 6].map(message))
    expect(countUnread(thread, 2)).toBe(2)
    expect(countUnread(thread, 6)).toBe(0)
    expect(lastSeq([])).toBe(0)
  })

  it('says only what is new about receipts', () => {
    expect(chooseReceipts({ delivered: 0, read: 0 }, { delivered: 4, read: 2 })).toEqual([
      { seq: 4, status: 'delivered' },
      { seq: 2, status: 'read' },
    ])
    expect(chooseReceipts({ delivered: 4, read: 2 }, { delivered: 4, read: 4 })).toEqual([
      { seq: 4, status: 'read' },
    ])
    expect(chooseReceipts({ delivered: 4, read: 4 }, { delivered: 2, read: 1 })).toEqual([])
  })
})
