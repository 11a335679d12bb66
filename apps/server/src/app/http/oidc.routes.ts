import { startOidcQuery } from '@countersign/shared/identity/oidc.contract'
import { AppError } from '@countersign/shared/kernel/app-error'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { countedAddress } from '../../api/rate-limit/counted-address.ts'
import { type RateLimiter, rateHeaders, rateRefusal } from '../../api/rate-limit/rate-limiter.ts'
import type { Services } from '../../api/services.ts'
import { beginOidc, finishOidc, makeOidcCookie, type OidcEnd } from '../../features/identity/index.ts'
import { oidcCookie, oidcCookieSeconds } from './own-cookies.ts'

export interface OidcRoutesOptions {
  readonly services: Services
  readonly publicUrl: () => string
  readonly secureCookies: boolean
  /** Null: nothing is limited. */
  readonly limiter: RateLimiter | null
}

/** Where a person's browser goes to the OpenID provider, and where it comes back. */
export async function oidcRoutes(app: FastifyInstance, options: OidcRoutesOptions): Promise<void> {
  const { services, limiter } = options
  const browser = oidcCookie(options.secureCookies)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    if (limiter === null) return
    // Each way there is a row, and asks the provider: counted with the other tries to sign in.
    const verdict = await limiter.take('sign_in', countedAddress(request.ip))
    reply.headers(rateHeaders(verdict))
    if (!verdict.allowed) throw rateRefusal(verdict)
  })

  app.get('/auth/oidc/start', async (request, reply) => {
    const query = startOidcQuery.safeParse(request.query)
    if (!query.success) {
      const issues = query.error.issues.map(issue => ({ path: issue.path.join('.'), message: issue.message }))
      throw new AppError('input.invalid', 'The address does not fit', { issues })
    }
    const publicUrl = options.publicUrl()
    // The cookie has to be there when the person comes back, and they come back under this name.
    if (request.host !== new URL(publicUrl).host) return reply.redirect(`${publicUrl}${request.url}`)
    const cookie = browser.read(request.headers.cookie) ?? makeOidcCookie()
    const begun = await beginOidc(services, query.data, { publicUrl, cookie })
    if (!begun.ok) throw new AppError(begun.code, 'Nobody can sign in this way here')
    if ('noWay' in begun.value) {
      return land(reply, publicUrl, { client: query.data.client, outcome: begun.value.noWay, code: null })
    }
    return reply.header('set-cookie', browser.header(cookie, oidcCookieSeconds)).redirect(begun.value.url)
  })

  app.get('/auth/oidc/callback', async (request, reply) => {
    const ended = await finishOidc(services, searchOf(request), browser.read(request.headers.cookie))
    if (!ended.ok) throw new AppError(ended.code, 'Nobody can sign in this way here')
    return land(reply, options.publicUrl(), ended.value)
  })
}

function searchOf(request: FastifyRequest): URLSearchParams {
  const at = request.url.indexOf('?')
  return new URLSearchParams(at === -1 ? '' : request.url.slice(at + 1))
}

/** On to the console: this page in a browser, the program itself on the desktop. */
function land(reply: FastifyReply, publicUrl: string, { client, outcome, code }: OidcEnd) {
  const query = new URLSearchParams({ oidc: outcome })
  if (code !== null) query.set('code', code)
  return reply.redirect(
    client === 'desktop' ? `countersign://sign-in?${query}` : `${publicUrl}/app/sign-in?${query}`,
  )
}
