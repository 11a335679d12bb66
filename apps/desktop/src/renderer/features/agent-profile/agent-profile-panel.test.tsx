import type { AgentProfileView } from '@countersign/shared/agent-profile/agent-profile.contract'
import { may, permissions, type Role } from '@countersign/shared/identity/role.policy'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { mara } from '../../testing/detail.fixture.ts'
import { policy } from '../../testing/policy.fixture.ts'
import { renderAt, TestRefusal, testConsole } from '../../testing/test-console.tsx'

afterEach(cleanup)

const shop = policy.channels[0]?.id ?? ''
const profile: AgentProfileView = {
  channelId: null,
  version: 2,
  companyFacts: [{ name: 'Hours', value: '9 to 6' }],
  model: null,
  temperature: 0.3,
  topP: null,
  tone: 'friendly',
  language: null,
  systemPrompt: null,
  flaggedKeywords: ['lawyer'],
  flaggedPhrases: [],
  ignoreExamples: [],
  chatsEnabled: true,
  models: ['claude-a', 'claude-b'],
}
const inherited: AgentProfileView = { ...profile, channelId: shop, version: 0 }
const shops: AgentProfileView = { ...inherited, version: 4, tone: 'brisk' }

type Answer = (input: never) => unknown

function open(answers: Record<string, Answer> = {}, role: Role = 'manager') {
  const world = testConsole({
    'policy.get': () => policy,
    'agentProfile.get': ({ channelId }: { channelId: string | null }) =>
      channelId === null ? profile : inherited,
    'platform.me': () => ({ level: null }),
    'notification.list': () => ({ items: [], unread: 0 }),
    ...answers,
  })
  const member = { ...mara, role, permissions: permissions.filter(permission => may(role, permission)) }
  world.console.session.store.setState({ phase: 'signed_in', member, accessToken: 'token-1' }, true)
  renderAt(world, '/settings?page=ai-profile')
  return {
    world,
    sent: (path: string) => world.calls.filter(call => call.path === path).map(call => call.input),
  }
}

const save = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Save' })
const field = (name: string) => screen.findByRole<HTMLInputElement>('textbox', { name })

describe('the AI profile', () => {
  it('sends what was changed and nothing else, an empty field as none', async () => {
    const { sent } = open({ 'agentProfile.update': () => ({ ...profile, version: 3 }) })
    await userEvent.clear(await field('Tone'))
    await userEvent.clear(await field('Temperature'))
    await userEvent.type(await field('Temperature'), '0,7')
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Model for drafts' }), 'claude-b')
    await userEvent.click(save())
    await waitFor(() =>
      expect(sent('agentProfile.update')).toEqual([
        { version: 2, channelId: null, tone: null, temperature: 0.7, model: 'claude-b' },
      ]),
    )
  })

  it('adds and removes facts, and does not send half of one or two of one name', async () => {
    const { sent } = open({
      'agentProfile.update': ({ companyFacts }: Pick<AgentProfileView, 'companyFacts'>) => ({
        ...profile,
        version: 3,
        companyFacts,
      }),
    })
    await userEvent.click(await screen.findByRole('button', { name: 'Add fact' }))
    expect(document.activeElement).toBe(await field('Name of fact 2'))
    expect(save().disabled).toBe(true)
    await userEvent.keyboard('Hours')
    screen.getByText('Another fact has this name.')
    expect(save().disabled).toBe(true)
    await userEvent.clear(await field('Name of fact 2'))
    await userEvent.type(await field('Name of fact 2'), 'Address')
    screen.getByText('It has no value yet.')
    expect(save().disabled).toBe(true)
    await userEvent.type(await field('Value of fact 2'), 'Elm Street 1')
    await userEvent.click(save())
    await waitFor(() => expect(save().disabled).toBe(true))
    await userEvent.click(screen.getByRole('button', { name: 'Remove: Hours' }))
    await userEvent.click(save())
    await waitFor(() =>
      expect(sent('agentProfile.update')).toMatchObject([
        {
          companyFacts: [
            { name: 'Address', value: 'Elm Street 1' },
            { name: 'Hours', value: '9 to 6' },
          ],
        },
        { version: 3, companyFacts: [{ name: 'Address', value: 'Elm Street 1' }] },
      ]),
    )
  })

  it('says which field cannot be saved', async () => {
    open()
    await userEvent.clear(await field('Temperature'))
    await userEvent.type(await field('Temperature'), '3')
    screen.getByText('A number from 0 to 2.')
    screen.getByText('This cannot be saved yet: Temperature.')
    expect(save().disabled).toBe(true)
    await userEvent.clear(await field('Top P'))
    await userEvent.type(await field('Top P'), 'warm')
    screen.getByText('A number above 0 and up to 1.')
  })

  it('keeps what was typed when somebody was faster, shows what they changed, and saves on top of it', async () => {
    const theirs: AgentProfileView = { ...profile, version: 9, systemPrompt: 'No emoji.', tone: 'formal' }
    let now: AgentProfileView = theirs
    const { sent } = open({
      'agentProfile.update': ({ version, tone }: AgentProfileView) => {
        if (version !== 9) throw new TestRefusal('setting.stale', { current: theirs })
        now = { ...theirs, version: 10, tone }
        return now
      },
    })
    await userEvent.clear(await field('Tone'))
    await userEvent.type(await field('Tone'), 'warm')
    await userEvent.click(save())
    const alert = await screen.findByRole('alert')
    within(alert).getByText(/nothing → No emoji\./)
    within(alert).getByText(/friendly → formal \(you changed it too; yours stays\)/)
    expect((await field('Tone')).value).toBe('warm')
    expect(save().disabled).toBe(true)
    await userEvent.click(within(alert).getByRole('button', { name: 'Show theirs, keep mine' }))
    expect(screen.queryByRole('alert')).toBeNull()
    expect((await field('House style')).value).toBe('No emoji.')
    expect((await field('Tone')).value).toBe('warm')
    await userEvent.click(save())
    await waitFor(() =>
      expect(sent('agentProfile.update').at(-1)).toEqual({ version: 9, channelId: null, tone: 'warm' }),
    )
    await waitFor(() => expect(save().disabled).toBe(true))
    expect(now.tone).toBe('warm')
  })

  it('follows somebody else’s change while nothing is typed', async () => {
    const { world } = open()
    await field('Tone')
    const api = world.console.api
    world.console.queryClient.setQueryData(api.agentProfile.get.queryKey({ channelId: null }), {
      ...profile,
      version: 3,
      tone: 'formal',
    })
    await waitFor(async () => expect((await field('Tone')).value).toBe('formal'))
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('gives a channel a profile of its own, and keeps what is typed elsewhere', async () => {
    const { sent } = open({ 'agentProfile.update': () => ({ ...shops, version: 1 }) })
    await userEvent.type(await field('House style'), 'Say we.')
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Profile of' }), shop)
    await screen.findByText(/^As the workspace has it\./)
    await userEvent.clear(await field('Tone'))
    await userEvent.type(await field('Tone'), 'brisk')
    await userEvent.click(save())
    await waitFor(() =>
      expect(sent('agentProfile.update')).toEqual([{ version: 0, channelId: shop, tone: 'brisk' }]),
    )
    await screen.findByText(/^This channel has a profile of its own\./)
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Profile of' }), 'workspace')
    expect((await field('House style')).value).toBe('Say we.')
    expect((await field('Tone')).value).toBe('friendly')
  })

  it('takes a channel back to the workspace’s, with a way back', async () => {
    const { sent } = open({
      'agentProfile.get': ({ channelId }: { channelId: string | null }) =>
        channelId === null ? profile : shops,
      'agentProfile.remove': () => inherited,
      'agentProfile.update': () => ({ ...shops, version: 1 }),
    })
    await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Profile of' }), shop)
    await userEvent.click(await screen.findByRole('button', { name: 'Use the workspace’s again' }))
    await waitFor(() => expect(sent('agentProfile.remove')).toEqual([{ channelId: shop, version: 4 }]))
    await screen.findByText(/^As the workspace has it\./)
    expect((await field('Tone')).value).toBe('friendly')
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(sent('agentProfile.update')).toHaveLength(1))
    const { channelId, models: _models, version: _version, ...fields } = shops
    expect(sent('agentProfile.update')).toEqual([{ ...fields, channelId, version: 0 }])
    await screen.findByText(/^This channel has a profile of its own\./)
    expect((await field('Tone')).value).toBe('brisk')
  })

  it('is not among the pages of an operator', async () => {
    open({}, 'operator')
    await screen.findByRole('heading', { name: 'Profile', level: 1 })
    expect(screen.queryByRole('link', { name: 'AI profile' })).toBeNull()
  })
})
