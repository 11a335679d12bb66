import { describe, expect, it } from 'vitest'
import { assertNever } from './assert-never.ts'
import { ok, refused } from './result.ts'

describe('results', () => {
  it('are a value or a named refusal, with details only where there are some', () => {
    expect(ok(1)).toEqual({ ok: true, value: 1 })
    expect(refused('auth.invalid')).toStrictEqual({ ok: false, code: 'auth.invalid' })
    expect(refused('suggestion.stale', { version: 2 })).toStrictEqual({
      ok: false,
      code: 'suggestion.stale',
      details: { version: 2 },
    })
  })
})

describe('assertNever', () => {
  it('throws when a value gets past the types', () => {
    expect(() => assertNever('new' as never)).toThrow('Unreachable case: "new"')
  })
})
