import { describe, expect, it } from 'vitest'
import { openStore } from './storage.ts'
import { createMemoryStorage } from './testing/memory-storage.ts'

describe('storage', () => {
  it('keeps the values of two channels apart', () => {
    const storage = createMemoryStorage()
    const demo = openStore('demo', () => storage)
    const other = openStore('other', () => storage)
    demo.set('session', 'a')
    other.set('session', 'b')
    expect(demo.get('session')).toBe('a')
    expect(openStore('demo', () => storage).get('session')).toBe('a')
    expect(demo.names('ses')).toEqual(['session'])
  })

  it('works in memory where the browser refuses storage altogether', () => {
    const store = openStore('demo', () => {
      throw new DOMException('denied', 'SecurityError')
    })
    store.set('a.1', 'x')
    expect(store.get('a.1')).toBe('x')
    expect(store.names('a.')).toEqual(['a.1'])
    store.remove('a.1')
    expect(store.get('a.1')).toBeNull()
  })

  it('keeps in memory what does not fit, and prefers it to the older stored value', () => {
    const storage = createMemoryStorage()
    const store = openStore('demo', () => storage)
    store.set('draft', 'old')
    storage.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
    store.set('draft', 'new')
    expect(store.get('draft')).toBe('new')
    expect(store.names('')).toEqual(['draft'])
  })
})
