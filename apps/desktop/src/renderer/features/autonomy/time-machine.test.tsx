import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { intentList, policy, replay } from '../../testing/policy.fixture.ts'
import { renderAt, TestRefusal, testConsole } from '../../testing/test-console.tsx'

afterEach(cleanup)

function open(update: (input: never) => unknown = () => policy) {
  const world = testConsole({
    'insight.autonomy': () => ({ items: [], window: 200, minDecisions: 30 }),
    'insight.replay': () => replay,
    'insight.cost': () => ({
      costMicros: 0,
      discardedMicros: 0,
      runs: 0,
      unpricedRuns: 0,
      approved: 0,
      edited: 0,
      autoSent: 0,
      perSentMicros: null,
    }),
    'insight.reliability': () => ({
      intent: null,
      fittedAt: null,
      samples: 0,
      ece: null,
      bins: [],
      intents: [],
    }),
    'insight.badReplies': () => ({ items: [] }),
    'intent.list': () => intentList,
    'policy.get': () => policy,
    'policy.update': update,
    'platform.me': () => ({ level: null }),
    'notification.list': () => ({ items: [], unread: 0 }),
  })
  world.console.connection.setState({ phase: 'live', ready: true })
  renderAt(world, '/autonomy')
  return world
}

const count = (row: string) => document.querySelector(`[data-count="${row}"]`)?.textContent
const asked = (world: ReturnType<typeof open>, path: string) => world.calls.filter(call => call.path === path)
const move = (label: RegExp, value: number) =>
  fireEvent.change(screen.getByRole('slider', { name: label }), { target: { value: String(value) } })

describe('the threshold time machine', () => {
  it('counts what is in force, each with its denominator', async () => {
    open()
    await screen.findByRole('slider', { name: 'Sent by itself from' })
    expect([count('sent'), count('queued'), count('escalated')]).toEqual([
      '30 of 100',
      '20 of 100',
      '50 of 100',
    ])
    expect([count('good'), count('bad')]).toEqual(['30 of 30', '0 of 30'])
  })

  it('counts again as a threshold moves, and asks nobody', async () => {
    const world = open()
    await screen.findByRole('slider', { name: 'Sent by itself from' })
    const before = world.calls.length
    move(/^Sent by itself/, 0.6)
    expect([count('sent'), count('bad')]).toEqual(['40 of 100', '10 of 40'])
    move(/^Handed to a person/, 0.1)
    expect(count('escalated')).toBe('0 of 100')
    expect(world.calls.length).toBe(before)
  })

  it('takes a key out of the way', async () => {
    open()
    await userEvent.click(await screen.findByRole('checkbox', { name: 'the gate closed' }))
    expect(count('sent')).toBe('40 of 100')
    expect(screen.getByRole('checkbox', { name: 'the budget used up' }).matches(':disabled')).toBe(true)
  })

  it('never lets the thresholds cross', async () => {
    open()
    await screen.findByRole('slider', { name: 'Sent by itself from' })
    move(/^Sent by itself/, 0.2)
    expect(screen.getByRole<HTMLInputElement>('slider', { name: /^Handed to a person/ }).valueAsNumber).toBe(
      0.2,
    )
  })

  it('asks for the bad replies only when somebody wants to read them', async () => {
    const world = open()
    await screen.findByRole('slider', { name: 'Sent by itself from' })
    move(/^Sent by itself/, 0.6)
    expect(asked(world, 'insight.badReplies')).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Show them' }))
    await waitFor(() => {
      expect(asked(world, 'insight.badReplies').at(-1)?.input).toMatchObject({ tAuto: 0.6, tEscalate: 0.4 })
    })
  })

  it('puts thresholds in force after saying what changes, and says so when somebody was faster', async () => {
    let stale = true
    const theirs = { ...policy, version: 9, decision: { ...policy.decision, tAuto: 0.7 } }
    const world = open(() => {
      if (stale) throw new TestRefusal('setting.stale', { current: theirs })
      return { ...theirs, version: 10 }
    })
    await screen.findByRole('slider', { name: 'Sent by itself from' })
    move(/^Sent by itself/, 0.6)
    await userEvent.click(screen.getByRole('button', { name: 'Use these thresholds' }))
    const dialog = await screen.findByRole('dialog', { name: 'Use these thresholds' })
    within(dialog).getByText('0.800 → 0.600')
    within(dialog).getByText('30 of 100 → 40 of 100')
    const confirm = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Change the thresholds' })
    await waitFor(() => expect(confirm.disabled).toBe(false))
    await userEvent.click(confirm)
    await within(dialog).findByText(/send from 0.700/)
    stale = false
    await userEvent.click(confirm)
    await waitFor(() =>
      expect(asked(world, 'policy.update').map(call => call.input)).toEqual([
        { version: 3, decision: { tAuto: 0.6, tEscalate: 0.4 } },
        { version: 9, decision: { tAuto: 0.6, tEscalate: 0.4 } },
      ]),
    )
  })
})
