import type { StudioOutcome } from '@countersign/shared/studio/studio.contract'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { intentList } from '../../testing/policy.fixture.ts'
import { renderAt, TestRefusal, testConsole } from '../../testing/test-console.tsx'

afterEach(cleanup)

const id = (n: number) => `019a0000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
const outcome: StudioOutcome = {
  kind: 'suggested',
  intent: 'price',
  decision: 'NEED_APPROVAL',
  blockedBy: 'SETTING_OFF',
  escalationReason: null,
  confidence: 0.91,
  reply: 'It costs ten euros.',
  sources: ['Prices'],
  supported: 1,
  sentences: 1,
  penalties: [],
}
const trace = {
  stages: [
    {
      stage: 'gate',
      ms: 0.4,
      input: { question: { language: 'en' } },
      output: { action: 'respond', rule: 'open', matched: null },
    },
    {
      stage: 'retrieve',
      ms: 3.1,
      input: { text: 'How much?' },
      output: {
        evidence: [{ id: 'e1', title: 'Prices', text: 'Ten euros.', kind: 'document', similarity: 0.8 }],
      },
    },
    {
      stage: 'ground',
      ms: 0.2,
      input: null,
      output: {
        sentences: [
          {
            text: 'It costs ten euros.',
            kind: 'statement',
            evidenceIds: ['e1'],
            support: 0.9,
            supported: true,
          },
          { text: 'It flies.', kind: 'statement', evidenceIds: [], support: 0, supported: false },
        ],
      },
    },
    { stage: 'decide', ms: 0.1, input: { tAuto: 0.8 }, output: { somethingNew: true } },
  ],
  outcome,
  model: 'test-model',
  promptVersion: 'p1',
  policyVersion: 4,
  tokensIn: 120,
  tokensOut: 30,
  costMicros: 2100,
  totalMs: 12,
}
const message = (n: number, parent: number | null, text: string, reply: string | null = 'A reply') => ({
  id: id(n),
  parentId: parent === null ? null : id(parent),
  text,
  status: 'done' as const,
  reply,
  trace,
  at: `2026-11-20T10:${String(n).padStart(2, '0')}:00.000Z`,
})

function open(address: string, answers: Record<string, (input: never) => unknown> = {}) {
  const world = testConsole({
    'studio.threads': () => ({ items: [{ id: id(100), title: 'Prices', at: '2026-11-20T10:00:00.000Z' }] }),
    'studio.thread': () => ({
      id: id(100),
      title: 'Prices',
      at: '2026-11-20T10:00:00.000Z',
      messages: [message(1, null, 'How much?'), message(2, 1, 'And two?'), message(3, 1, 'And three?')],
    }),
    'studio.cases': () => ({ items: [] }),
    'studio.runs': () => ({ items: [] }),
    'intent.list': () => intentList,
    'platform.me': () => ({ level: null }),
    'notification.list': () => ({ items: [], unread: 0 }),
    ...answers,
  })
  world.console.connection.setState({ phase: 'live', ready: true })
  const view = renderAt(world, address)
  return {
    ...view,
    sent: (path: string) => world.calls.filter(call => call.path === path).map(call => call.input),
  }
}

const steps = () => screen.findByRole('complementary', { name: 'What happened' })
const field = () => screen.findByRole('textbox', { name: 'Write as a customer would' })

describe('the playground', () => {
  it('begins an exchange with the first question and opens it', async () => {
    const { sent, router } = open('/studio', {
      'studio.ask': () => ({ threadId: id(100), messageId: id(1) }),
    })
    await userEvent.type(await field(), 'How much?{Enter}')
    await waitFor(() => expect(sent('studio.ask')).toEqual([{ text: 'How much?' }]))
    await waitFor(() => expect(router.state.location.search).toMatchObject({ thread: id(100), m: id(1) }))
  })

  it('goes on at the end of the newest line', async () => {
    const { sent } = open(`/studio?thread=${id(100)}`, {
      'studio.ask': () => ({ threadId: id(100), messageId: id(4) }),
    })
    await screen.findByText('And three?')
    expect(screen.queryByText('And two?')).toBeNull()
    await userEvent.type(await field(), 'Thanks{Enter}')
    await waitFor(() =>
      expect(sent('studio.ask')).toEqual([{ text: 'Thanks', threadId: id(100), parentId: id(3) }]),
    )
  })

  it('branches from any message', async () => {
    const { sent } = open(`/studio?thread=${id(100)}`, {
      'studio.ask': () => ({ threadId: id(100), messageId: id(4) }),
    })
    await screen.findByText('And three?')
    const branch = screen.getAllByRole('button', { name: 'Ask something else from here' })
    await userEvent.click(branch[1] as HTMLElement)
    screen.getByText('Goes on from: How much?')
    await userEvent.type(await field(), 'And four?{Enter}')
    await waitFor(() =>
      expect(sent('studio.ask')).toEqual([{ text: 'And four?', threadId: id(100), parentId: id(1) }]),
    )
  })

  it('shows another branch', async () => {
    open(`/studio?thread=${id(100)}`)
    await screen.findByText('And three?')
    await userEvent.click(screen.getByRole('button', { name: 'Previous branch' }))
    await screen.findByText('And two?')
    expect(screen.queryByText('And three?')).toBeNull()
  })

  it('keeps the question when it was not taken', async () => {
    open('/studio', {
      'studio.ask': () => {
        throw new TestRefusal('rate.limited')
      },
    })
    await userEvent.type(await field(), 'How much?{Enter}')
    await screen.findByRole('alert')
    expect(((await field()) as HTMLTextAreaElement).value).toBe('How much?')
  })

  it('says in words what each step came to, and details where it does not know the words', async () => {
    open(`/studio?thread=${id(100)}`)
    const panel = within(await steps())
    await panel.findByText('test-model')
    panel.getByText('Answer it')
    panel.getByText('1 of 2 sentences supported')
    panel.getByText(/90\s?% supported · Prices/)
    panel.getByText('something new')
  })

  it('pins an exchange under a name', async () => {
    const { sent } = open(`/studio?thread=${id(100)}`, { 'studio.pin': () => ({ id: id(300) }) })
    await screen.findByText('And three?')
    const pins = screen.getAllByRole('button', { name: 'Pin as a case' })
    await userEvent.click(pins[1] as HTMLElement)
    const dialog = await screen.findByRole('dialog', { name: 'Pin as a case' })
    const name = within(dialog).getByLabelText('Name of the case')
    await userEvent.clear(name)
    await userEvent.type(name, 'Three of them{Enter}')
    await waitFor(() => expect(sent('studio.pin')).toEqual([{ messageId: id(3), name: 'Three of them' }]))
  })
})

describe('the cases', () => {
  const run = {
    id: id(400),
    status: 'done' as const,
    total: 2,
    changed: 1,
    failed: 0,
    model: 'test-model',
    promptVersion: 'p2',
    policyVersion: 5,
    startedAt: '2026-11-20T10:00:00.000Z',
    finishedAt: '2026-11-20T10:01:00.000Z',
  }
  const pinned = {
    id: id(300),
    name: 'Price of one',
    turns: [{ from: 'customer' as const, text: 'How much?' }],
    expected: outcome,
    createdBy: 'Mara Voss',
    at: '2026-11-20T09:00:00.000Z',
  }

  it('show what a run found different, and take it as right', async () => {
    const { sent } = open('/studio?view=cases', {
      'studio.cases': () => ({ items: [pinned] }),
      'studio.runs': () => ({ items: [run] }),
      'studio.run': () => ({
        ...run,
        results: [
          {
            caseId: id(300),
            name: 'Price of one',
            status: 'done',
            expected: outcome,
            outcome,
            changes: [
              { field: 'decision', before: 'NEED_APPROVAL', after: 'AUTO_SEND' },
              { field: 'penalties', before: [], after: ['STALE_SOURCE'] },
            ],
            ms: 12,
          },
        ],
      }),
      'studio.acceptOutcome': () => ({ done: true }),
    })
    const results = await screen.findByRole('list', { name: 'Results' })
    within(results).getByText('A person approves it')
    within(results).getByText('Sent by itself')
    within(results).getByText('a source nobody confirmed for long')
    await userEvent.click(within(results).getByRole('button', { name: /^Expect this from now on/ }))
    await waitFor(() => expect(sent('studio.acceptOutcome')).toEqual([{ runId: id(400), caseId: id(300) }]))
  })

  it('are asked again all together', async () => {
    const { sent } = open('/studio?view=cases', {
      'studio.cases': () => ({ items: [pinned] }),
      'studio.runCases': () => ({ id: id(401) }),
    })
    await userEvent.click(await screen.findByRole('button', { name: 'Run all cases' }))
    await waitFor(() => expect(sent('studio.runCases').length).toBe(1))
  })
})
