import type { Role } from '@countersign/shared/identity/role.policy'
import { may, permissions } from '@countersign/shared/identity/role.policy'
import type { TeamMember } from '@countersign/shared/team/team.contract'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { jonas, mara } from '../../testing/detail.fixture.ts'
import { renderAt, renderWith, TestRefusal, testConsole } from '../../testing/test-console.tsx'
import { LeaveSection } from './leave-section.tsx'
import { TeamPanel } from './team-panel.tsx'

afterEach(cleanup)

const standing = {
  joinedAt: '2026-01-01T00:00:00.000Z',
  lastSeenAt: null,
  secondFactor: false,
  disabledAt: null,
  disabledReason: null,
}
const colleague: TeamMember = {
  memberId: jonas.memberId,
  name: jonas.name,
  email: 'jonas@example.test',
  role: 'operator',
  standing,
}

function show(role: Role, handlers: Parameters<typeof testConsole>[0] = {}) {
  const own: TeamMember = { memberId: mara.id, name: mara.name, email: mara.email, role, standing }
  const team = { members: [own, colleague] }
  const world = testConsole({
    'team.list': () => team,
    'team.invites': () => ({ items: [] }),
    ...handlers,
  })
  const member = { ...mara, role, permissions: permissions.filter(permission => may(role, permission)) }
  world.console.session.store.setState({ phase: 'signed_in', member, accessToken: 'token-1' }, true)
  renderWith(world, <TeamPanel />)
  return { ...world, inputsOf: (path: string) => world.calls.filter(c => c.path === path).map(c => c.input) }
}

const rowOf = async (text: string) => (await screen.findByText(text)).closest('tr') as HTMLElement

describe('the team', () => {
  it.each(['manager', 'operator', 'viewer'] as const)(
    'can be looked at by a %s, and not changed',
    async role => {
      const { inputsOf } = show(role)
      const row = await rowOf('Jonas Lind')
      expect(within(row).queryByRole('combobox')).toBeNull()
      expect(screen.queryByRole('button', { name: /Disable|Invite/ })).toBeNull()
      expect(screen.getByText(/You can look at this/)).toBeTruthy()
      expect(inputsOf('team.invites')).toEqual([])
    },
  )

  it('gives an admin every role but that of the owner, and nothing to do to themselves', async () => {
    show('admin')
    const row = await rowOf('Jonas Lind')
    const options = within(row)
      .getAllByRole('option')
      .map(option => option.textContent)
    expect(options).toEqual(['Admin', 'Manager', 'Operator', 'Viewer', 'Guest'])
    expect(within(await rowOf('Mara Voss')).queryByRole('combobox')).toBeNull()
    expect(screen.queryByRole('heading', { name: 'Transfer ownership' })).toBeNull()
  })

  it('shows a new role at once, and takes it back with the reason when it is refused', async () => {
    const answer = Promise.withResolvers<never>()
    show('owner', { 'team.changeRole': () => answer.promise })
    const select = within(await rowOf('Jonas Lind')).getByRole<HTMLSelectElement>('combobox')
    await userEvent.selectOptions(select, 'viewer')
    expect(select.value).toBe('viewer')
    answer.reject(new TestRefusal('auth.forbidden'))
    expect((await screen.findAllByText('Not changed: Jonas Lind')).length).toBeGreaterThan(0)
    expect((await screen.findAllByText('Your role does not allow this.')).length).toBeGreaterThan(0)
    await waitFor(() => expect(select.value).toBe('operator'))
  })

  it('offers the way back after a change of role', async () => {
    const { inputsOf } = show('owner', { 'team.changeRole': () => colleague })
    await userEvent.selectOptions(within(await rowOf('Jonas Lind')).getByRole('combobox'), 'viewer')
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }))
    await waitFor(() =>
      expect(inputsOf('team.changeRole')).toEqual([
        { memberId: jonas.memberId, role: 'viewer' },
        { memberId: jonas.memberId, role: 'operator' },
      ]),
    )
  })

  it('disables nobody without a reason', async () => {
    const { inputsOf } = show('owner', { 'team.disable': () => colleague })
    await userEvent.click(await screen.findByRole('button', { name: 'Disable Jonas Lind' }))
    const dialog = await screen.findByRole('dialog', { name: 'Disable Jonas Lind' })
    await userEvent.click(within(dialog).getByRole('button', { name: 'Disable' }))
    expect(await within(dialog).findByText(/Say why/)).toBeTruthy()
    expect(inputsOf('team.disable')).toEqual([])
    await userEvent.type(within(dialog).getByLabelText('Reason'), 'left the company{Enter}')
    await waitFor(() =>
      expect(inputsOf('team.disable')).toEqual([{ memberId: jonas.memberId, reason: 'left the company' }]),
    )
  })

  it('gives the workspace away for the right password only, and says when it is wrong', async () => {
    const { inputsOf } = show('owner', {
      'team.transferOwnership': () => {
        throw new TestRefusal('auth.wrong_password')
      },
    })
    await userEvent.selectOptions(await screen.findByLabelText('New owner'), jonas.memberId)
    await userEvent.click(screen.getByRole('button', { name: 'Transfer' }))
    const dialog = await screen.findByRole('dialog', { name: 'Make Jonas Lind the owner' })
    await userEvent.type(within(dialog).getByLabelText('Your password'), 'guess{Enter}')
    expect((await within(dialog).findByRole('alert')).textContent).toBe('The password is wrong.')
    expect(inputsOf('team.transferOwnership')).toEqual([{ memberId: jonas.memberId, password: 'guess' }])
  })
})

describe('leaving', () => {
  it('is asked about, done, and signs out', async () => {
    const world = testConsole({
      'team.leave': () => ({ done: true }),
      'auth.logout': () => ({ done: true }),
      'auth.methods': () => ({ oidc: null }),
      'platform.me': () => ({ level: null }),
    })
    renderAt(world, '/settings?page=profile')
    await userEvent.click(await screen.findByRole('button', { name: 'Leave…' }))
    const dialog = await screen.findByRole('dialog', { name: 'Leave Volt & Wire' })
    await userEvent.click(within(dialog).getByRole('button', { name: 'Leave' }))
    await waitFor(() => expect(world.console.session.store.getState().phase).toBe('signed_out'))
    expect(world.calls.map(call => call.path)).toContain('team.leave')
  })

  it('is not offered to an owner, who is told what comes first', () => {
    const world = testConsole()
    const member = { ...mara, role: 'owner' as const }
    world.console.session.store.setState({ phase: 'signed_in', member, accessToken: 'token-1' }, true)
    renderWith(world, <LeaveSection />)
    expect(screen.getByText('An owner cannot leave. Make somebody else the owner first.')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Leave…' })).toBeNull()
  })
})
