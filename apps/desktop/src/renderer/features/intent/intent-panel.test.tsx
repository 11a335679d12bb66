import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { intentList } from '../../testing/policy.fixture.ts'
import { renderAt, TestRefusal, testConsole } from '../../testing/test-console.tsx'
import { keyFor } from './intent-dialog.tsx'

afterEach(cleanup)

const id = (n: number) => `019a0000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

function open(answers: Record<string, (input: never) => unknown> = {}) {
  const world = testConsole({
    'intent.list': () => intentList,
    'platform.me': () => ({ level: null }),
    'notification.list': () => ({ items: [], unread: 0 }),
    ...answers,
  })
  renderAt(world, '/settings?page=intents')
  return (path: string) => world.calls.filter(call => call.path === path).map(call => call.input)
}

describe('the key of a new intent', () => {
  it('says what its name says', () => {
    expect(keyFor('Warranty & repair')).toBe('warranty_repair')
    expect(keyFor('2nd hand')).toBe('nd_hand')
    expect(keyFor('Гарантия')).toBe('')
  })
})

describe('the intents', () => {
  it('are added under a key made of the name', async () => {
    const sent = open({ 'intent.create': () => ({ id: id(90) }) })
    await userEvent.click(await screen.findByRole('button', { name: 'Add intent' }))
    const dialog = await screen.findByRole('dialog', { name: 'Add an intent' })
    await userEvent.type(within(dialog).getByLabelText('Name'), 'Gift cards')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }))
    await waitFor(() =>
      expect(sent('intent.create')).toEqual([{ key: 'gift_cards', name: 'Gift cards', description: '' }]),
    )
  })

  it('keep what was typed when the key is taken', async () => {
    open({
      'intent.create': () => {
        throw new TestRefusal('intent.key_taken')
      },
    })
    await userEvent.click(await screen.findByRole('button', { name: 'Add intent' }))
    const dialog = await screen.findByRole('dialog', { name: 'Add an intent' })
    const name = within(dialog).getByLabelText<HTMLInputElement>('Name')
    await userEvent.type(name, 'Price{Enter}')
    await within(dialog).findByRole('alert')
    expect(name.value).toBe('Price')
  })

  it('are archived with a way back', async () => {
    const sent = open({ 'intent.update': () => ({ done: true }) })
    await userEvent.click(await screen.findByRole('button', { name: 'Archive Guarantee' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }))
    await waitFor(() =>
      expect(sent('intent.update')).toEqual([
        { id: id(81), active: false },
        { id: id(81), active: true },
      ]),
    )
  })

  it('are learned again when somebody says so', async () => {
    const sent = open({ 'intent.train': () => ({ queued: true }) })
    await userEvent.click(await screen.findByRole('button', { name: 'Train now' }))
    await screen.findByText(/Training has begun/)
    expect(sent('intent.train').length).toBe(1)
  })

  it('show what the model makes of a typed text', async () => {
    open({
      'intent.test': () => ({
        intent: 'warranty',
        score: 0.91,
        ranked: [
          { key: 'warranty', name: 'Guarantee', score: 0.91 },
          { key: 'price', name: 'Price', score: 0.05 },
        ],
        model: 'shipped',
      }),
    })
    await userEvent.type(await screen.findByLabelText('Text'), 'Is it guaranteed?')
    const list = await screen.findByRole('list', { name: 'All intents, the likeliest first' })
    within(list).getByText('Guarantee')
    within(list).getByText('0.91')
  })

  it('have examples that are added and removed', async () => {
    const sent = open({
      'intent.listExamples': () => ({
        items: [
          {
            id: id(95),
            text: 'Is there a guarantee?',
            language: 'en',
            source: 'manual',
            createdAt: '2026-11-20T10:00:00.000Z',
          },
        ],
        nextCursor: null,
      }),
      'intent.addExample': () => ({ id: id(96) }),
      'intent.removeExample': () => ({ done: true }),
    })
    await userEvent.click(await screen.findByRole('button', { name: /^Show the examples of Guarantee/ }))
    await userEvent.type(
      await screen.findByLabelText('A text as a customer would write it'),
      'How long is the warranty?{Enter}',
    )
    await waitFor(() =>
      expect(sent('intent.addExample')).toEqual([{ intentId: id(81), text: 'How long is the warranty?' }]),
    )
    await userEvent.click(await screen.findByRole('button', { name: 'Remove: Is there a guarantee?' }))
    await waitFor(() => expect(sent('intent.removeExample')).toEqual([{ id: id(95) }]))
  })
})
