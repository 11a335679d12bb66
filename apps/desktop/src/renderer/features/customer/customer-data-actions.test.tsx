import { may, permissions, type Role } from '@countersign/shared/identity/role.policy'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { mara } from '../../testing/detail.fixture.ts'
import { renderWith, TestRefusal, testConsole } from '../../testing/test-console.tsx'
import { CustomerDataActions } from './customer-data-actions.tsx'

afterEach(cleanup)

const id = '019a0000-0000-7000-8000-0000000000cc'

function show(role: Role, erase: () => unknown = () => ({})) {
  const world = testConsole({ 'customer.erase': erase })
  const member = { ...mara, role, permissions: permissions.filter(permission => may(role, permission)) }
  world.console.session.store.setState({ phase: 'signed_in', member, accessToken: 'token-1' }, true)
  renderWith(world, <CustomerDataActions id={id} name="Anna Lindqvist" />)
  return { sent: () => world.calls.filter(c => c.path === 'customer.erase').map(c => c.input) }
}

describe('a customer’s data', () => {
  it('is exported and erased by those who may, and by nobody else', () => {
    const offered: Partial<Record<Role, readonly string[]>> = {}
    for (const role of ['owner', 'admin', 'manager', 'operator', 'viewer'] as const) {
      show(role)
      offered[role] = screen.queryAllByRole('button').map(button => button.textContent ?? '')
      cleanup()
    }
    expect(offered).toEqual({
      owner: ['Export', 'Erase'],
      admin: ['Export', 'Erase'],
      manager: ['Export'],
      operator: [],
      viewer: [],
    })
  })

  it('is erased only with a reason and the name typed out', async () => {
    const { sent } = show('admin')
    await userEvent.click(screen.getByRole('button', { name: 'Erase' }))
    const dialog = await screen.findByRole('dialog', { name: 'Erase Anna Lindqvist' })
    await userEvent.type(within(dialog).getByLabelText(/Reason/), 'ticket 4711')
    await userEvent.type(within(dialog).getByLabelText(/To be sure/), 'Anna{Enter}')
    expect(within(dialog).getByText('Type exactly: Anna Lindqvist')).toBeTruthy()
    expect(sent()).toEqual([])
    await userEvent.type(within(dialog).getByLabelText(/To be sure/), ' Lindqvist{Enter}')
    await waitFor(() => expect(sent()).toEqual([{ id, reason: 'ticket 4711' }]))
    await waitFor(() => expect(screen.queryByRole('dialog', { name: /Erase/ })).toBeNull())
  })

  it('stays, with the dialog and what was typed, when it is refused', async () => {
    show('admin', () => {
      throw new TestRefusal('customer.not_found')
    })
    await userEvent.click(screen.getByRole('button', { name: 'Erase' }))
    const dialog = await screen.findByRole('dialog', { name: 'Erase Anna Lindqvist' })
    await userEvent.type(within(dialog).getByLabelText(/Reason/), 'ticket 4711')
    await userEvent.type(within(dialog).getByLabelText(/To be sure/), 'Anna Lindqvist{Enter}')
    expect((await within(dialog).findByRole('alert')).textContent).toBe(
      'This customer does not exist any more.',
    )
    expect(within(dialog).getByLabelText<HTMLInputElement>(/Reason/).value).toBe('ticket 4711')
  })
})
