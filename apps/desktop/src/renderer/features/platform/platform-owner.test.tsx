import type { PlatformUser } from '@countersign/shared/platform/platform.contract'
import type { SecretView } from '@countersign/shared/secret/secret.contract'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { mara } from '../../testing/detail.fixture.ts'
import { renderWith, testConsole } from '../../testing/test-console.tsx'
import { PlatformSecretsPanel } from './secrets-panel.tsx'
import { PlatformUsersPanel } from './users-panel.tsx'

afterEach(cleanup)

const person = (id: string, name: string, change: Partial<PlatformUser> = {}): PlatformUser => ({
  id,
  name,
  email: `${name.toLowerCase()}@example.test`,
  username: name.toLowerCase(),
  isAdmin: false,
  isOwner: false,
  disabledAt: null,
  disabledReason: null,
  lockedUntil: null,
  lastLoginAt: null,
  createdAt: '2026-11-01T10:00:00.000Z',
  memberships: [],
  ...change,
})
const ids = { anna: '019a0000-0000-7000-8000-0000000000a1', boris: '019a0000-0000-7000-8000-0000000000b1' }
const secret: SecretView = {
  id: '019a0000-0000-7000-8000-0000000000c1',
  name: 'OPENAI_API_KEY',
  last4: 'wxyz',
  createdAt: '2026-11-01T10:00:00.000Z',
  createdBy: { memberId: null, name: 'Mara Voss' },
  rotatedAt: null,
  revokedAt: null,
}

function world(level: 'admin' | 'owner', secrets: SecretView[] = []) {
  const made = testConsole({
    'platform.me': () => ({ level }),
    'platform.users': () => ({
      items: [
        person(mara.userId, 'Mara', { isAdmin: true, isOwner: true }),
        person(ids.anna, 'Anna'),
        person(ids.boris, 'Boris', { isAdmin: true }),
      ],
      nextCursor: null,
    }),
    'platform.grantAdmin': () => ({ changed: true }),
    'platform.revokeAdmin': () => ({ changed: true }),
    'platform.secrets': () => ({ items: secrets }),
    'platform.putSecret': () => ({ id: secret.id, last4: 'wxyz', replaced: false }),
    'platform.revokeSecret': () => ({ id: secret.id }),
  })
  return {
    made,
    sent: (path: string) => made.calls.filter(call => call.path === path).map(call => call.input),
  }
}
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))

async function confirm(title: string, button: string) {
  const dialog = await screen.findByRole('dialog', { name: title })
  await userEvent.type(within(dialog).getByLabelText('Reason'), 'as agreed')
  await userEvent.click(within(dialog).getByRole('button', { name: button }))
}

describe('whoever owns the platform', () => {
  it('makes admins and removes them, with a reason, and not themself', async () => {
    const { made, sent } = world('owner')
    renderWith(made, <PlatformUsersPanel />)
    await screen.findByRole('button', { name: 'Make admin: Anna' })
    expect(screen.queryByRole('button', { name: 'Remove as admin: Mara' })).toBeNull()
    await press('Make admin: Anna')
    await confirm('Make Anna a platform admin', 'Make admin')
    await waitFor(() => expect(sent('platform.grantAdmin')).toEqual([{ id: ids.anna, reason: 'as agreed' }]))
    await press('Remove as admin: Boris')
    await confirm('Remove Boris as a platform admin', 'Remove as admin')
    await waitFor(() =>
      expect(sent('platform.revokeAdmin')).toEqual([{ id: ids.boris, reason: 'as agreed' }]),
    )
  })

  it('is the only one who is offered that', async () => {
    const { made } = world('admin')
    renderWith(made, <PlatformUsersPanel />)
    await screen.findByText('Anna')
    expect(screen.queryByRole('button', { name: /platform admin/ })).toBeNull()
  })

  it('stores a shared secret only with a reason, and never sees it again', async () => {
    const { made, sent } = world('owner')
    renderWith(made, <PlatformSecretsPanel />)
    await userEvent.click(await screen.findByRole('button', { name: 'Store a secret' }))
    const dialog = await screen.findByRole('dialog')
    await userEvent.type(within(dialog).getByLabelText('Name'), 'openai-api-key')
    await userEvent.type(within(dialog).getByLabelText('Value'), 'sk-wxyz')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Store' }))
    expect(within(dialog).getByText('Say why in a few words. It is kept.')).toBeTruthy()
    expect(sent('platform.putSecret')).toEqual([])
    await userEvent.type(within(dialog).getByLabelText('Reason'), 'a new contract')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Store' }))
    await waitFor(() =>
      expect(sent('platform.putSecret')).toEqual([
        { name: 'OPENAI_API_KEY', value: 'sk-wxyz', reason: 'a new contract' },
      ]),
    )
    expect(await screen.findByText('Stored: OPENAI_API_KEY')).toBeTruthy()
  })

  it('revokes a shared secret with a reason', async () => {
    const { made, sent } = world('owner', [secret])
    renderWith(made, <PlatformSecretsPanel />)
    expect(await screen.findByText('••••wxyz')).toBeTruthy()
    await press('Revoke OPENAI_API_KEY')
    await confirm('Revoke OPENAI_API_KEY', 'Revoke')
    await waitFor(() =>
      expect(sent('platform.revokeSecret')).toEqual([{ id: secret.id, reason: 'as agreed' }]),
    )
  })
})
