import type { AppRouter } from '@countersign/server/app-router'
import type { QueryClient } from '@tanstack/react-query'
import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client'
import { createTRPCOptionsProxy, type TRPCOptionsProxy } from '@trpc/tanstack-react-query'

export type ApiClient = TRPCClient<AppRouter>
export type Api = TRPCOptionsProxy<AppRouter>

type Fetch = typeof globalThis.fetch

/** Where the access token comes from. `renew` gives one other than `used`, or null when the session is over. */
export interface TokenSource {
  accessToken(): string | null
  renew(used: string | null): Promise<string | null>
}

/**
 * A client for whoever is not signed in, and for refresh. It never refreshes by itself, or a refused refresh would ask for a refresh.
 * `origin` is empty for the page's own origin. The language is that of the letters the server writes on behalf of whoever asks.
 */
export function createAuthClient(origin: string, fetch: Fetch, language: () => string): ApiClient {
  return createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: `${origin}/trpc`,
        headers: () => ({ 'accept-language': language() }),
        fetch: (input, init) =>
          fetch(input as RequestInfo, { ...(init as RequestInit), credentials: 'same-origin' }),
      }),
    ],
  })
}

/**
 * Adds the access token. On a 401 it asks the session for a fresh token once and repeats the request with it; the second answer
 * stands. Repeating is safe: a 401 is decided before the procedure runs.
 */
export function fetchWithSession(session: TokenSource, fetch: Fetch, language: () => string): Fetch {
  const attempt = (input: RequestInfo | URL, init: RequestInit | undefined, token: string | null) => {
    const headers = new Headers(init?.headers)
    if (token !== null) headers.set('authorization', `Bearer ${token}`)
    headers.set('accept-language', language())
    return fetch(input, { ...init, headers, credentials: 'same-origin' })
  }
  return async (input, init) => {
    const token = session.accessToken()
    const response = await attempt(input, init, token)
    if (response.status !== 401) return response
    const renewed = await session.renew(token)
    return renewed === null ? response : attempt(input, init, renewed)
  }
}

export function createApiClient(origin: string, fetch: Fetch): ApiClient {
  return createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${origin}/trpc`, fetch: fetch as never })],
  })
}

export function createApi(client: ApiClient, queryClient: QueryClient): Api {
  return createTRPCOptionsProxy<AppRouter>({ client, queryClient })
}
