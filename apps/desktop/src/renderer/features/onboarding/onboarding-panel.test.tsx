import { permissions } from '@countersign/shared/identity/role.policy'
import type { OnboardingView } from '@countersign/shared/onboarding/onboarding.contract'
import { nextOnboarding, notStarted } from '@countersign/shared/onboarding/onboarding.machine'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { mara } from '../../testing/detail.fixture.ts'
import { renderAt, TestRefusal, testConsole } from '../../testing/test-console.tsx'

afterEach(cleanup)

const empty: OnboardingView = {
  ...notStarted,
  completedSteps: [],
  answers: {},
  channels: [
    {
      id: '019a0000-0000-7000-8000-0000000000e1',
      name: 'Web chat',
      type: 'webchat',
      active: true,
      key: 'abc123',
    },
  ],
  scriptUrl: 'https://support.example.test/widget.js',
  reports: [],
}
const report = {
  id: '019a0000-0000-7000-8000-0000000000f1',
  at: '2026-11-20T10:00:00.000Z',
  by: 'Mara Voss',
  score: 72,
  checks: [
    { code: 'knowledge' as const, status: 'failed' as const, weight: 25 },
    { code: 'channel' as const, status: 'passed' as const, weight: 20 },
  ],
  recommendations: ['knowledge' as const],
}

function open(answers: Parameters<typeof testConsole>[0] = {}) {
  const world = testConsole({
    'platform.me': () => ({ level: null }),
    'notification.list': () => ({ items: [], unread: 0 }),
    'onboarding.get': () => empty,
    ...answers,
  })
  const member = { ...mara, role: 'owner' as const, permissions: [...permissions] }
  world.console.session.store.setState({ phase: 'signed_in', member, accessToken: 'token-1' }, true)
  renderAt(world, '/settings?page=start')
  return (path: string) => world.calls.filter(call => call.path === path).map(call => call.input)
}

describe('getting started', () => {
  it('gives the web chat to take away, and leads to where each step is done', async () => {
    open()
    const steps = await screen.findByRole('list', { name: 'Steps' })
    expect(within(steps).getAllByRole('listitem')).toHaveLength(6)
    expect(screen.getByRole('status', { name: /Web chat/ }).textContent).toBe(
      '<script src="https://support.example.test/widget.js" data-channel="abc123" async></script>',
    )
    expect(
      within(steps)
        .getAllByRole('link')
        .map(link => link.getAttribute('href')),
    ).toEqual(
      expect.arrayContaining([
        expect.stringContaining('page=workspace'),
        expect.stringContaining('/knowledge'),
      ]),
    )
  })

  it('finishes a step, sets one aside, and says why the last look has to wait', async () => {
    const done = nextOnboarding(notStarted, {
      kind: 'finish',
      step: 'business',
      answer: { setAside: false, note: null },
    })
    if (!done.ok) throw new Error(done.code)
    const sent = open({
      'onboarding.finishStep': (input: { step: string }) => {
        if (input.step === 'review') throw new TestRefusal('onboarding.steps_left')
        return { ...empty, ...done.value }
      },
    })
    await userEvent.click(await screen.findByRole('button', { name: 'Done: Last look' }))
    expect(await screen.findByText('The other steps come first.')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Done: Your business' }))
    expect(await screen.findByRole('button', { name: 'Open again: Your business' })).toBeTruthy()
    expect(screen.getByText('1 of 6 done.')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Not needed: Products' }))
    await waitFor(() =>
      expect(sent('onboarding.finishStep').at(-1)).toEqual({ step: 'products', setAside: true }),
    )
  })

  it('checks readiness when asked, and says what is missing in words', async () => {
    open({ 'onboarding.assess': () => ({ ...empty, reports: [report, { ...report, score: 40 }] }) })
    await userEvent.click(await screen.findByRole('button', { name: 'Check readiness' }))
    expect(await screen.findByText('72 of 100')).toBeTruthy()
    expect(screen.getByText(/before: 40/)).toBeTruthy()
    const checks = within(screen.getByRole('list', { name: 'Readiness' })).getAllByRole('listitem')
    expect(checks.map(check => check.textContent)).toEqual([
      expect.stringContaining('Missing'),
      expect.stringContaining('There'),
    ])
  })
})
