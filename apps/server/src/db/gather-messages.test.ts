import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeMessageGatherer } from './gather-messages.ts'

const start = Buffer.from([0, 0, 0, 9, 0, 3, 0, 0, 0])
const encrypt = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])
const message = (type: string, body: Uint8Array) => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(type), length, body])
}
const query = message('Q', Buffer.from('select 1\0'))

describe('gathering messages', () => {
  it('hands on every byte in order, and only where a message ends', () => {
    const bodies = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 })
    const cuts = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(bodies, cuts, fc.boolean(), (all, sizes, encrypted) => {
        const messages = [...(encrypted ? [encrypt] : []), start, ...all.map(body => message('B', body))]
        const ends = new Set<number>()
        for (let at = 0; at < messages.length; at += 1)
          ends.add(Buffer.concat(messages.slice(0, at + 1)).length)
        const sent = Buffer.concat(messages)
        const gather = makeMessageGatherer()
        const got: Buffer[] = []
        for (let at = 0, turn = 0; at < sent.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1
          const whole = gather(Buffer.from(sent.subarray(at, at + size)))
          at += size
          if (whole === null) continue
          got.push(whole)
          expect(ends).toContain(Buffer.concat(got).length)
        }
        expect(Buffer.concat(got)).toEqual(sent)
      }),
    )
  })

  it('waits for the end of a long message, and hands on at once what is whole', () => {
    const gather = makeMessageGatherer()
    expect(gather(start)).toEqual(start)
    const long = message('B', new Uint8Array(1_000_000))
    for (let at = 0; at + 65_536 < long.length; at += 65_536)
      expect(gather(long.subarray(at, at + 65_536))).toBeNull()
    const last = Buffer.concat([long.subarray(long.length - (long.length % 65_536)), query])
    expect(gather(last)?.equals(Buffer.concat([long, query]))).toBe(true)
    expect(gather(query)).toEqual(query)
  })
})
