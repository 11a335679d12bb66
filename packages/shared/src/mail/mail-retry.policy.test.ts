import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mailPatienceMs, nextMailAttempt } from './mail-retry.policy.ts'

const noon = new Date('2026-05-04T12:00:00.000Z')
const secondsTo = (attempt: number, random = 0.5) =>
  ((nextMailAttempt(noon, attempt, noon, random)?.getTime() ?? 0) - noon.getTime()) / 1000

describe('when a mail is tried again', () => {
  it('is later each time, up to an hour', () => {
    expect([1, 2, 3, 8, 9, 50].map(attempt => secondsTo(attempt))).toEqual([15, 30, 60, 1920, 3600, 3600])
  })

  it('differs a little, so that many mails do not come back together', () => {
    expect([secondsTo(1, 0), secondsTo(1, 1)]).toEqual([12, 18])
  })

  it('never is, once the mail is a day old', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.nat(2 * mailPatienceMs),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempt, age, random) => {
          const now = new Date(noon.getTime() + age)
          const at = nextMailAttempt(noon, attempt, now, random)
          if (at === null) expect(age).toBeGreaterThan(mailPatienceMs - 1.2 * 3600_000)
          else {
            expect(at.getTime()).toBeGreaterThan(now.getTime())
            expect(at.getTime() - noon.getTime()).toBeLessThanOrEqual(mailPatienceMs)
          }
        },
      ),
    )
  })
})
