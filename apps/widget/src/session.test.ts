import { describe, expect, it } from 'vitest'
import { findSession, newSecret, startSession } from './session.ts'
import { openStore } from './storage.ts'
import { createMemoryStorage } from './testing/memory-storage.ts'

const bytes = (length: number) => Uint8Array.from({ length }, (_, index) => index * 17)

describe('session', () => {
  it('is 128 bits as 32 hex digits, leading zeros kept', () => {
    expect(newSecret(bytes)).toBe('00112233445566778899aabbccddeeff')
  })

  it('does not exist before it is started, and stays the same afterwards', () => {
    const storage = createMemoryStorage()
    const store = openStore('demo', () => storage)
    expect(findSession(store)).toBeNull()
    const started = startSession(store, bytes)
    expect(startSession(store, () => new Uint8Array(16))).toBe(started)
    expect(findSession(openStore('demo', () => storage))).toBe(started)
  })

  it('replaces a stored value that is not one of ours', () => {
    const storage = createMemoryStorage()
    const store = openStore('demo', () => storage)
    store.set('session', 'admin')
    expect(startSession(store, bytes)).toMatch(/^[0-9a-f]{32}$/)
  })
})
