import { may, permissions, type Role } from '@countersign/shared/identity/role.policy'
import { createMemoryHistory } from '@tanstack/react-router'
import { act, cleanup, render, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { mara } from '../testing/detail.fixture.ts'
import { testConsole, testI18n } from '../testing/test-console.tsx'
import { App } from './app.tsx'
import { createConsoleRouter } from './router.tsx'

afterEach(cleanup)

function memberOf(role: Role) {
  return { ...mara, role, permissions: permissions.filter(permission => may(role, permission)) }
}

function open(role: Role, address = '/inbox') {
  window.scrollTo = () => undefined
  const world = testConsole({
    'platform.me': () => ({ level: null }),
    'notification.list': () => ({ items: [], unread: 0 }),
    'sync.pull': () => ({ events: [], cursor: '0.0', reset: false }),
    'conversation.counts': () => ({ all: 0, approval: 0, escalated: 0, mine: 0, unassigned: 0 }),
    'conversation.list': () => ({ items: [], nextCursor: null }),
    'escalation.list': () => ({ items: [] }),
    'team.list': () => ({ members: [] }),
  })
  const become = (next: Role) =>
    world.console.session.store.setState(
      { phase: 'signed_in', member: memberOf(next), accessToken: 'token-1' },
      true,
    )
  become(role)
  const router = createConsoleRouter(createMemoryHistory({ initialEntries: [address] }), '/')
  render(<App console={world.console} router={router} i18n={testI18n('en')} />)
  return { world, become }
}

const places = async () =>
  within(await screen.findByRole('navigation', { name: 'Main' }))
    .getAllByRole('link')
    .map(link => link.textContent)

describe('a guest', () => {
  it('is told so, is offered nothing that would be refused, and asks the server for none of it', async () => {
    const { world } = open('guest')
    expect(await screen.findByText(/^Your role here is: guest/i)).toBeTruthy()
    expect(await places()).toEqual(['Settings'])
    expect(() => world.socket()).toThrow('no socket is open')
    // What every member may ask, whatever their role.
    const anyones = ['auth.tenants', 'notification.list', 'platform.me']
    expect(world.calls.map(call => call.path).filter(path => !anyones.includes(path))).toEqual([])
  })

  it.each(['/knowledge', '/escalations'])('%s: is told that the screen is for others', async address => {
    open('guest', address)
    expect(await screen.findByText('This screen is for other roles')).toBeTruthy()
  })

  it('is live from the moment somebody makes them more than that', async () => {
    const { world, become } = open('guest')
    await screen.findByText(/^Your role here is: guest/i)
    act(() => become('viewer'))
    expect(await places()).toEqual(['Inbox', 'Approvals', 'Escalations', 'Knowledge', 'Settings'])
    expect(world.socket()).toBeTruthy()
    act(() => become('guest'))
    expect(() => world.socket()).toThrow('no socket is open')
  })
})
