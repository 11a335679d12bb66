import type { AutonomyRow } from '@countersign/shared/insight/insight.contract'
import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { intentList } from '../../testing/policy.fixture.ts'
import { renderWith, testConsole } from '../../testing/test-console.tsx'
import { GateSection } from './gate-section.tsx'

afterEach(cleanup)

const row = (patch: Partial<AutonomyRow>): AutonomyRow => ({
  intent: 'price',
  channelType: 'webchat',
  decisions: 221,
  unchanged: 214,
  lowerBound: 0.936,
  target: 0.93,
  open: true,
  why: 'earned',
  allowed: true,
  forced: false,
  changedAt: '2026-11-14T10:00:00.000Z',
  ...patch,
})

async function show(patch: Partial<AutonomyRow>) {
  const world = testConsole({
    'insight.autonomy': () => ({ items: [row(patch)], window: 200, minDecisions: 30 }),
    'intent.list': () => intentList,
  })
  world.console.connection.setState({ phase: 'live', ready: true })
  renderWith(world, <GateSection />)
  const table = await screen.findByRole('table', { name: 'Gates' })
  return within(table.querySelector('tbody') as HTMLElement)
}

describe('a gate', () => {
  it('says what people did, what that earned, and since when', async () => {
    const line = await show({})
    line.getByText('214 of 221')
    line.getByText('93.6%')
    line.getByText('Open')
    line.getByText(/earned: the lower bound clears the target/)
    line.getByText(/since .*14/)
  })

  it('says in words why it is closed', async () => {
    const few = await show({ open: false, why: 'too_few', decisions: 22, unchanged: 19, changedAt: null })
    few.getByText('Closed')
    few.getByText(/decisions still needed: 8/)
    expect(few.queryByText(/since/)).toBeNull()
    cleanup()
    const below = await show({ open: false, why: 'below_target', lowerBound: 0.807, target: 0.95 })
    below.getByText(/14.3 points short of the target/)
  })

  it('calls a workspace’s own intent by its name, and says when it always goes to a person', async () => {
    const line = await show({ intent: 'warranty', forced: true })
    expect(await line.findByText('Guarantee')).toBeTruthy()
    line.getByText('Always to a person')
  })
})
