import { describe, expect, it } from 'vitest'
import { apiKeyCreateInput } from './api-key.contract.ts'
import { publicConversationsQuery, publicSearchQuery } from './public-api.contract.ts'

describe('a new key', () => {
  it.each<[Record<string, unknown>, boolean]>([
    [{ name: 'CRM', scopes: ['conversation.read'] }, true],
    [{ name: 'CRM', scopes: ['conversation.read'], expiresAt: '2030-01-01T00:00:00Z' }, true],
    [{ name: 'CRM', scopes: ['conversation.read'], expiresAt: null }, true],
    [{ name: 'CRM', scopes: [] }, false],
    [{ name: 'CRM', scopes: ['everything'] }, false],
    [{ name: ' ', scopes: ['conversation.read'] }, false],
    [{ name: 'CRM', scopes: ['conversation.read'], expiresAt: 'tomorrow' }, false],
  ])('%j: %s', (input, fits) => {
    expect(apiKeyCreateInput.safeParse(input).success).toBe(fits)
  })

  it('has each scope once', () => {
    const scopes = ['knowledge.read', 'conversation.read', 'knowledge.read']
    expect(apiKeyCreateInput.parse({ name: 'CRM', scopes }).scopes).toEqual([
      'conversation.read',
      'knowledge.read',
    ])
  })
})

describe('what an address asks', () => {
  it.each<[Record<string, unknown>, boolean]>([
    [{}, true],
    [{ limit: '200', view: 'approval', status: 'active' }, true],
    [{ limit: '201' }, false],
    [{ limit: '0' }, false],
    [{ limit: '1e2' }, false],
    [{ view: 'mine' }, false],
    [{ limit: ['1', '2'] }, false],
  ])('conversations %j: %s', (query, fits) => {
    expect(publicConversationsQuery.safeParse(query).success).toBe(fits)
  })

  it.each<[Record<string, unknown>, boolean]>([
    [{ text: 'returns' }, true],
    [{ text: ' ' }, false],
    [{}, false],
    [{ text: 'a\u0000b' }, false],
  ])('knowledge %j: %s', (query, fits) => {
    expect(publicSearchQuery.safeParse(query).success).toBe(fits)
  })
})
