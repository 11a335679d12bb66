import type { AuditLine } from '@countersign/shared/audit/audit.contract'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { mara } from '../../testing/detail.fixture.ts'
import { renderWith, TestRefusal, testConsole } from '../../testing/test-console.tsx'
import { AuditPanel } from './audit-panel.tsx'

const saved: { name: string; text: string }[] = []
vi.mock('../../app/save-file.ts', () => ({
  saveFile: (name: string, _type: string, parts: readonly string[]) =>
    saved.push({ name, text: parts.join('') }),
}))

beforeEach(() => {
  saved.length = 0
  // jsdom has no layout: the list is told that it has room.
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600)
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(800)
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const line = (seq: number, action: string): AuditLine => ({
  id: `019a0000-0000-7000-8000-${String(seq).padStart(12, '0')}`,
  seq,
  at: '2026-11-20T10:00:00.000Z',
  actor: { kind: 'member', memberId: mara.id, name: mara.name },
  action,
  entityType: 'invite',
  entityId: '019a0000-0000-7000-8000-00000000beef',
  metadata: { role: 'operator', reason: null },
  requestId: 'req-1',
  address: '203.0.113.7',
  userAgent: null,
  hash: 'ab'.repeat(32),
})

function show(handlers: Parameters<typeof testConsole>[0]) {
  const world = testConsole({
    'team.list': () => ({ members: [] }),
    'audit.list': () => ({ items: [line(7, 'invite_sent'), line(6, 'something_new')], nextCursor: null }),
    ...handlers,
  })
  renderWith(world, <AuditPanel />)
  return { sent: (path: string) => world.calls.filter(c => c.path === path).map(c => c.input) }
}

describe('the audit trail', () => {
  it('says what was done in words, also what this console has no words for', async () => {
    show({})
    expect(
      await screen.findByRole('button', { name: /Mara Voss.*Invitation sent.*Invitation.*7/ }),
    ).toBeTruthy()
    expect(screen.getByRole('button', { name: /something new/ })).toBeTruthy()
  })

  it('shows everything of one line', async () => {
    show({})
    await userEvent.click(await screen.findByRole('button', { name: /Invitation sent/ }))
    const detail = screen.getByRole('complementary', { name: 'Line 7' })
    for (const text of ['203.0.113.7', 'operator', 'req-1', 'ab'.repeat(32)]) {
      expect(within(detail).getByText(text)).toBeTruthy()
    }
  })

  it('asks for what the filter lets through, and drops an action of another kind of thing', async () => {
    const { sent } = show({})
    await screen.findByRole('button', { name: /Invitation sent/ })
    await userEvent.selectOptions(screen.getByLabelText('What'), 'invite_sent')
    await userEvent.selectOptions(screen.getByLabelText('About'), 'secret')
    await waitFor(() => expect(sent('audit.list').at(-1)).toMatchObject({ entityType: 'secret' }))
    expect(sent('audit.list').at(-1)).not.toHaveProperty('action')
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }))
    expect(screen.getByLabelText<HTMLSelectElement>('About').value).toBe('')
  })

  it('puts the parts of an export together into one file', async () => {
    const parts = { first: { csv: 'seq\r\n7\r\n', nextCursor: 'c1' }, c1: { csv: '6\r\n', nextCursor: null } }
    const { sent } = show({
      'audit.export': (input: { cursor?: 'c1' }) => parts[input.cursor ?? 'first'],
    })
    await userEvent.click(await screen.findByRole('button', { name: 'Export CSV' }))
    await waitFor(() => expect(saved).toEqual([{ name: 'audit-2026-11-20.csv', text: 'seq\r\n7\r\n6\r\n' }]))
    expect(sent('audit.export')).toEqual([{}, { cursor: 'c1' }])
  })

  it('takes all of it away with its proof, whatever the filter says', async () => {
    const parts = { 0: { text: 'open\none\n', next: 1 }, 1: { text: 'two\nend\n', next: null } }
    const { sent } = show({ 'audit.exportChain': (input: { after?: 1 }) => parts[input.after ?? 0] })
    await screen.findByRole('button', { name: /Invitation sent/ })
    await userEvent.selectOptions(screen.getByLabelText('What'), 'invite_sent')
    await userEvent.click(screen.getByRole('button', { name: 'Export all of it with its proof' }))
    await waitFor(() =>
      expect(saved).toEqual([{ name: 'audit-2026-11-20.jsonl', text: 'open\none\ntwo\nend\n' }]),
    )
    expect(sent('audit.exportChain')).toEqual([{}, { after: 1 }])
  })

  it('saves no half of a trail', async () => {
    show({
      'audit.export': (input: { cursor?: string }) => {
        if (input.cursor !== undefined) throw new TestRefusal('rate.limited')
        return { csv: 'seq\r\n', nextCursor: 'c1' }
      },
    })
    await userEvent.click(await screen.findByRole('button', { name: 'Export CSV' }))
    expect((await screen.findAllByText('The trail could not be exported')).length).toBeGreaterThan(0)
    expect(saved).toEqual([])
  })

  it('names the line that does not fit', async () => {
    show({
      'audit.check': () => ({ lines: 7, head: 'ab', broken: { seq: 3, problem: 'hash' } }),
    })
    await userEvent.click(await screen.findByRole('button', { name: 'Check the chain' }))
    expect((await screen.findAllByText('Line 3 does not fit')).length).toBeGreaterThan(0)
  })
})
