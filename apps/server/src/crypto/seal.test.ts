import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeKeys, open, SealError, seal, sealedWith } from './seal.ts'

const keys = makeKeys('a secret of thirty-two characters or more')
const others = makeKeys('another secret of thirty-two characters')

describe('sealing', () => {
  it('gives back what was sealed, with the right key in the right place', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (plaintext, aad) => {
        const sealed = seal(keys.for('mail'), plaintext, aad)
        expect(open(keys.for('mail'), sealed, aad)).toEqual(Buffer.from(plaintext))
      }),
      { numRuns: 50 },
    )
  })

  it('never writes the same bytes twice, and never the text itself', () => {
    const [one, two] = [1, 2].map(() => Buffer.from(seal(keys.for('mail'), 'the code is 123456', 'x')))
    expect(one).not.toEqual(two)
    expect(one?.includes('123456')).toBe(false)
  })

  it('opens with the one key of several that sealed it', () => {
    const sealed = seal(keys.for('vault'), 'x', 'row')
    expect(sealedWith(sealed)).toBe(keys.for('vault').id)
    expect(open([others.for('vault'), keys.for('vault')], sealed, 'row').toString()).toBe('x')
  })

  it.each<[string, () => unknown]>([
    ['with another purpose', () => open(keys.for('vault'), seal(keys.for('mail'), 'x', 'row'), 'row')],
    ['in another installation', () => open(others.for('mail'), seal(keys.for('mail'), 'x', 'row'), 'row')],
    ['in another row', () => open(keys.for('mail'), seal(keys.for('mail'), 'x', 'row'), 'row 2')],
    ['when there is nothing to open', () => open(keys.for('mail'), new Uint8Array(), 'row')],
    [
      'when it is cut short',
      () => open(keys.for('mail'), seal(keys.for('mail'), 'x', 'row').slice(0, -1), 'row'),
    ],
  ])('does not open %s', (_, attempt) => {
    expect(attempt).toThrow(SealError)
  })

  it('does not open with any bit changed', () => {
    const sealed = seal(keys.for('mail'), 'x', 'row')
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = sealed.slice()
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(() => open(keys.for('mail'), changed, 'row')).toThrow(SealError)
    }
  })
})
