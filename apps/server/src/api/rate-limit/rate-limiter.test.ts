import { describe, expect, it } from 'vitest'
import { makeLog } from '../../telemetry/log.ts'
import { countedAddress } from './counted-address.ts'
import { makeMemoryRateStore } from './memory.rate-store.ts'
import { makeRateLimiter, rateHeaders, rateRefusal } from './rate-limiter.ts'
import { rateLimits } from './rate-limits.policy.ts'
import type { RateStore } from './rate-store.port.ts'

const now = new Date('2026-05-04T12:00:00Z')
const options = { secret: 'a secret', clock: { now: () => now }, log: makeLog('fatal') }

describe('the limiter', () => {
  it('counts high volume here and the guarded rest where everyone counts', async () => {
    const asked: string[] = []
    const watch = (name: string): RateStore => {
      const store = makeMemoryRateStore()
      return {
        take(key, ...rest) {
          asked.push(`${name} ${key}`)
          return store.take(key, ...rest)
        },
      }
    }
    const limiter = makeRateLimiter({ ...options, here: watch('here'), everywhere: watch('everywhere') })
    await limiter.take('address', '192.0.2.1')
    await limiter.take('sign_in', '192.0.2.1')
    expect(asked[0]).toBe('here address:192.0.2.1')
    expect(asked[1]).toMatch(/^everywhere sign_in:[\w-]{22}$/)
  })

  it('goes on counting for itself while the shared counters are away', async () => {
    const away: RateStore = { take: () => Promise.reject(new Error('away')) }
    const limiter = makeRateLimiter({ ...options, here: makeMemoryRateStore(), everywhere: away })
    const { max } = rateLimits.sign_in
    for (let turn = 0; turn < max; turn += 1) expect((await limiter.take('sign_in', 'x')).allowed).toBe(true)
    expect(await limiter.take('sign_in', 'x')).toMatchObject({ allowed: false, remaining: 0 })
  })

  it('tells what is left, and when to come again', async () => {
    const store = makeMemoryRateStore()
    const limiter = makeRateLimiter({ ...options, here: store, everywhere: store })
    expect(rateHeaders(await limiter.take('api_key_guess', 'x'))).toEqual({
      'ratelimit-policy': '30;w=60',
      'ratelimit-limit': '30',
      'ratelimit-remaining': '29',
      'ratelimit-reset': '60',
    })
    for (let turn = 0; turn < 29; turn += 1) await limiter.take('api_key_guess', 'x')
    const refused = await limiter.take('api_key_guess', 'x')
    // Thirty of this minute slide out one every two seconds, from its end on.
    expect(rateHeaders(refused)).toMatchObject({ 'ratelimit-remaining': '0', 'retry-after': '62' })
    expect(rateRefusal(refused)).toMatchObject({ code: 'rate.limited', details: { retryAfterSeconds: 62 } })
  })
})

describe('an address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['not an address', 'not an address'],
  ])('%s is counted as %s', (ip, counted) => {
    expect(countedAddress(ip)).toBe(counted)
  })
})
