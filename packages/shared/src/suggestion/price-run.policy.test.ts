import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { budgetState, findPrice, priceRun } from './price-run.policy.ts'

const prices = [
  { name: 'gpt-4o', inputMicros: 2_500_000, outputMicros: 10_000_000, perCallMicros: 0 },
  { name: 'gpt-4o-mini', inputMicros: 150_000, outputMicros: 600_000, perCallMicros: 0 },
  { name: 'by-call', inputMicros: 0, outputMicros: 0, perCallMicros: 500 },
]

describe('findPrice', () => {
  it.each([
    ['gpt-4o', 'gpt-4o'],
    ['gpt-4o-2024-08-06', 'gpt-4o'],
    ['gpt-4o-mini', 'gpt-4o-mini'],
    ['gpt-4o-mini-2024-07-18', 'gpt-4o-mini'],
    ['gpt-4ominous', undefined],
    ['unheard-of', undefined],
  ])('lists %s as %s', (model, listed) => {
    expect(findPrice(model, prices)?.name).toBe(listed)
  })
})

describe('priceRun', () => {
  it.each([
    [[], 0],
    [[{ model: 'gpt-4o-mini', tokensIn: 1_000_000, tokensOut: 0 }], 150_000],
    [[{ model: 'gpt-4o-mini', tokensIn: 2000, tokensOut: 300 }], 480],
    [[{ model: 'gpt-4o-mini', tokensIn: 1, tokensOut: 0 }], 1],
    [[{ model: 'by-call', tokensIn: 0, tokensOut: 0 }], 500],
    [[{ model: 'unheard-of', tokensIn: 0, tokensOut: 0 }], 0],
    [[{ model: 'unheard-of', tokensIn: 5, tokensOut: 0 }], null],
    [
      [
        { model: 'gpt-4o', tokensIn: 1000, tokensOut: 0 },
        { model: 'gpt-4o-mini', tokensIn: 1000, tokensOut: 0 },
      ],
      2650,
    ],
  ])('%j costs %s', (calls, micros) => {
    expect(priceRun(calls, prices)).toBe(micros)
  })

  it('costs no less when a call is added', () => {
    const call = fc.record({
      model: fc.constantFrom('gpt-4o', 'gpt-4o-mini', 'by-call'),
      tokensIn: fc.nat(1_000_000),
      tokensOut: fc.nat(1_000_000),
    })
    fc.assert(
      fc.property(fc.array(call), call, (calls, one) => {
        expect(priceRun([...calls, one], prices) ?? 0).toBeGreaterThanOrEqual(priceRun(calls, prices) ?? 0)
      }),
    )
  })
})

describe('budgetState', () => {
  it.each([
    [null, 10_000, 'free'],
    [1000, 0, 'free'],
    [1000, 799, 'free'],
    [1000, 800, 'warned'],
    [1000, 999, 'warned'],
    [1000, 1000, 'spent'],
    [0, 0, 'spent'],
  ] as const)('of %s with %d spent is %s', (limitMicros, spentMicros, state) => {
    expect(budgetState({ limitMicros, spentMicros, warnShare: 0.8 })).toBe(state)
  })
})
