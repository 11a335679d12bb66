import { describe, expect, it } from 'vitest'
import { createCircuitBreaker } from './circuit-breaker.ts'

function open() {
  let now = 0
  const breaker = createCircuitBreaker({ clock: { now: () => new Date(now) }, threshold: 2, pauseMs: 100 })
  return {
    breaker,
    wait: (ms: number) => {
      now += ms
    },
  }
}

describe('circuit breaker', () => {
  it('opens after failures in a row only', () => {
    const { breaker } = open()
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    expect(breaker.allows()).toBe(true)
    breaker.failed()
    expect(breaker.allows()).toBe(false)
  })

  it('lets one call try after the pause and closes when it succeeds', () => {
    const { breaker, wait } = open()
    breaker.failed()
    breaker.failed()
    wait(100)
    expect(breaker.allows()).toBe(true)
    expect(breaker.allows()).toBe(false)
    breaker.succeeded()
    expect(breaker.allows()).toBe(true)
  })

  it('opens again when the try fails, and frees the try when it was cancelled', () => {
    const { breaker, wait } = open()
    breaker.failed()
    breaker.failed()
    wait(100)
    expect(breaker.allows()).toBe(true)
    breaker.released()
    expect(breaker.allows()).toBe(true)
    breaker.failed()
    expect(breaker.allows()).toBe(false)
  })
})
