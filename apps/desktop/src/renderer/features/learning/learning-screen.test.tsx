import type { LearningItemView } from '@countersign/shared/learning/learning.contract'
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { intentList } from '../../testing/policy.fixture.ts'
import { renderAt, TestRefusal, testConsole } from '../../testing/test-console.tsx'

afterEach(cleanup)

const id = (n: number) => `019a0000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
const item = (n: number, patch: Partial<LearningItemView> = {}): LearningItemView => ({
  id: id(n),
  conversationId: id(500),
  suggestionId: id(600),
  score: 60 - n,
  reasons: [{ code: 'EDITED', points: 20 }],
  intent: 'price',
  question: `Question ${n}`,
  draft: 'It costs ten euros.',
  finalAnswer: 'It costs twelve euros.',
  status: 'pending',
  lesson: null,
  repeats: null,
  reviewedBy: null,
  reviewedAt: null,
  at: '2026-11-20T10:00:00.000Z',
  ...patch,
})

function open(items: readonly LearningItemView[], answers: Record<string, (input: never) => unknown> = {}) {
  let left = [...items]
  const world = testConsole({
    'learning.list': () => ({ items: left, nextCursor: null }),
    'learning.repeatRate': () => ({ corrections: 41, repeats: 3, items: [] }),
    'learning.dismiss': (input: { id: string }) => {
      left = left.filter(one => one.id !== input.id)
      return { done: true }
    },
    'intent.list': () => intentList,
    'platform.me': () => ({ level: null }),
    'notification.list': () => ({ items: [], unread: 0 }),
    ...answers,
  })
  // jsdom has no layout: as wide as list and detail need.
  window.matchMedia = () => ({ matches: true }) as MediaQueryList
  world.console.connection.setState({ phase: 'live', ready: true })
  const view = renderAt(world, `/learning?item=${items[0]?.id}`)
  return {
    ...view,
    sent: (path: string) => world.calls.filter(call => call.path === path).map(call => call.input),
  }
}

const heading = (text: string) => screen.findByRole('article', { name: text })

describe('the learning queue', () => {
  it('fills in what a person answered, and never a draft that was refused', async () => {
    const { unmount } = open([item(1)])
    expect(((await screen.findByLabelText('Answer')) as HTMLTextAreaElement).value).toBe(
      'It costs twelve euros.',
    )
    unmount()
    open([item(2, { finalAnswer: null, reasons: [{ code: 'REJECTED', points: 25 }] })])
    expect(((await screen.findByLabelText('Answer')) as HTMLTextAreaElement).value).toBe('')
  })

  it('says how many corrections had been taught before', async () => {
    open([item(1)])
    await screen.findByText('3 of 41')
  })

  it('shows what people changed, word by word', async () => {
    open([item(1)])
    await heading('Question 1')
    expect(document.querySelector('del')?.textContent).toContain('ten')
    expect(document.querySelector('ins')?.textContent).toContain('twelve')
  })

  it('moves with J and K', async () => {
    open([item(1), item(2)])
    await heading('Question 1')
    await userEvent.keyboard('j')
    await heading('Question 2')
    await userEvent.keyboard('k')
    await heading('Question 1')
  })

  it('dismisses an item and goes to the next', async () => {
    const { sent } = open([item(1), item(2)])
    await heading('Question 1')
    await userEvent.click(screen.getByRole('button', { name: 'Nothing to learn' }))
    await heading('Question 2')
    expect(sent('learning.dismiss')).toEqual([{ id: id(1) }])
    await waitFor(() => expect(screen.queryByRole('option', { name: /Question 1/ })).toBeNull())
  })

  it('is empty after the last one', async () => {
    open([item(1)])
    await heading('Question 1')
    await userEvent.click(screen.getByRole('button', { name: 'Nothing to learn' }))
    await screen.findByText('Nothing to review')
    expect(screen.queryByRole('article')).toBeNull()
  })

  it('makes a FAQ of it with everything filled in', async () => {
    const { sent } = open([item(1), item(2)], { 'learning.teach': () => ({ done: true }) })
    await heading('Question 1')
    await userEvent.type(screen.getByLabelText('Questions, one on each line'), '{Enter}How much is it?')
    await userEvent.click(screen.getByRole('button', { name: 'Teach this' }))
    await waitFor(() =>
      expect(sent('learning.teach')).toEqual([
        {
          id: id(1),
          lesson: {
            kind: 'faq',
            questions: ['Question 1', 'How much is it?'],
            answer: 'It costs twelve euros.',
          },
        },
      ]),
    )
    await heading('Question 2')
  })

  it('makes an intent example of the question', async () => {
    const { sent } = open([item(1)], { 'learning.teach': () => ({ done: true }) })
    await heading('Question 1')
    await userEvent.click(screen.getByRole('button', { name: 'Intent example' }))
    await userEvent.selectOptions(screen.getByLabelText('Intent'), 'Guarantee')
    await userEvent.click(screen.getByRole('button', { name: 'Teach this' }))
    await waitFor(() =>
      expect(sent('learning.teach')).toEqual([
        { id: id(1), lesson: { kind: 'intent_example', intent: 'warranty', text: 'Question 1' } },
      ]),
    )
  })

  it('keeps what was written when it is refused', async () => {
    open([item(1)], {
      'learning.teach': () => {
        throw new TestRefusal('learning.already_reviewed')
      },
    })
    await heading('Question 1')
    const answer = screen.getByLabelText<HTMLTextAreaElement>('Answer')
    await userEvent.type(answer, ' Really.')
    await userEvent.click(screen.getByRole('button', { name: 'Teach this' }))
    await screen.findByRole('alert')
    expect(answer.value).toBe('It costs twelve euros. Really.')
  })

  it('warns of a correction that was taught before and leads there', async () => {
    const { router } = open([
      item(1, { repeats: { id: id(9), lessonKind: 'faq', at: '2026-11-02T10:00:00.000Z' } }),
    ])
    await heading('Question 1')
    await userEvent.click(screen.getByRole('button', { name: 'Show the earlier one' }))
    await waitFor(() => expect(router.state.location.search).toEqual({ tab: 'taught', item: id(9) }))
  })
})
