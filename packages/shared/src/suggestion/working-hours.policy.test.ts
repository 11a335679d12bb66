import { describe, expect, it } from 'vitest'
import { isOutsideHours, nextOpening } from './working-hours.policy.ts'

const week = { days: [1, 2, 3, 4, 5], start: '09:00', end: '18:00' }
const night = { days: [5], start: '22:00', end: '02:00' }

describe('isOutsideHours', () => {
  it.each([
    // 2026-11-16 is a Monday; Berlin is UTC+1 in November.
    ['2026-11-16T07:59:00Z', 'Europe/Berlin', week, true],
    ['2026-11-16T08:00:00Z', 'Europe/Berlin', week, false],
    ['2026-11-16T16:59:00Z', 'Europe/Berlin', week, false],
    ['2026-11-16T17:00:00Z', 'Europe/Berlin', week, true],
    ['2026-11-15T10:00:00Z', 'Europe/Berlin', week, true],
    // Monday already in Tokyo while it is still Sunday in London.
    ['2026-11-16T00:30:00Z', 'Asia/Tokyo', week, false],
    ['2026-11-16T00:30:00Z', 'Europe/London', week, true],
    ['2026-11-20T23:00:00Z', 'UTC', night, false],
    ['2026-11-21T01:59:00Z', 'UTC', night, false],
    ['2026-11-21T02:00:00Z', 'UTC', night, true],
    ['2026-11-20T01:00:00Z', 'UTC', night, true],
  ])('%s in %s', (at, timezone, hours, outside) => {
    expect(isOutsideHours(new Date(at), timezone, hours)).toBe(outside)
  })

  it('is never outside when always open', () => {
    expect(isOutsideHours(new Date(0), 'UTC', null)).toBe(false)
  })
})

describe('nextOpening', () => {
  it.each([
    ['2026-11-16T07:10:30Z', 'Europe/Berlin', week, '2026-11-16T08:00:00Z'],
    ['2026-11-16T12:00:07Z', 'Europe/Berlin', week, '2026-11-16T12:00:07Z'],
    ['2026-11-20T17:30:00Z', 'Europe/Berlin', week, '2026-11-23T08:00:00Z'],
    // The clocks go back in the night of 25 October: nine o'clock comes an hour later.
    ['2026-10-24T20:00:00Z', 'Europe/Berlin', { ...week, days: [7] }, '2026-10-25T08:00:00Z'],
    ['2026-11-21T03:00:00Z', 'UTC', night, '2026-11-27T22:00:00Z'],
  ])('after %s in %s', (at, timezone, hours, opening) => {
    expect(nextOpening(new Date(at), timezone, hours)).toEqual(new Date(opening))
  })

  it('does not wait for a place that never opens', () => {
    const at = new Date('2026-11-16T07:00:00Z')
    expect(nextOpening(at, 'UTC', { days: [], start: '09:00', end: '18:00' })).toEqual(at)
  })
})
