import { Tooltip } from '@base-ui/react/tooltip'
import { may, permissions, type Role } from '@countersign/shared/identity/role.policy'
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactElement } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { detail, mara, message } from '../../testing/detail.fixture.ts'
import { renderWith, TestRefusal, testConsole } from '../../testing/test-console.tsx'
import { MessageBubble } from './message-bubble.tsx'
import { ThreadAiMenu } from './thread-ai-menu.tsx'

afterEach(cleanup)

const shown = detail()
const { conversation } = shown

function open(element: ReactElement, role: Role, answers: Record<string, (input: never) => unknown>) {
  const world = testConsole(answers)
  const member = { ...mara, role, permissions: permissions.filter(permission => may(role, permission)) }
  world.console.session.store.setState({ phase: 'signed_in', member, accessToken: 'token-1' }, true)
  renderWith(world, <Tooltip.Provider>{element}</Tooltip.Provider>)
  return (path: string) => world.calls.filter(call => call.path === path).map(call => call.input)
}

describe('drafting in a conversation', () => {
  const menu = <ThreadAiMenu conversation={conversation} name="Anna" />
  const trigger = () => screen.getByRole('button', { name: 'Drafting in this conversation' })

  it('is switched off by whoever handles it, with a way back', async () => {
    const sent = open(menu, 'operator', { 'conversation.setAi': () => ({ done: true }) })
    await userEvent.click(trigger())
    expect(screen.queryByText('As the channel has it')).toBeNull()
    await userEvent.click(await screen.findByRole('menuitemradio', { name: 'Off' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }))
    await waitFor(() =>
      expect(sent('conversation.setAi')).toEqual([
        { id: conversation.id, enabled: false },
        { id: conversation.id, enabled: true },
      ]),
    )
  })

  it('has its mode set by managers', async () => {
    const sent = open(menu, 'manager', { 'conversation.setMode': () => ({ done: true }) })
    await userEvent.click(trigger())
    await userEvent.click(await screen.findByRole('menuitemradio', { name: /^Partly automatic/ }))
    await waitFor(() =>
      expect(sent('conversation.setMode')).toEqual([{ id: conversation.id, mode: 'semi_auto' }]),
    )
  })

  it('is not offered to those who only read', () => {
    open(menu, 'viewer', {})
    expect(screen.queryByRole('button')).toBeNull()
  })
})

describe('a reply that was not delivered', () => {
  const failed = message(4, { direction: 'outbound', from: 'operator', deliveryStatus: 'failed' })
  const bubble = (
    <MessageBubble
      conversationId={conversation.id}
      message={failed}
      channelType="webchat"
      isLastOfRun={false}
    />
  )

  it('says so and is tried again', async () => {
    const sent = open(bubble, 'operator', {
      'message.retry': () => ({ id: failed.id, deliveryStatus: 'pending' }),
    })
    screen.getByText(/not delivered/)
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await screen.findByText('It is being sent again')
    expect(sent('message.retry')).toEqual([{ id: failed.id }])
  })

  it('says why it cannot be tried again', async () => {
    open(bubble, 'operator', {
      'message.retry': () => {
        throw new TestRefusal('message.not_retryable')
      },
    })
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect((await screen.findAllByText('Not sent again')).length).toBeGreaterThan(0)
  })

  it('offers nothing to those who may not send', () => {
    open(bubble, 'viewer', {})
    expect(screen.queryByRole('button')).toBeNull()
  })
})
