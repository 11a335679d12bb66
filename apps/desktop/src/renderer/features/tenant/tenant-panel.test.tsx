import { may, permissions, type Role } from '@countersign/shared/identity/role.policy'
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { mara } from '../../testing/detail.fixture.ts'
import { renderWith, TestRefusal, testConsole } from '../../testing/test-console.tsx'
import { tenant } from './tenant.fixture.ts'
import { TenantPanel } from './tenant-panel.tsx'

afterEach(cleanup)

function show(role: Role, update: (input: never) => unknown = () => tenant) {
  const world = testConsole({ 'tenant.get': () => tenant, 'tenant.update': update })
  const member = { ...mara, role, permissions: permissions.filter(permission => may(role, permission)) }
  world.console.session.store.setState({ phase: 'signed_in', member, accessToken: 'token-1' }, true)
  renderWith(world, <TenantPanel />)
  return { sent: () => world.calls.filter(c => c.path === 'tenant.update').map(c => c.input) }
}

const field = (label: string) => screen.findByLabelText<HTMLInputElement>(label)
const save = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Save' })

describe('the settings of the workspace', () => {
  it('can be read, not changed, by those who may not', async () => {
    show('viewer')
    expect((await field('Name of the workspace')).matches(':disabled')).toBe(true)
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull()
  })

  it('sends what was changed and nothing else', async () => {
    const { sent } = show('admin', () => ({ ...tenant, version: 4, tone: 'formal' }))
    await userEvent.selectOptions(await field('Tone'), 'formal')
    await userEvent.click(save())
    await waitFor(() => expect(sent()).toEqual([{ version: 3, change: { tone: 'formal' } }]))
    await waitFor(() => expect(save().disabled).toBe(true))
  })

  it('does not send what the server could not take', async () => {
    const { sent } = show('admin')
    const zone = await field('Time zone')
    await userEvent.clear(zone)
    await userEvent.type(zone, 'Atlantis')
    expect(screen.getByText(/Choose a place from the list/)).toBeTruthy()
    expect(save().disabled).toBe(true)
    expect(sent()).toEqual([])
  })

  it('keeps what was typed when somebody was faster, shows theirs, and then saves on top of it', async () => {
    const theirs = { ...tenant, version: 9, tone: 'neutral' as const }
    let stale = true
    const { sent } = show('admin', () => {
      if (stale) throw new TestRefusal('setting.stale', { current: theirs })
      return { ...theirs, version: 10, name: 'Volt' }
    })
    const name = await field('Name of the workspace')
    await userEvent.clear(name)
    await userEvent.type(name, 'Volt')
    await userEvent.click(save())
    await userEvent.click(await screen.findByRole('button', { name: 'Show theirs, keep mine' }))
    stale = false
    expect(name.value).toBe('Volt')
    expect((await field('Tone')).value).toBe('neutral')
    await userEvent.click(save())
    await waitFor(() => expect(sent().at(-1)).toEqual({ version: 9, change: { name: 'Volt' } }))
  })
})
