import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { conversationId, detail } from '../../testing/detail.fixture.ts'
import { renderWith, TestRefusal, testConsole } from '../../testing/test-console.tsx'
import { Composer } from './composer.tsx'

afterEach(cleanup)

const escalated = detail({
  suggestion: null,
  escalation: { id: 'e1', reason: 'human_requested', summary: null, status: 'pending', claimedBy: null },
})

function show(of = detail({ suggestion: null }), handlers: Parameters<typeof testConsole>[0] = {}) {
  const world = testConsole(handlers)
  renderWith(world, <Composer detail={of} proposed={null} />)
  return { ...world, field: screen.getByRole('textbox') as HTMLTextAreaElement }
}

describe('a reply of one’s own', () => {
  it('is sent with Ctrl and Enter, once, and the field is free again', async () => {
    const { field, calls } = show(undefined, { 'message.send': () => ({}) })
    await userEvent.type(field, 'On its way.{Control>}{Enter}{/Control}')
    await waitFor(() => expect(calls.filter(call => call.path === 'message.send')).toHaveLength(1))
    expect(calls[0]?.input).toMatchObject({ conversationId, text: 'On its way.' })
    expect(field.value).toBe('')
  })

  it('comes back into the field when it could not be sent', async () => {
    const { field } = show(undefined, {
      'message.send': () => {
        throw new TestRefusal('server.error')
      },
    })
    await userEvent.type(field, 'On its way.{Control>}{Enter}{/Control}')
    await waitFor(() => expect(field.value).toBe('On its way.'))
  })

  it('is kept per conversation while it is written', async () => {
    const { field, storage } = show()
    await userEvent.type(field, 'half a')
    expect([...storage.entries]).toEqual([[`countersign.reply.${conversationId}`, 'half a']])
    await userEvent.clear(field)
    expect(storage.entries.size).toBe(0)
  })

  it('can close the escalation it answers', async () => {
    const { field, calls } = show(escalated, { 'escalation.handle': () => ({}) })
    await userEvent.type(field, 'Calling you now.')
    await userEvent.click(screen.getByRole('button', { name: 'Send and close escalation' }))
    await waitFor(() => expect(calls[0]).toMatchObject({ path: 'escalation.handle' }))
    expect(calls[0]?.input).toMatchObject({ id: 'e1', text: 'Calling you now.' })
  })

  it('sends nothing that is empty', async () => {
    const { field, calls } = show()
    await userEvent.type(field, '   {Control>}{Enter}{/Control}')
    expect(calls).toEqual([])
  })
})
