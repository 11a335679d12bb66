import { createTRPCClient, httpLink } from '@trpc/client'
import type { AppRouter } from '../app/root-router.ts'

export type TestBrowser = ReturnType<typeof makeBrowser>

/**
 * A browser that follows redirects by hand and keeps the cookies of each place.
 *
 * @param home our server's address
 * @param provider the OpenID provider's
 */
export function makeBrowser(home: string, provider: string) {
  const jars = new Map<string, Map<string, string>>()
  const jarOf = (url: URL) => {
    const jar = jars.get(url.host) ?? new Map<string, string>()
    jars.set(url.host, jar)
    return jar
  }
  const cookies = (url: URL) => [...jarOf(url)].map(([name, value]) => `${name}=${value}`).join('; ')
  const keep = (url: URL, headers: Headers) => {
    for (const line of headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      jarOf(url).set(pair.slice(0, at), pair.slice(at + 1))
    }
  }
  const visit = async (address: string | URL, headers: Record<string, string> = {}) => {
    const url = new URL(address)
    const response = await fetch(url, { redirect: 'manual', headers: { ...headers, cookie: cookies(url) } })
    keep(url, response.headers)
    await response.body?.cancel()
    const location = response.headers.get('location')
    return {
      status: response.status,
      headers: response.headers,
      to: location === null ? null : new URL(location, url),
    }
  }
  /** Goes on until the way leads back to our server's callback. */
  const atProvider = async (start: URL): Promise<URL> => {
    let url = start
    for (let hop = 0; hop < 10; hop += 1) {
      if (url.origin === home) return url
      const { to } = await visit(url)
      if (to === null) throw new Error(`the provider stopped at ${url.pathname}`)
      url = to
    }
    throw new Error('the provider goes round in circles')
  }
  const api = (token?: string) =>
    createTRPCClient<AppRouter>({
      links: [
        httpLink({
          url: `${home}/trpc`,
          headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
          async fetch(input, init) {
            const url = new URL(String(input))
            const headers = {
              ...(init?.headers as Record<string, string>),
              cookie: cookies(url),
              origin: home,
            }
            const response = await fetch(url, { ...(init as RequestInit), headers })
            keep(url, response.headers)
            return response
          },
        }),
      ],
    })
  const start = async (query = '') => (await visit(`${home}/auth/oidc/start${query}`)).to ?? new URL('none:')
  /** The whole way; what the person lands on. */
  const go = async (from: string | URL = `${home}/auth/oidc/start`) => {
    const first = await visit(from)
    if (first.to === null || first.to.origin !== provider) return first.to ?? new URL('none:')
    return (await visit(await atProvider(first.to))).to ?? new URL('none:')
  }
  return { visit, atProvider, api, start, go, jarOf }
}
