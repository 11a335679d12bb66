import type { TemplateView } from '@countersign/shared/agent-profile/agent-profile.contract'
import { may, permissions, type Role } from '@countersign/shared/identity/role.policy'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { mara } from '../../testing/detail.fixture.ts'
import { intentList } from '../../testing/policy.fixture.ts'
import { renderAt, TestRefusal, testConsole } from '../../testing/test-console.tsx'

afterEach(cleanup)

const returns: TemplateView = {
  id: '019a0000-0000-7000-8000-000000000090',
  name: 'Returns',
  content: 'You can return it within 30 days.',
  language: 'en',
  category: 'old_one',
  triggers: ['return'],
  active: true,
}

type Answer = (input: never) => unknown

function open(
  templates: readonly TemplateView[],
  answers: Record<string, Answer> = {},
  role: Role = 'manager',
) {
  let stored = templates
  const world = testConsole({
    'template.list': () => ({ templates: stored }),
    'template.remove': ({ id }: { id: string }) => {
      stored = stored.filter(one => one.id !== id)
      return { id }
    },
    'template.upsert': (given: Omit<TemplateView, 'id'> & { id?: string }) => {
      const id = given.id ?? '019a0000-0000-7000-8000-000000000091'
      stored = [...stored.filter(one => one.id !== id), { ...given, id }]
      return { id }
    },
    'intent.list': () => intentList,
    'platform.me': () => ({ level: null }),
    'notification.list': () => ({ items: [], unread: 0 }),
    ...answers,
  })
  const member = { ...mara, role, permissions: permissions.filter(permission => may(role, permission)) }
  world.console.session.store.setState({ phase: 'signed_in', member, accessToken: 'token-1' }, true)
  renderAt(world, '/settings?page=templates')
  return { sent: (path: string) => world.calls.filter(call => call.path === path).map(call => call.input) }
}

describe('templates', () => {
  it('says what they are for while there are none, and adds one by keyboard', async () => {
    const { sent } = open([])
    await screen.findByText('No templates yet')
    screen.getByRole('button', { name: 'Add template' }).focus()
    await userEvent.keyboard('{Enter}')
    const dialog = within(await screen.findByRole('dialog', { name: 'Add a template' }))
    dialog.getByText('Without a trigger or an intent it will never be offered.')
    await userEvent.type(dialog.getByRole('textbox', { name: 'Name' }), 'Warranty')
    await userEvent.selectOptions(dialog.getByRole('combobox', { name: 'Intent' }), 'warranty')
    await userEvent.type(dialog.getByRole('textbox', { name: 'Triggers' }), 'broken{Enter}guarantee{Enter}')
    await userEvent.type(dialog.getByRole('textbox', { name: 'Text' }), 'Two years.')
    expect(dialog.queryByText('Without a trigger or an intent it will never be offered.')).toBeNull()
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }))
    await waitFor(() =>
      expect(sent('template.upsert')).toEqual([
        {
          name: 'Warranty',
          content: 'Two years.',
          language: 'und',
          category: 'warranty',
          triggers: ['broken', 'guarantee'],
          active: true,
        },
      ]),
    )
    const table = await screen.findByRole('table', { name: 'Templates' })
    within(table).getByText('broken, guarantee')
    within(table).getByText('Any language')
  })

  it('changes one, and keeps an intent that is no longer offered', async () => {
    const { sent } = open([returns])
    await userEvent.click(await screen.findByRole('button', { name: 'Edit Returns' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Edit Returns' }))
    expect(dialog.getByRole<HTMLSelectElement>('combobox', { name: 'Intent' }).value).toBe('old_one')
    await userEvent.click(dialog.getByRole('switch', { name: 'In use' }))
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(sent('template.upsert')).toEqual([{ ...returns, active: false }]))
    await screen.findByText('Off')
  })

  it('does not send a text of blanks, and says why a change was refused', async () => {
    const { sent } = open([returns], {
      'template.upsert': () => {
        throw new TestRefusal('template.not_found')
      },
    })
    await userEvent.click(await screen.findByRole('button', { name: 'Edit Returns' }))
    const dialog = within(await screen.findByRole('dialog'))
    const text = dialog.getByRole<HTMLTextAreaElement>('textbox', { name: 'Text' })
    await userEvent.clear(text)
    await userEvent.type(text, '  ')
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }))
    await dialog.findByText('Write the reply.')
    expect(sent('template.upsert')).toEqual([])
    await userEvent.type(text, 'Yes.')
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }))
    await dialog.findByRole('alert')
    expect(text.value).toContain('Yes.')
  })

  it('deletes one at once, and brings it back', async () => {
    const { sent } = open([returns])
    await userEvent.click(await screen.findByRole('button', { name: 'Delete Returns' }))
    await screen.findByText('No templates yet')
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }))
    const { id, ...fields } = returns
    await waitFor(() => expect(sent('template.upsert')).toEqual([fields]))
    expect(sent('template.remove')).toEqual([{ id }])
    await screen.findByRole('button', { name: 'Delete Returns' })
  })

  it('is not among the pages of a viewer', async () => {
    open([], {}, 'viewer')
    await screen.findByRole('heading', { name: 'Profile', level: 1 })
    expect(screen.queryByRole('link', { name: 'Templates' })).toBeNull()
  })
})
