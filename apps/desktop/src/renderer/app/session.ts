import type { MemberView, TokenPair } from '@countersign/shared/identity/identity.contract'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { readRefusal } from './refusal.ts'
import type { ApiClient } from './trpc.ts'

export type SessionState =
  | { readonly phase: 'starting' }
  /** The server did not answer, so nobody knows yet whether the member is signed in. */
  | { readonly phase: 'unreachable' }
  | { readonly phase: 'signed_out'; readonly because: 'asked' | 'expired' | 'never' }
  | { readonly phase: 'signed_in'; readonly member: MemberView; readonly accessToken: string }

/** Where the refresh token lives: the OS keychain in the desktop; in a browser an httpOnly cookie, so nothing here. */
export interface TokenKeeper {
  get(): Promise<string | null>
  set(token: string): Promise<unknown>
  clear(): Promise<void>
}

/** Runs one refresh at a time across every window that shares the cookie. */
export type Exclusive = <T>(task: () => Promise<T>) => Promise<T>

export interface Session {
  readonly store: StoreApi<SessionState>
  accessToken(): string | null
  /** Finds out on start whether a session is there. */
  start(): Promise<void>
  /** Throws what the server answered; `readRefusal` reads it. */
  signIn(email: string, password: string): Promise<void>
  /** Goes in with what any other way of proving oneself was answered with: a code, an invitation, a provider. */
  enter(pair: TokenPair): Promise<void>
  signOut(): Promise<void>
  /**
   * A token other than `used`: the one somebody else renewed meanwhile, or a fresh one. Null when the session is over.
   * Throws when the server cannot be reached: the session may still be good.
   */
  renew(used: string | null): Promise<string | null>
}

export function createSession(client: ApiClient, keeper: TokenKeeper | null, exclusive: Exclusive): Session {
  const store = createStore<SessionState>(() => ({ phase: 'starting' }))
  let renewing: Promise<string | null> | null = null

  const accessToken = () => {
    const state = store.getState()
    return state.phase === 'signed_in' ? state.accessToken : null
  }

  const accept = async (pair: TokenPair) => {
    await keeper?.set(pair.refreshToken)
    store.setState({ phase: 'signed_in', member: pair.member, accessToken: pair.accessToken }, true)
    return pair.accessToken
  }

  const end = async (because: 'asked' | 'expired' | 'never') => {
    await keeper?.clear()
    store.setState({ phase: 'signed_out', because }, true)
  }

  const refresh = () =>
    exclusive(async () => {
      const refreshToken = (await keeper?.get()) ?? null
      if (keeper !== null && refreshToken === null) return null
      try {
        return await client.auth.refresh.mutate(refreshToken === null ? {} : { refreshToken })
      } catch (error) {
        const { code } = readRefusal(error)
        if (code.startsWith('auth.') || code === 'input.invalid') return null
        throw error
      }
    })

  return {
    store,
    accessToken,
    async start() {
      store.setState({ phase: 'starting' }, true)
      try {
        const pair = await refresh()
        if (pair === null) await end('never')
        else await accept(pair)
      } catch {
        store.setState({ phase: 'unreachable' }, true)
      }
    },
    async signIn(email, password) {
      await accept(await client.auth.login.mutate({ email, password }))
    },
    async enter(pair) {
      await accept(pair)
    },
    async signOut() {
      const refreshToken = (await keeper?.get()) ?? null
      await end('asked')
      // The server forgets the session when it can be reached; the member is signed out here either way.
      await client.auth.logout.mutate(refreshToken === null ? {} : { refreshToken }).catch(() => undefined)
    },
    renew(used) {
      const current = accessToken()
      if (current !== used) return Promise.resolve(current)
      renewing ??= refresh()
        .then(async pair => {
          if (pair !== null) return accept(pair)
          await end('expired')
          return null
        })
        .finally(() => {
          renewing = null
        })
      return renewing
    },
  }
}
