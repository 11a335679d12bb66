import type { ConversationDetail } from '@countersign/shared/conversation/conversation.contract'
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  conversationId,
  detail,
  jonas,
  message,
  suggestion,
  suggestionId,
} from '../../testing/detail.fixture.ts'
import { renderWith, TestRefusal, testConsole } from '../../testing/test-console.tsx'
import { Announcer } from '../../ui/announcer.tsx'
import { useKeys } from '../keys/index.ts'
import { EvidencePanel } from './evidence-panel.tsx'
import { useSuggestionStore } from './suggestion.store.ts'
import { SuggestionCard } from './suggestion-card.tsx'

const first = useSuggestionStore.getInitialState()
beforeEach(() => {
  localStorage.clear()
  useSuggestionStore.setState(first, true)
})
afterEach(cleanup)

function Place({ of, onDecided }: { of: ConversationDetail; onDecided: () => void }) {
  useKeys()
  return (
    <>
      <SuggestionCard key={of.conversation.id} detail={of} onDecided={onDecided} />
      <EvidencePanel suggestion={of.suggestion} channelName="Web chat" />
      <Announcer />
    </>
  )
}

function show(
  of: ConversationDetail,
  handlers: Parameters<typeof testConsole>[0] = {},
  language?: 'en' | 'ru',
) {
  const world = testConsole(handlers)
  let decided = 0
  const place = (next: ConversationDetail) => <Place of={next} onDecided={() => (decided += 1)} />
  const view = renderWith(world, place(of), language)
  return {
    ...world,
    change: (next: ConversationDetail) => view.show(place(next)),
    decided: () => decided,
    sent: (path: string) => world.calls.filter(call => call.path === path).map(call => call.input),
  }
}

const card = () => screen.getByRole('region', { name: /draft|decided|overtaken/i })

describe('a draft that waits', () => {
  it('answers its four questions without a click', () => {
    show(detail())
    const inside = within(card())
    expect(inside.getAllByRole('option').map(option => option.textContent)).toEqual([
      expect.stringContaining('You have 30 days to return them.'),
      expect.stringContaining('I have put a label in your account.'),
    ])
    expect(inside.getByText('1 sentence has no source')).toBeTruthy()
    expect(inside.getByText('Not auto-sent: “Return” needs 30 decisions, 22 so far')).toBeTruthy()
    expect(inside.getByText('19 of 22 like this went unchanged')).toBeTruthy()
    for (const [name, keys] of [
      [/Approve/, 'Control+Enter'],
      [/Edit/, 'E'],
      [/Reject/, 'R'],
      [/Escalate/, 'X'],
    ] as const) {
      expect(inside.getByRole('button', { name }).getAttribute('aria-keyshortcuts')).toBe(keys)
    }
    expect(inside.getByText('$0.0021')).toBeTruthy()
  })

  it('marks the sentence without a source for eyes and ears', () => {
    show(detail())
    const [, unsupported] = within(card()).getAllByRole('option')
    expect(unsupported?.className).toContain('wavy')
    expect(unsupported?.textContent).toContain('no source')
  })

  it('lights up the passage of the sentence in focus', async () => {
    show(detail())
    const sources = screen.getByRole('list', { name: 'Sources of the draft' })
    const [supported, unsupported] = within(card()).getAllByRole('option')
    await userEvent.hover(supported as HTMLElement)
    expect(sources.querySelector('mark')?.textContent).toBe('You have 30 days from delivery to return goods.')
    await userEvent.hover(unsupported as HTMLElement)
    expect(sources.querySelector('mark')).toBeNull()
  })

  it('moves the focus from sentence to sentence with the arrows', async () => {
    show(detail())
    const [one, two] = within(card()).getAllByRole('option')
    one?.focus()
    await userEvent.keyboard('{ArrowDown}')
    expect(document.activeElement).toBe(two)
    expect(two?.getAttribute('aria-selected')).toBe('true')
    await userEvent.keyboard('{ArrowUp}')
    expect(document.activeElement).toBe(one)
  })

  it('shows the confidence with its reasons behind one expand', () => {
    show(detail())
    const reasons = within(card()).getByText('Confidence 74% and why').closest('details')
    expect(reasons?.open).toBe(false)
    expect(reasons?.textContent).toContain('The question matches an article closely.')
    expect(reasons?.textContent).toContain('−0.05')
  })

  it('says when another model had to answer', () => {
    show(detail({ suggestion: suggestion({ fallbackReason: 'timeout' }) }))
    expect(card().textContent).toContain('The model did not answer: it took too long.')
  })

  it('says when it is the first of its kind, or rests on nothing', () => {
    show(detail({ suggestion: suggestion({ autonomy: null, evidence: [] }) }))
    expect(card().textContent).toContain('First of its kind')
    expect(screen.getByText(/no sources. Check every word/)).toBeTruthy()
  })

  it('speaks Russian', () => {
    show(detail(), {}, 'ru')
    expect(screen.getByText('Таких без правок: 19 из 22')).toBeTruthy()
    expect(screen.getByText('1 предложение без источника')).toBeTruthy()
    expect(screen.getByText('Не ушло само: теме «Возврат» нужно 30 решений, пока 22')).toBeTruthy()
  })
})

describe('deciding', () => {
  it('approves with the version that is on screen and goes to the next', async () => {
    const world = show(detail(), { 'suggestion.approve': () => ({}) })
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(world.sent('suggestion.approve')).toHaveLength(1))
    expect(world.sent('suggestion.approve')[0]).toMatchObject({ id: suggestionId, version: 1 })
    expect(world.decided()).toBe(1)
  })

  it('sends an edit, and an edit that changed nothing as an approval', async () => {
    const world = show(detail(), { 'suggestion.edit': () => ({}), 'suggestion.approve': () => ({}) })
    await userEvent.keyboard('e')
    const field = screen.getByRole('textbox', { name: 'Edit the draft' })
    expect(document.activeElement).toBe(field)
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(world.sent('suggestion.approve')).toHaveLength(1))
    expect(world.sent('suggestion.edit')).toEqual([])
  })

  it('keeps what is typed until it is sent, and gives it up on Esc', async () => {
    show(detail())
    await userEvent.keyboard('e')
    await userEvent.type(screen.getByRole('textbox', { name: 'Edit the draft' }), ' Kind regards')
    expect(Object.values({ ...localStorage })).toEqual([`${suggestion().text} Kind regards`])
    cleanup()
    show(detail())
    const again = screen.getByRole('textbox', { name: 'Edit the draft' }) as HTMLTextAreaElement
    expect(again.value).toContain('Kind regards')
    await userEvent.type(again, '{Escape}')
    expect(screen.queryByRole('textbox', { name: 'Edit the draft' })).toBeNull()
    expect(localStorage).toHaveLength(0)
  })

  it('rejects with a reason or without one', async () => {
    const world = show(detail(), { 'suggestion.reject': () => ({}) })
    await userEvent.keyboard('r')
    await userEvent.keyboard('wrong price{Enter}')
    await waitFor(() => expect(world.sent('suggestion.reject')).toHaveLength(1))
    expect(world.sent('suggestion.reject')[0]).toMatchObject({ reason: 'wrong price' })
  })

  it('does nothing with a key the role does not allow', async () => {
    const world = testConsole({ 'suggestion.approve': () => ({}) })
    world.console.session.store.setState(state =>
      state.phase === 'signed_in' ? { ...state, member: { ...state.member, permissions: [] } } : state,
    )
    renderWith(world, <Place of={detail()} onDecided={() => undefined} />)
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    expect(world.calls).toEqual([])
    expect(card().textContent).toContain('Deciding them needs another role')
  })

  it('keeps a failed decision and sends the same one again', async () => {
    let down = true
    const world = show(detail(), {
      'suggestion.approve': () => {
        if (down) throw new TestRefusal('server.unavailable')
        return {}
      },
    })
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    const alert = await within(card()).findByRole('alert')
    expect(alert.textContent).toContain('Your decision is kept.')
    down = false
    await userEvent.click(within(alert).getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(world.sent('suggestion.approve')).toHaveLength(2))
    const [one, two] = world.sent('suggestion.approve') as { idempotencyKey: string }[]
    expect(two?.idempotencyKey).toBe(one?.idempotencyKey)
  })

  it('says who decided first when a colleague was faster', async () => {
    show(detail(), {
      'suggestion.approve': () => {
        throw new TestRefusal('suggestion.already_decided', {
          by: { memberId: jonas.memberId, name: jonas.name },
          at: '2026-11-20T10:05:00.000Z',
          status: 'rejected',
        })
      },
    })
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    await screen.findByRole('region', { name: 'Already decided' })
    expect(card().textContent).toContain('Jonas Lind · rejected')
    expect((await screen.findAllByText('Jonas Lind decided this draft first.')).length).toBeGreaterThan(0)
  })
})

describe('a draft that changes while it is read', () => {
  it('stays, says what changed, cannot be approved, and makes way at one key', async () => {
    const world = show(detail(), { 'suggestion.approve': () => ({}) })
    world.change(
      detail({
        messages: [message(1), message(2, { text: 'There is a scratch' })],
        suggestion: suggestion({
          id: 'newer-suggestion',
          text: 'New words.',
          sentences: [{ text: 'New words.', evidenceIds: [], supported: true }],
        }),
      }),
    )
    expect(card().textContent).toContain('There is a scratch')
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    expect(world.sent('suggestion.approve')).toEqual([])
    await userEvent.keyboard('u')
    expect(within(card()).getByText('New words.')).toBeTruthy()
  })

  it('is written before one’s eyes, then announced', async () => {
    const world = show(detail({ suggestion: null, conversation: { drafting: true } }))
    expect(screen.getByRole('region', { name: 'Drafting' }).getAttribute('aria-busy')).toBe('true')
    act(() =>
      world.console.draftStream
        .getState()
        .announced({ conversationId, runId: 'r', text: 'Yes, you', done: false }),
    )
    expect(screen.getByText('Yes, you')).toBeTruthy()
    act(() => world.console.draftStream.getState().forget(conversationId))
    world.change(detail())
    expect(await screen.findByText('A draft for Anna Lindqvist is ready')).toBeTruthy()
  })

  it('says why there is none', () => {
    show(detail({ suggestion: null, conversation: { status: 'resolved' } }))
    expect(screen.getByText(/^Resolved\./)).toBeTruthy()
    expect(screen.getByText('No draft, no evidence')).toBeTruthy()
  })
})

describe('a held Ctrl and Enter', () => {
  it('approves once', async () => {
    const world = show(detail(), { 'suggestion.approve': () => ({}) })
    fireEvent.keyDown(window, { key: 'Enter', ctrlKey: true, repeat: true })
    expect(world.sent('suggestion.approve')).toEqual([])
  })
})
