import { describe, expect, it } from 'vitest'
import { confidenceBars } from './confidence-chart.tsx'
import { betweenDays, dayText, lastDays } from './period.ts'

describe('a period', () => {
  it('is whole days, today included, and the same until midnight', () => {
    const morning = lastDays(7, new Date(2026, 10, 20, 8, 15))
    expect(morning).toEqual(lastDays(7, new Date(2026, 10, 20, 23, 59)))
    expect(new Date(morning.from)).toEqual(new Date(2026, 10, 14))
    expect(new Date(morning.to)).toEqual(new Date(2026, 10, 21))
  })

  it('goes to the end of the last day', () => {
    const one = betweenDays('2026-11-20', '2026-11-20')
    expect(new Date(one?.from ?? 0)).toEqual(new Date(2026, 10, 20))
    expect(new Date(one?.to ?? 0)).toEqual(new Date(2026, 10, 21))
  })

  it('is none when its days are not in order or not days', () => {
    expect(betweenDays('2026-11-21', '2026-11-20')).toBeNull()
    expect(betweenDays('', '2026-11-20')).toBeNull()
  })

  it('writes a day as a date field reads it', () => {
    expect(dayText(new Date(2026, 0, 5))).toBe('2026-01-05')
  })
})

describe('drafts by confidence', () => {
  it('lie where they scored, by what people did with them', () => {
    const bars = confidenceBars([
      { step: 200, fixed: false, failedKeys: 0, outcome: 'approved', count: 2 },
      { step: 58, fixed: false, failedKeys: 0, outcome: 'rejected', count: 3 },
      { step: 58, fixed: false, failedKeys: 0, outcome: 'none', count: 4 },
      { step: 10, fixed: true, failedKeys: 0, outcome: 'escalated', count: 9 },
    ])
    expect(bars.at(-1)).toEqual({ good: 2, bad: 0, unjudged: 0 })
    expect(bars[14]).toEqual({ good: 0, bad: 3, unjudged: 4 })
    expect(bars.reduce((sum, bar) => sum + bar.good + bar.bad + bar.unjudged, 0)).toBe(9)
  })
})
