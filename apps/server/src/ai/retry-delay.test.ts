import { describe, expect, it } from 'vitest'
import { retryDelayMs } from './retry-delay.ts'

const now = new Date('2026-11-16T10:00:00Z')
const asks = (name: string, value: string) => ({ get: (wanted: string) => (wanted === name ? value : null) })

describe('retryDelayMs', () => {
  it.each([
    ['retry-after-ms', '250', 250],
    ['retry-after', '3', 3000],
    ['retry-after', 'Mon, 16 Nov 2026 10:00:05 GMT', 5000],
    ['retry-after', 'Mon, 16 Nov 2026 09:00:00 GMT', 0],
  ])('obeys %s: %s', (name, value, ms) => {
    expect(retryDelayMs({ attempt: 1, headers: asks(name, value), now, random: 0 })).toBe(ms)
    expect(retryDelayMs({ attempt: 1, headers: asks(name, value), now, random: 1 })).toBeGreaterThan(ms)
  })

  it('grows, with full jitter, up to a cap', () => {
    const wait = (attempt: number, random: number) => retryDelayMs({ attempt, headers: null, now, random })
    expect(wait(1, 0)).toBe(0)
    expect([wait(1, 1), wait(2, 1), wait(3, 1), wait(20, 1)]).toEqual([400, 800, 1600, 8000])
  })

  it('does not trust a wish it cannot read', () => {
    expect(retryDelayMs({ attempt: 1, headers: asks('retry-after', 'soon'), now, random: 1 })).toBe(400)
  })
})
