import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mara } from '../../testing/detail.fixture.ts'
import { renderAt, TestRefusal, testConsole } from '../../testing/test-console.tsx'

type Handlers = Parameters<typeof testConsole>[0]

beforeEach(() => localStorage.clear())
afterEach(cleanup)

const pair = { accessToken: 'a', refreshToken: 'r'.repeat(24), member: mara }
const challenge = 'c'.repeat(24)
const codes = Array.from({ length: 10 }, (_, index) => `aaaa${index}-bbbbb`)

function arrive(address: string, handlers: Handlers) {
  const world = testConsole({ 'auth.methods': () => ({ oidc: null, signUp: true }), ...handlers })
  world.console.session.store.setState({ phase: 'signed_out', because: 'never' }, true)
  const { router } = renderAt(world, address)
  return {
    ...world,
    inputsOf: (path: string) => world.calls.filter(call => call.path === path).map(call => call.input),
    inside: () => waitFor(() => expect(world.console.session.store.getState().phase).toBe('signed_in')),
    path: () => router.state.location.pathname,
  }
}

const type = async (label: string | RegExp, text: string) =>
  userEvent.type(await screen.findByLabelText(label), text)
const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole('button', { name }))

async function signIn() {
  await type('E-mail', 'mara@example.test')
  await type('Password', 'secret{Enter}')
}

describe('creating a workspace', () => {
  it('asks for the code of the letter, and goes in with it', async () => {
    const world = arrive('/sign-up', {
      'auth.signUp': () => ({ done: true }),
      'auth.verifyEmail': () => pair,
    })
    await type('Name of the workspace', ' Volt & Wire ')
    await type('Your name', 'Mara Voss')
    await type('E-mail', 'mara@example.test')
    await type('New password', 'correct horse battery')
    await press('Create a workspace')
    expect(await screen.findByText(/mara@example\.test/)).toBeTruthy()
    await userEvent.click(screen.getByLabelText('Code of six digits'))
    await userEvent.paste('Your code: 123 456')
    await world.inside()
    expect(world.inputsOf('auth.signUp')).toEqual([
      {
        email: 'mara@example.test',
        password: 'correct horse battery',
        name: 'Mara Voss',
        tenantName: 'Volt & Wire',
        language: 'en',
      },
    ])
    expect(world.inputsOf('auth.verifyEmail')).toEqual([{ email: 'mara@example.test', code: '123456' }])
    await waitFor(() => expect(world.path()).toBe('/inbox'))
  })

  it('says at the password why it is too weak, and keeps what was typed', async () => {
    arrive('/sign-up', {
      'auth.signUp': () => {
        throw new TestRefusal('auth.weak_password', { reason: 'common' })
      },
    })
    await type('Name of the workspace', 'Volt')
    await type('Your name', 'Mara')
    await type('E-mail', 'mara@example.test')
    await type('New password', 'password123')
    await press('Create a workspace')
    expect(await screen.findByText(/lists that attackers try first/)).toBeTruthy()
    expect(screen.getByLabelText<HTMLInputElement>('New password').value).toBe('password123')
  })

  it('is where an unconfirmed address leads from signing in', async () => {
    const world = arrive('/inbox', {
      'auth.login': () => {
        throw new TestRefusal('auth.unverified')
      },
      'auth.resendVerification': () => ({ done: true }),
    })
    await signIn()
    await press('Send another mail')
    expect(await screen.findByText(/Only the newest mail counts/)).toBeTruthy()
    expect(world.inputsOf('auth.resendVerification')).toEqual([{ email: 'mara@example.test' }])
  })
})

describe('the second step', () => {
  const owed = () => {
    throw new TestRefusal('auth.second_factor_required', { challenge, methods: ['totp', 'recovery'] })
  }

  it('takes the code of the app', async () => {
    const world = arrive('/inbox', { 'auth.login': owed, 'auth.secondFactor': () => pair })
    await signIn()
    await type('Code of six digits', '654321')
    await world.inside()
    expect(world.inputsOf('auth.secondFactor')).toEqual([{ challenge, code: '654321' }])
  })

  it('takes a recovery code instead', async () => {
    const world = arrive('/inbox', { 'auth.login': owed, 'auth.secondFactor': () => pair })
    await signIn()
    await press('Use a recovery code')
    await type('Recovery code', 'abcde-fghjk{Enter}')
    await world.inside()
    expect(world.inputsOf('auth.secondFactor')).toEqual([{ challenge, code: 'abcde-fghjk' }])
  })

  it('empties a wrong code and says so', async () => {
    arrive('/inbox', {
      'auth.login': owed,
      'auth.secondFactor': () => {
        throw new TestRefusal('auth.wrong_code')
      },
    })
    await signIn()
    await type('Code of six digits', '000000')
    expect((await screen.findByRole('alert')).textContent).toMatch(/code is wrong/)
    expect(screen.getByLabelText<HTMLInputElement>('Code of six digits').value).toBe('')
  })

  it('begins again when it took too long', async () => {
    arrive('/inbox', {
      'auth.login': owed,
      'auth.secondFactor': () => {
        throw new TestRefusal('token.invalid')
      },
    })
    await signIn()
    await type('Code of six digits', '000000')
    await press('Sign in again')
    expect(await screen.findByLabelText('Password')).toBeTruthy()
  })

  it('is set up on the way in where the workspace requires it, and the codes are kept first', async () => {
    const world = arrive('/inbox', {
      'auth.login': () => {
        throw new TestRefusal('auth.second_factor_setup_required', { challenge })
      },
      'auth.beginSecondFactorSetup': () => ({
        secret: 'JBSWY3DPEHPK3PXP',
        uri: 'otpauth://totp/Countersign:mara?secret=JBSWY3DPEHPK3PXP',
      }),
      'auth.finishSecondFactorSetup': () => ({ ...pair, recoveryCodes: codes }),
    })
    await signIn()
    expect(await screen.findByRole('img', { name: /QR code/ })).toBeTruthy()
    expect(screen.getByLabelText('Key for the authenticator app').textContent).toBe('JBSW Y3DP EHPK 3PXP')
    await type('The code the app shows now', '111222')
    const list = await screen.findByRole('list', { name: 'Recovery codes' })
    expect(
      within(list)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(codes)
    expect(world.console.session.store.getState().phase).toBe('signed_out')
    const goOn = screen.getByRole<HTMLButtonElement>('button', { name: 'Go on' })
    expect(goOn.disabled).toBe(true)
    await userEvent.click(screen.getByLabelText(/kept them/))
    await userEvent.click(goOn)
    await world.inside()
  })
})

describe('a link of a letter', () => {
  it('confirms the address and goes in', async () => {
    const world = arrive(`/verify-email?token=${'t'.repeat(43)}`, { 'auth.verifyEmail': () => pair })
    await world.inside()
    expect(world.inputsOf('auth.verifyEmail')).toEqual([{ token: 't'.repeat(43) }])
  })

  it.each([
    ['/verify-email', 'auth.verifyEmail'],
    ['/confirm-email', 'auth.confirmEmailChange'],
    ['/invite', 'auth.describeInvite'],
  ])('%s without a token says that it does not work, and asks nothing', async (address, path) => {
    const world = arrive(address, {})
    expect(await screen.findByRole('heading', { name: 'This link does not work any more' })).toBeTruthy()
    expect(world.inputsOf(path)).toEqual([])
  })

  it('sets a new password once', async () => {
    const world = arrive(`/reset-password?token=${'t'.repeat(43)}`, {
      'auth.resetPassword': () => ({ done: true }),
    })
    await type('New password', 'correct horse battery')
    await press('Set the password')
    expect(await screen.findByRole('heading', { name: 'Your password is changed' })).toBeTruthy()
    expect(world.inputsOf('auth.resetPassword')).toEqual([
      { token: 't'.repeat(43), password: 'correct horse battery' },
    ])
  })

  it('does not change the address by being opened', async () => {
    const world = arrive(`/confirm-email?token=${'t'.repeat(43)}`, {
      'auth.confirmEmailChange': () => ({ email: 'new@example.test' }),
    })
    await screen.findByRole('heading', { name: 'Confirm your new address' })
    expect(world.inputsOf('auth.confirmEmailChange')).toEqual([])
    await press('Confirm')
    expect(await screen.findByText(/new@example\.test/)).toBeTruthy()
  })
})

describe('an invitation', () => {
  const offer = {
    tenantName: 'Volt & Wire',
    email: 'mara@example.test',
    role: 'operator',
    invitedBy: 'Jonas Lind',
    expiresAt: '2026-11-27T10:00:00.000Z',
    accountExists: false,
  }
  const address = `/invite?token=${'i'.repeat(43)}`

  it('says who asks and for what; a new person chooses name and password', async () => {
    const world = arrive(address, { 'auth.describeInvite': () => offer, 'auth.acceptInvite': () => pair })
    expect(await screen.findByText('Jonas Lind invites you. Your role: Operator.')).toBeTruthy()
    await type('Your name', 'Mara Voss')
    await type('New password', 'correct horse battery')
    await press('Join Volt & Wire')
    await world.inside()
    expect(world.inputsOf('auth.acceptInvite')).toEqual([
      { token: 'i'.repeat(43), name: 'Mara Voss', password: 'correct horse battery' },
    ])
    await waitFor(() => expect(world.path()).toBe('/inbox'))
  })

  it('asks whoever has an account for its password only', async () => {
    const world = arrive(address, {
      'auth.describeInvite': () => ({ ...offer, accountExists: true }),
      'auth.acceptInvite': () => pair,
    })
    await type('Password', 'secret')
    expect(screen.queryByLabelText('Your name')).toBeNull()
    await press('Join Volt & Wire')
    await world.inside()
    expect(world.inputsOf('auth.acceptInvite')).toEqual([{ token: 'i'.repeat(43), password: 'secret' }])
  })

  it('that is over says so', async () => {
    arrive(address, {
      'auth.describeInvite': () => {
        throw new TestRefusal('token.invalid')
      },
    })
    expect(await screen.findByText(/used, withdrawn, or is too old/)).toBeTruthy()
  })
})
