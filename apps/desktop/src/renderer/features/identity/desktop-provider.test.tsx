import type { ProviderReturn } from '@countersign/shared/desktop/ipc.contract'
import { act, cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mara } from '../../testing/detail.fixture.ts'
import { testBridge } from '../../testing/test-bridge.ts'
import { renderAt, TestRefusal, testConsole } from '../../testing/test-console.tsx'
import { useProviderReturn } from './provider-return.store.ts'

beforeEach(() => {
  localStorage.clear()
  useProviderReturn.setState({ returned: null })
})
afterEach(cleanup)

const pair = { accessToken: 'a', refreshToken: 'r'.repeat(24), member: mara }
const code = 'c'.repeat(43)
const verifier = 'v'.repeat(43)
const ticket = 't'.repeat(43)
const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole('button', { name }))

function arrive(address: string, inside: boolean, handlers: Parameters<typeof testConsole>[0] = {}) {
  const desktop = testBridge()
  const world = testConsole(
    {
      'auth.methods': () => ({ oidc: { name: 'Acme ID' }, signUp: true }),
      'auth.login': () => pair,
      'auth.exchangeOidc': () => pair,
      'platform.me': () => ({ level: null }),
      'account.get': () => ({ name: 'Mara', email: 'mara@example.test', language: null, hasPassword: true }),
      'account.secondFactor': () => ({ on: false, since: null, recoveryCodesLeft: 0, required: false }),
      'account.oidcIdentities': () => ({ identities: [] }),
      'account.linkOidc': () => ({
        url: `https://desk.example/auth/oidc/start?client=desktop&challenge=x&link=${ticket}`,
      }),
      'account.confirmOidcLink': () => ({ done: true }),
      ...handlers,
    },
    desktop.bridge,
  )
  if (!inside) world.console.session.store.setState({ phase: 'signed_out', because: 'never' }, true)
  const { router } = renderAt(world, address)
  return {
    ...desktop,
    back: (returned: ProviderReturn) => act(() => desktop.comeBack(returned)),
    inputsOf: (path: string) => world.calls.filter(call => call.path === path).map(call => call.input),
    phase: () => world.console.session.store.getState().phase,
    path: () => router.state.location.pathname,
  }
}

describe('a provider, on the desktop', () => {
  it('signs in outside and comes back through the system', async () => {
    const world = arrive('/inbox', false)
    await press(/Acme ID/)
    expect(world.asked).toEqual(['sign-in'])
    world.back({ outcome: 'code', code, verifier })
    await waitFor(() => expect(world.phase()).toBe('signed_in'))
    expect(world.inputsOf('auth.exchangeOidc')).toEqual([{ code, verifier }])
    expect(useProviderReturn.getState().returned).toBeNull()
    expect(world.path()).toBe('/inbox')
  })

  it('that did not let them in says so, and the password still works', async () => {
    const world = arrive('/inbox', false)
    world.back({ outcome: 'refused', code: null, verifier })
    expect((await screen.findByRole('alert')).textContent).toBe('The provider did not let you in.')
    await userEvent.type(screen.getByLabelText('E-mail'), 'mara@example.test')
    await userEvent.type(screen.getByLabelText('Password'), 'secret{Enter}')
    await waitFor(() => expect(world.phase()).toBe('signed_in'))
    expect(world.path()).toBe('/inbox')
  })

  it('is linked from the settings, by a press of whoever is signed in', async () => {
    const world = arrive('/settings?page=sign-in', true)
    await press('Link Acme ID')
    await waitFor(() => expect(world.asked).toEqual(['begin-link', `link ${ticket}`]))
    expect(world.inputsOf('account.linkOidc')).toEqual([{ client: 'desktop', challenge: 'h'.repeat(43) }])
    world.back({ outcome: 'confirm_link', code, verifier })
    await screen.findByRole('button', { name: 'Link it to this account' })
    expect(world.inputsOf('account.confirmOidcLink')).toEqual([])
    await press('Link it to this account')
    expect(await screen.findByText('Linked. You can sign in with it from now on.')).toBeTruthy()
    expect(world.inputsOf('account.confirmOidcLink')).toEqual([{ code, verifier }])
  })

  it('comes back to the settings from wherever the person is by then', async () => {
    const world = arrive('/knowledge', true)
    world.back({ outcome: 'already_linked', code: null, verifier })
    expect(await screen.findByText('That account is linked to somebody else here.')).toBeTruthy()
    expect(world.path()).toBe('/settings')
  })

  it('with an address that has an account keeps its code until the password was given', async () => {
    let tries = 0
    const world = arrive('/inbox', false, {
      'auth.login': () => {
        tries += 1
        if (tries === 1) throw new TestRefusal('auth.invalid')
        return pair
      },
    })
    world.back({ outcome: 'link_needed', code, verifier })
    expect((await screen.findByRole('alert')).textContent).toMatch(/Sign in to it to link/)
    await userEvent.type(screen.getByLabelText('E-mail'), 'mara@example.test')
    await userEvent.type(screen.getByLabelText('Password'), 'wrong{Enter}')
    await waitFor(() => expect(screen.getByRole('alert').textContent).toMatch(/is wrong/))
    await userEvent.type(screen.getByLabelText('Password'), 'secret{Enter}')
    await waitFor(() => expect(world.path()).toBe('/settings'))
    await press('Link it to this account')
    await screen.findByText('Linked. You can sign in with it from now on.')
    expect(world.inputsOf('account.confirmOidcLink')).toEqual([{ code, verifier }])
    expect(world.inputsOf('auth.exchangeOidc')).toEqual([])
  })
})
