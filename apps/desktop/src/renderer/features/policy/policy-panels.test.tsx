import { may, permissions, type Role } from '@countersign/shared/identity/role.policy'
import type { PolicyView } from '@countersign/shared/policy/policy.contract'
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { mara } from '../../testing/detail.fixture.ts'
import { intentList, policy } from '../../testing/policy.fixture.ts'
import { renderAt, TestRefusal, testConsole } from '../../testing/test-console.tsx'

afterEach(cleanup)

type Answer = (input: never) => unknown

function open(page: string, answers: Record<string, Answer> = {}, role: Role = 'manager') {
  const world = testConsole({
    'policy.get': () => policy,
    'intent.list': () => intentList,
    'platform.me': () => ({ level: null }),
    'notification.list': () => ({ items: [], unread: 0 }),
    ...answers,
  })
  const member = { ...mara, role, permissions: permissions.filter(permission => may(role, permission)) }
  world.console.session.store.setState({ phase: 'signed_in', member, accessToken: 'token-1' }, true)
  renderAt(world, `/settings?page=${page}`)
  return {
    world,
    sent: (path: string) => world.calls.filter(call => call.path === path).map(call => call.input),
  }
}

const save = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Save' })

describe('decisions', () => {
  it('sends what was changed and nothing else', async () => {
    const { sent } = open('decisions', { 'policy.update': () => ({ ...policy, version: 4 }) })
    fireEvent.change(await screen.findByRole('slider', { name: 'Sent by itself from' }), {
      target: { value: '0.7' },
    })
    await userEvent.click(save())
    await waitFor(() => expect(sent('policy.update')).toEqual([{ version: 3, decision: { tAuto: 0.7 } }]))
  })

  it('names the workspace’s own intents, and leaves archived ones out', async () => {
    const { sent } = open('decisions', { 'policy.update': () => policy })
    const chips = await screen.findAllByRole('button', { name: 'Guarantee' })
    expect(screen.queryByRole('button', { name: 'Old one' })).toBeNull()
    await userEvent.click(chips[0] as HTMLElement)
    await userEvent.click(save())
    await waitFor(() =>
      expect(sent('policy.update')).toEqual([
        { version: 3, decision: { intentsAutosendAllowed: ['price', 'warranty'] } },
      ]),
    )
  })

  it('does not send thresholds that cross', async () => {
    open('decisions')
    fireEvent.change(await screen.findByRole('slider', { name: 'Handed to a person below' }), {
      target: { value: '0.9' },
    })
    screen.getByText('What is handed over must not reach above what is sent.')
    expect(save().disabled).toBe(true)
  })

  it('keeps what was typed when somebody was faster, says what they changed, and saves on top of it', async () => {
    const theirs: PolicyView = {
      ...policy,
      version: 9,
      decision: { ...policy.decision, tEscalate: 0.3 },
    }
    let stale = true
    const { sent } = open('decisions', {
      'policy.update': () => {
        if (stale) throw new TestRefusal('setting.stale', { current: theirs })
        return { ...theirs, version: 10, decision: { ...theirs.decision, tAuto: 0.7 } }
      },
    })
    fireEvent.change(await screen.findByRole('slider', { name: 'Sent by itself from' }), {
      target: { value: '0.7' },
    })
    await userEvent.click(save())
    await screen.findByText(/Somebody changed this meanwhile: Handed to a person below/)
    expect(save().disabled).toBe(true)
    await userEvent.click(screen.getByRole('button', { name: 'Show theirs, keep mine' }))
    expect(
      screen.getByRole<HTMLInputElement>('slider', { name: 'Handed to a person below' }).valueAsNumber,
    ).toBe(0.3)
    expect(screen.getByRole<HTMLInputElement>('slider', { name: 'Sent by itself from' }).valueAsNumber).toBe(
      0.7,
    )
    stale = false
    await userEvent.click(save())
    await waitFor(() =>
      expect(sent('policy.update').at(-1)).toEqual({ version: 9, decision: { tAuto: 0.7 } }),
    )
    await waitFor(() => expect(save().disabled).toBe(true))
  })

  it('gives a channel a mode of its own at once', async () => {
    const { sent } = open('decisions', { 'policy.setChannelMode': () => policy })
    await userEvent.selectOptions(await screen.findByLabelText('Mode of Shop chat'), 'auto')
    await waitFor(() =>
      expect(sent('policy.setChannelMode')).toEqual([{ channelId: policy.channels[0]?.id, mode: 'auto' }]),
    )
  })

  it('is not among the pages of an operator', async () => {
    open('decisions', {}, 'operator')
    await screen.findByRole('heading', { name: 'Profile', level: 1 })
  })
})

describe('human delay', () => {
  it('shows how long a typed reply would wait, by day and at night', async () => {
    open('delay')
    const text = await screen.findByLabelText('A reply to try')
    await userEvent.clear(text)
    await userEvent.type(text, 'x'.repeat(40))
    // 2 s of thought and 1 s of typing at the quickest, less half a second; three times that at night.
    screen.getByText('2.5s')
    screen.getByText('7.5s')
  })

  it('asks for the reply of the night before it can be saved', async () => {
    const { sent } = open('delay', { 'policy.updateDelay': () => policy })
    await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'At night' }), 'AUTO_REPLY')
    expect(save().disabled).toBe(true)
    await userEvent.type(screen.getByLabelText('Reply at night'), 'We are asleep.')
    await userEvent.click(save())
    await waitFor(() =>
      expect(sent('policy.updateDelay')).toMatchObject([
        { nightMode: 'AUTO_REPLY', nightAutoReplyText: 'We are asleep.' },
      ]),
    )
  })
})

describe('training policy', () => {
  it('takes topics one by one', async () => {
    const { sent } = open('training', { 'policy.update': () => policy })
    await userEvent.type(await screen.findByRole('textbox', { name: 'Forbidden topics' }), 'politics{Enter}')
    await userEvent.click(screen.getByRole('button', { name: 'Remove: weapons' }))
    await userEvent.click(save())
    await waitFor(() =>
      expect(sent('policy.update')).toEqual([{ version: 3, training: { forbiddenTopics: ['politics'] } }]),
    )
  })
})

describe('the budget', () => {
  it('shows what is used, and takes the limit away', async () => {
    const { sent } = open('budget', { 'policy.setBudget': () => policy })
    await screen.findByText('$12.34 of $50.00')
    await userEvent.click(screen.getByRole('switch', { name: 'Stop paid drafts at a limit' }))
    await userEvent.click(save())
    await waitFor(() =>
      expect(sent('policy.setBudget')).toEqual([{ monthlyLimitMicros: null, warnShare: 0.8 }]),
    )
  })
})
