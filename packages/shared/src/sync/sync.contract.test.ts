import { describe, expect, it } from 'vitest'
import { syncAnnouncement, syncEventTypes, syncPullInput } from './sync.contract.ts'

describe('sync inputs', () => {
  it.each([
    [{ cursor: null }, true],
    [{ cursor: '' }, true],
    [{ cursor: '12.34', limit: 1000 }, true],
    [{ cursor: 'x'.repeat(65) }, false],
    [{ cursor: '1.1', limit: 0 }, false],
    [{ cursor: '1.1', limit: 1001 }, false],
    [{}, true],
    [undefined, false],
  ])('pull %j: %s', (input, fits) => {
    expect(syncPullInput.safeParse(input).success).toBe(fits)
  })
})

describe('an announcement', () => {
  it('points at what changed and carries nothing of it', () => {
    const event = {
      cursor: '1.2',
      type: 'message.created',
      entityId: '019a0000-0000-7000-8000-000000000000',
      conversationId: null,
      at: '2026-01-01T00:00:00.000Z',
    }
    const parsed = syncAnnouncement.parse({ from: '1.1', to: '1.2', events: [{ ...event, text: 'secret' }] })
    expect(parsed.events).toEqual([event])
  })

  it('names a thing and what happened to it', () => {
    for (const type of syncEventTypes) {
      expect(type).toMatch(/^([a-z]+[.](created|updated)|access[.]ended)$/)
    }
  })
})
