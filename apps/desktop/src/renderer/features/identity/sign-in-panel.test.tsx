import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mara } from '../../testing/detail.fixture.ts'
import { renderAt, TestOutage, TestRefusal, testConsole } from '../../testing/test-console.tsx'

beforeEach(() => localStorage.clear())
afterEach(cleanup)

function show(login: () => unknown) {
  const world = testConsole({ 'auth.login': login })
  world.console.session.store.setState({ phase: 'signed_out', because: 'expired' }, true)
  renderAt(world, '/knowledge')
  return world
}

async function enter() {
  await userEvent.type(await screen.findByLabelText('E-mail'), 'mara@example.test')
  await userEvent.type(screen.getByLabelText('Password'), 'secret{Enter}')
}

describe('signing in', () => {
  it('says that the session ended and that nothing is lost', async () => {
    show(() => null)
    expect(await screen.findByText(/what you began is kept/)).toBeTruthy()
  })

  it('opens the console', async () => {
    const world = show(() => ({ accessToken: 'a', refreshToken: 'r'.repeat(24), member: mara }))
    await enter()
    await waitFor(() => expect(world.console.session.store.getState().phase).toBe('signed_in'))
  })

  it('tells a wrong password from a locked account and from no server', async () => {
    const answers = [new TestRefusal('auth.invalid'), new TestRefusal('auth.locked'), new TestOutage()]
    const words = [/is wrong/, /Too many wrong passwords/, /does not answer/]
    for (const [index, answer] of answers.entries()) {
      show(() => {
        throw answer
      })
      await enter()
      expect((await screen.findByRole('alert')).textContent).toMatch(words[index] as RegExp)
      cleanup()
    }
  })

  it('changes the language and remembers it', async () => {
    show(() => null)
    await userEvent.click(await screen.findByRole('button', { name: 'Русский' }))
    expect(await screen.findByLabelText('Пароль')).toBeTruthy()
    expect(document.documentElement.lang).toBe('ru')
    expect(localStorage.getItem('countersign.language')).toBe('ru')
  })
})
