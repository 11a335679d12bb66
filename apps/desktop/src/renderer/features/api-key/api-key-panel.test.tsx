import type { ApiKeyView } from '@countersign/shared/api-key/api-key.contract'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { renderWith, testConsole } from '../../testing/test-console.tsx'
import { ApiKeyPanel } from './api-key-panel.tsx'

afterEach(cleanup)

const key: ApiKeyView = {
  id: '019a0000-0000-7000-8000-0000000000aa',
  name: 'Help centre',
  scopes: ['knowledge.write'],
  last4: 'wxyz',
  createdAt: '2026-11-01T10:00:00.000Z',
  createdBy: 'Mara Voss',
  expiresAt: null,
  lastUsedAt: null,
  revokedAt: null,
}
const secret = 'cs_live_019a_random'

function show(items: ApiKeyView[]) {
  const world = testConsole({
    'apiKey.list': () => ({ items }),
    'apiKey.create': () => ({ key, secret }),
    'apiKey.revoke': () => ({ ...key, revokedAt: '2026-11-20T11:00:00.000Z' }),
  })
  renderWith(world, <ApiKeyPanel />)
  return { sent: (path: string) => world.calls.filter(c => c.path === path).map(c => c.input) }
}

describe('API keys', () => {
  it('show the secret of a new one once', async () => {
    const { sent } = show([])
    await userEvent.click(await screen.findByRole('button', { name: 'New API key' }))
    const dialog = await screen.findByRole('dialog')
    await userEvent.type(within(dialog).getByLabelText('Name'), 'Help centre')
    await userEvent.click(within(dialog).getByRole('button', { name: 'New API key' }))
    expect(within(dialog).getByRole('alert').textContent).toBe('Choose at least one.')
    await userEvent.click(within(dialog).getByLabelText('Change knowledge'))
    await userEvent.selectOptions(within(dialog).getByLabelText('Valid for'), '30')
    await userEvent.click(within(dialog).getByRole('button', { name: 'New API key' }))
    expect((await within(dialog).findByLabelText('The key')).textContent).toBe(secret)
    expect(sent('apiKey.create')).toEqual([
      { name: 'Help centre', scopes: ['knowledge.write'], expiresAt: '2026-12-20T11:00:00.000Z' },
    ])
    await userEvent.click(within(dialog).getByRole('button', { name: 'I have copied it' }))
    await waitFor(() => expect(screen.queryByText(secret)).toBeNull())
  })

  it('are revoked only after it was said what that means', async () => {
    const { sent } = show([key])
    await userEvent.click(await screen.findByRole('button', { name: 'Revoke Help centre' }))
    const dialog = await screen.findByRole('dialog', { name: 'Revoke Help centre' })
    expect(sent('apiKey.revoke')).toEqual([])
    await userEvent.click(within(dialog).getByRole('button', { name: 'Revoke' }))
    await waitFor(() => expect(sent('apiKey.revoke')).toEqual([{ id: key.id }]))
    expect(await screen.findByText('Revoked: Help centre')).toBeTruthy()
  })
})
