import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { renderAt, TestOutage, testConsole } from '../../testing/test-console.tsx'

afterEach(cleanup)

const id = (n: number) => `019a0000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
const told = [
  {
    id: id(1),
    at: '2026-11-20T10:00:00.000Z',
    read: false,
    kind: 'autonomy_closed',
    params: {
      intent: 'price',
      channelType: 'webchat',
      unchanged: 180,
      decisions: 200,
      lowerBound: 0.851,
      target: 0.95,
      why: 'drift',
    },
  },
  {
    id: id(2),
    at: '2026-11-19T10:00:00.000Z',
    read: true,
    kind: 'budget_warned',
    params: { spentMicros: 40_000_000, limitMicros: 50_000_000 },
  },
]

function open(markRead: () => unknown = () => ({ done: true })) {
  const world = testConsole({
    'notification.list': () => ({ items: told, unread: 1 }),
    'notification.markRead': markRead,
    'platform.me': () => ({ level: null }),
  })
  world.console.connection.setState({ phase: 'live', ready: true })
  const view = renderAt(world, '/knowledge')
  return {
    ...view,
    sent: () => world.calls.filter(call => call.path === 'notification.markRead').map(call => call.input),
  }
}

describe('the bell', () => {
  it('says how many are unread, and what happened with its numbers', async () => {
    open()
    await userEvent.click(await screen.findByRole('button', { name: 'Notifications 1 unread' }))
    await screen.findByText(
      /“Price” on Web chat drifted.*180 of 200 unchanged, at least 85.1% surely, 95% needed/,
    )
    screen.getByText('$40.00 of this month’s $50.00 for drafts are used')
  })

  it('leads to where something can be done, and has then been read', async () => {
    const { router, sent } = open()
    await userEvent.click(await screen.findByRole('button', { name: 'Notifications 1 unread' }))
    await userEvent.click(await screen.findByRole('link', { name: /drifted/ }))
    await waitFor(() => expect(router.state.location.pathname).toBe('/autonomy'))
    expect(sent()).toEqual([{ ids: [id(1)] }])
  })

  it('marks everything read at once, and takes it back when the server did not hear it', async () => {
    let heard = true
    open(() => {
      if (!heard) throw new TestOutage()
      return { done: true }
    })
    heard = false
    await userEvent.click(await screen.findByRole('button', { name: 'Notifications 1 unread' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Mark all as read' }))
    await screen.findByRole('button', { name: 'Mark all as read' })
  })
})
