import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cosine } from './cosine.ts'
import { embedOffline, offlineEmbedDimensions } from './embed-offline.ts'

const alike = (left: string, right: string): number => cosine(embedOffline(left), embedOffline(right))

describe('embedOffline', () => {
  it('is of one length and one norm for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), text => {
        const vector = embedOffline(text)
        expect(vector).toHaveLength(offlineEmbedDimensions)
        expect(Math.hypot(...vector)).toBeCloseTo(1, 9)
      }),
    )
  })

  it('gives the same vector every time', () => {
    expect(embedOffline('How long is shipping?')).toEqual(embedOffline('How long is shipping?'))
  })

  // Stored vectors must stay comparable: if this changes, the model's name has to change as well.
  it('keeps the recipe its name stands for', () => {
    const vector = embedOffline('return policy')
    const print = vector.flatMap((value, at) => (value === 0 ? [] : [`${at}:${value.toFixed(4)}`])).join(' ')
    expect(print).toMatchInlineSnapshot(
      `"52:-0.1411 61:-0.1411 73:-0.1411 88:0.1411 106:0.5644 117:-0.1411 123:0.1411 132:0.1411 144:0.1411 148:0.1411 149:-0.1411 173:-0.4704 181:0.1411 219:-0.4704 245:-0.1411"`,
    )
  })

  it('puts what means the same nearer than what does not', () => {
    expect(alike('refund for a broken laptop', 'get money back, notebook is defective')).toBeGreaterThan(
      alike('refund for a broken laptop', 'opening hours on Sunday'),
    )
    expect(alike('How much is shipping?', 'Сколько стоит доставка?')).toBeGreaterThan(
      alike('How much is shipping?', 'Какой пароль от кабинета?'),
    )
  })
})

describe('cosine', () => {
  it('refuses vectors of different length', () => {
    expect(() => cosine([1], [1, 0])).toThrow(/cannot be compared/)
  })

  it('is 0 against nothing', () => {
    expect(cosine([0, 0], [1, 0])).toBe(0)
  })
})
