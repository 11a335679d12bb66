import type { SessionView } from '@countersign/shared/identity/session.contract'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { renderWith, TestRefusal, testConsole } from '../../testing/test-console.tsx'
import { DevicesPanel } from './devices-panel.tsx'

afterEach(cleanup)

const hour = 3_600_000

const session = (n: number, device: string | null, current = false): SessionView => ({
  id: `019a0000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  device,
  address: '203.0.113.7',
  method: 'password',
  tenantName: 'Volt & Wire',
  createdAt: '2026-11-20T09:00:00.000Z',
  lastUsedAt: '2026-11-20T10:00:00.000Z',
  expiresAt: '2026-12-20T10:00:00.000Z',
  current,
})
const sessions = [session(1, 'Firefox on Linux', true), session(2, 'Safari on macOS'), session(3, null)]

function show(revoke: () => unknown) {
  const world = testConsole({ 'session.list': () => ({ sessions }), 'session.revoke': revoke })
  renderWith(world, <DevicesPanel />)
  return { sent: () => world.calls.filter(c => c.path === 'session.revoke').map(c => c.input) }
}

describe('the devices', () => {
  it.each([
    [30_000, /^used just now$/],
    [3.5 * hour, /^used 3h ago$/],
    [20 * 24 * hour, /^last used [A-Z][a-z]{2} \d+$/],
  ])('were last used %d ms ago: %s', async (ms, words) => {
    const there = { ...session(2, 'Safari on macOS'), lastUsedAt: new Date(Date.now() - ms).toISOString() }
    renderWith(testConsole({ 'session.list': () => ({ sessions: [there] }) }), <DevicesPanel />)
    expect(await screen.findByText(words)).toBeTruthy()
  })

  it('name this one, and offer to sign out every other', async () => {
    show(() => ({ done: true }))
    const rows = await screen.findAllByRole('listitem')
    expect(rows.map(row => within(row).queryByRole('button')?.getAttribute('aria-label') ?? null)).toEqual([
      null,
      'Sign out Safari on macOS',
      'Sign out Unknown device',
    ])
    expect(within(rows[0] as HTMLElement).getByText('This device')).toBeTruthy()
  })

  it('lose a row at once, and get it back when it could not be signed out', async () => {
    const answer = Promise.withResolvers<never>()
    const { sent } = show(() => answer.promise)
    await userEvent.click(await screen.findByRole('button', { name: 'Sign out Safari on macOS' }))
    await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(2))
    expect(sent()).toEqual([{ id: sessions[1]?.id }])
    answer.reject(new TestRefusal('session.not_found'))
    await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(3))
    expect((await screen.findAllByText('Not signed out')).length).toBeGreaterThan(0)
  })
})
