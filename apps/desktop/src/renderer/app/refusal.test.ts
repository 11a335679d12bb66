import { errorStatus } from '@countersign/shared/kernel/app-error'
import { describe, expect, it } from 'vitest'
import { TestRefusal, testConsole } from '../testing/test-console.tsx'
import { classifyRefusal, readDecidedBy, readRefusal } from './refusal.ts'

async function thrownBy(handler: () => never) {
  const { console } = testConsole({ 'conversation.counts': handler })
  return console.client.conversation.counts.query().then(
    () => null,
    (error: unknown) => error,
  )
}

describe('reading a refusal', () => {
  it('gives the code and the facts the server sent', async () => {
    const details = {
      by: { memberId: 'm', name: 'Jonas' },
      at: '2026-11-20T10:00:00.000Z',
      status: 'approved',
    }
    const error = await thrownBy(() => {
      throw new TestRefusal('suggestion.already_decided', details)
    })
    const refusal = readRefusal(error)
    expect(refusal.code).toBe('suggestion.already_decided')
    expect(readDecidedBy(refusal.details)).toEqual({
      memberId: 'm',
      name: 'Jonas',
      at: '2026-11-20T10:00:00.000Z',
      status: 'approved',
    })
  })

  it('calls no answer a network refusal', async () => {
    const error = await thrownBy(() => {
      throw new Error('cable')
    })
    expect(readRefusal(error).code).toBe('network')
    expect(readRefusal(new Error('anything else')).code).toBe('network')
  })

  it('says who decided even when the server did not', () => {
    expect(readDecidedBy({})).toEqual({ memberId: null, name: null, at: null, status: null })
  })

  it('retries only what may still succeed', () => {
    expect(classifyRefusal('network')).toBe('offline')
    expect(classifyRefusal('server.unavailable')).toBe('busy')
    expect(classifyRefusal('auth.expired')).toBe('signed_out')
    for (const code of ['suggestion.stale', 'suggestion.already_decided', 'auth.forbidden'] as const) {
      expect(classifyRefusal(code)).toBe('final')
    }
    for (const code of Object.keys(errorStatus)) expect(classifyRefusal(code as never)).toBeTypeOf('string')
  })
})
