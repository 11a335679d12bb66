import type { TokenPair } from '@countersign/shared/identity/identity.contract'
import { describe, expect, it } from 'vitest'
import { mara } from '../testing/detail.fixture.ts'
import { type TestCall, TestOutage, TestRefusal, trpcFetch } from '../testing/test-console.tsx'
import { createSession, type TokenKeeper } from './session.ts'
import { createApiClient, createAuthClient, fetchWithSession } from './trpc.ts'

const pair = (n: number): TokenPair => ({
  accessToken: `access-${n}`,
  refreshToken: `refresh-token-number-${n}`,
  member: mara,
})

function keychain(first: string | null): TokenKeeper & { token: string | null } {
  return {
    token: first,
    async get() {
      return this.token
    },
    async set(token) {
      this.token = token
    },
    async clear() {
      this.token = null
    },
  }
}

function world(refresh: (input: never) => unknown, keeper: TokenKeeper | null = null) {
  const calls: TestCall[] = []
  const fetch = trpcFetch(
    {
      'auth.login': () => pair(1),
      'auth.refresh': refresh,
      'auth.logout': () => null,
      'conversation.counts': (_input, call) => {
        if (call.authorization !== 'Bearer access-2') throw new TestRefusal('auth.expired')
        return { mine: 1, unassigned: 0, approval: 0, escalated: 0, all: 1 }
      },
    },
    calls,
  )
  const session = createSession(
    createAuthClient('', fetch, () => 'en'),
    keeper,
    task => task(),
  )
  const client = createApiClient(
    'http://console.test',
    fetchWithSession(session, fetch, () => 'ru'),
  )
  return {
    session,
    client,
    calls,
    refreshes: () => calls.filter(call => call.path === 'auth.refresh').length,
  }
}

describe('a session', () => {
  it('is found again on start without asking for a password', async () => {
    const { session } = world(() => pair(2))
    await session.start()
    expect(session.store.getState().phase).toBe('signed_in')
  })

  it('shows the sign-in when the server says there is none', async () => {
    const { session } = world(() => {
      throw new TestRefusal('auth.invalid')
    })
    await session.start()
    expect(session.store.getState()).toEqual({ phase: 'signed_out', because: 'never' })
  })

  it('does not take an outage for the end of the session', async () => {
    const keeper = keychain('kept-refresh-token-value')
    const { session } = world(() => {
      throw new TestOutage()
    }, keeper)
    await session.start()
    expect(session.store.getState().phase).toBe('unreachable')
    expect(keeper.token).toBe('kept-refresh-token-value')
  })

  it('keeps the rotated token in the keychain, and clears it on sign-out', async () => {
    const keeper = keychain('kept-refresh-token-value')
    const { session, calls } = world(() => pair(2), keeper)
    await session.start()
    expect(calls[0]?.input).toEqual({ refreshToken: 'kept-refresh-token-value' })
    expect(keeper.token).toBe('refresh-token-number-2')
    await session.signOut()
    expect(keeper.token).toBeNull()
    expect(calls.at(-1)).toMatchObject({
      path: 'auth.logout',
      input: { refreshToken: 'refresh-token-number-2' },
    })
  })

  it('asks the desktop nothing when its keychain is empty', async () => {
    const { session, refreshes } = world(() => pair(2), keychain(null))
    await session.start()
    expect(refreshes()).toBe(0)
    expect(session.store.getState().phase).toBe('signed_out')
  })
})

describe('an expired access token', () => {
  it('is renewed once for all requests that meet it, and each is repeated', async () => {
    const { session, client, refreshes } = world(() => pair(2))
    await session.signIn('a@b.test', 'secret')
    const answers = await Promise.all([1, 2, 3].map(() => client.conversation.counts.query()))
    expect(answers.map(answer => answer.all)).toEqual([1, 1, 1])
    expect(refreshes()).toBe(1)
  })

  it('ends the session when it cannot be renewed', async () => {
    const { session, client } = world(() => {
      throw new TestRefusal('auth.expired')
    })
    await session.signIn('a@b.test', 'secret')
    await expect(client.conversation.counts.query()).rejects.toThrow()
    expect(session.store.getState()).toEqual({ phase: 'signed_out', because: 'expired' })
  })

  it('keeps the session when the server cannot be reached for a new one', async () => {
    const { session, client } = world(() => {
      throw new TestOutage()
    })
    await session.signIn('a@b.test', 'secret')
    await expect(client.conversation.counts.query()).rejects.toThrow()
    expect(session.store.getState().phase).toBe('signed_in')
  })

  it('takes the token somebody else renewed instead of spending another', async () => {
    const { session, refreshes } = world(() => pair(2))
    await session.signIn('a@b.test', 'secret')
    expect(await session.renew('an-older-token')).toBe('access-1')
    expect(refreshes()).toBe(0)
  })
})
