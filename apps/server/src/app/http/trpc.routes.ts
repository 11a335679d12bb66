import { AsyncResource } from 'node:async_hooks'
import { describeDevice } from '@countersign/shared/identity/describe-device.policy'
import { AppError } from '@countersign/shared/kernel/app-error'
import { fastifyRequestHandler } from '@trpc/server/adapters/fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../api/actor.ts'
import type { ApiContext, AuthPort } from '../../api/context.ts'
import { countedAddress } from '../../api/rate-limit/counted-address.ts'
import { type RateLimiter, rateHeaders, rateRefusal } from '../../api/rate-limit/rate-limiter.ts'
import { procedureLimits } from '../../api/rate-limit/rate-limits.policy.ts'
import type { LiveSession, SessionReader } from '../../api/read-session.ts'
import type { Services } from '../../api/services.ts'
import { appErrorOf, trpcErrorBody } from '../../api/trpc.ts'
import { isDatabaseAway } from '../../db/database-away.ts'
import { type Log, nameTenant } from '../../telemetry/log.ts'
import { rootRouter } from '../root-router.ts'
import { answerError } from './answer-error.ts'
import { oidcCookie, oidcCookieSeconds, refreshCookie } from './own-cookies.ts'
import { readJsonBodies } from './read-json.ts'

export interface TrpcRoutesOptions {
  readonly services: Services
  readonly auth: AuthPort
  readonly sessions: SessionReader
  readonly log: Log
  /** Cookies are marked `Secure` when people reach the server by https. */
  readonly secureCookies: boolean
  /** Known once the server listens. */
  readonly publicUrl: () => string
  /** Null: nothing is limited. */
  readonly limiter: RateLimiter | null
  /** Origins other than this server's that may call: the desktop console's own. */
  readonly consoleOrigins: readonly string[]
}

/** The console's API at `/trpc`. */
export async function trpcRoutes(app: FastifyInstance, options: TrpcRoutesOptions): Promise<void> {
  const { log, consoleOrigins } = options
  readJsonBodies(app, false)
  // What fails before a procedure is reached is answered as if one had failed: clients read one shape.
  app.setErrorHandler(answerError(log, trpcErrorBody))

  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const { origin } = request.headers
    if (origin !== undefined && consoleOrigins.includes(origin)) {
      reply.header('access-control-allow-origin', origin)
      reply.header(
        'access-control-allow-headers',
        'authorization, content-type, accept-language, x-unattended',
      )
      reply.header('access-control-allow-methods', 'GET, POST')
      reply.header('access-control-max-age', '600')
      reply.header('vary', 'origin')
    }
  })
  // What is done after answers is waited for before the server is gone.
  const unfinished = new Set<Promise<void>>()
  app.addHook('onClose', async () => {
    await Promise.all(unfinished)
  })
  const runLater = (reply: FastifyReply, work: () => Promise<void>) => {
    const begin = AsyncResource.bind(() => {
      const running = work()
        .catch(error => log.error({ err: error }, 'work after an answer failed'))
        .finally(() => unfinished.delete(running))
      unfinished.add(running)
    })
    // Who has hung up already is told nothing any more.
    if (reply.raw.closed) begin()
    else reply.raw.once('close', begin)
  }
  app.options('/trpc/:path', async (_request, reply) => reply.status(204).send())

  app.route<{ Params: { path: string } }>({
    method: ['GET', 'POST'],
    url: '/trpc/:path',
    async handler(request, reply) {
      const { path } = request.params
      await fastifyRequestHandler({
        router: rootRouter,
        req: request,
        res: reply,
        path,
        // A query may be posted too: its input can be longer than an address.
        allowMethodOverride: true,
        createContext: () => makeContext(request, reply, options, runLater),
        onError({ error, path: procedure }) {
          const known = appErrorOf(error)
          if (known.status >= 500) log.error({ err: error.cause ?? error, procedure }, 'procedure failed')
        },
      })
    },
  })
}

async function makeContext(
  request: FastifyRequest,
  reply: FastifyReply,
  options: TrpcRoutesOptions,
  runLater: (reply: FastifyReply, work: () => Promise<void>) => void,
): Promise<ApiContext> {
  const { services, auth, sessions, secureCookies } = options
  const language = readLanguage(request.headers['accept-language'])
  const [, token] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? []
  const attended = request.headers['x-unattended'] === undefined
  const session = token === undefined ? null : await readLiveSession(sessions, token, attended)
  const refusal = session instanceof AppError ? session : null
  const actor: Actor | null =
    session === null || session instanceof AppError
      ? null
      : {
          memberId: session.membershipId,
          userId: session.userId,
          tenantId: session.tenantId,
          role: session.role,
          sessionId: session.sessionId,
          language,
        }
  if (actor !== null) nameTenant(actor.tenantId)
  return {
    services,
    auth,
    actor,
    refusal,
    language,
    requestId: request.id,
    publicUrl: options.publicUrl(),
    limitCall: makeCallLimit(request, reply, options.limiter, actor?.tenantId ?? null),
    oidcCookie: oidcCookie(secureCookies).read(request.headers.cookie),
    setOidcCookie(value) {
      reply.header('set-cookie', oidcCookie(secureCookies).header(value, oidcCookieSeconds))
    },
    refreshCookie: refreshCookie(secureCookies).read(request.headers.cookie),
    device: describeDevice(request.headers['user-agent']?.slice(0, 400) ?? null),
    address: request.ip,
    limitsAddresses: options.limiter !== null,
    crossSite: isCrossSite(request, options),
    attended,
    later: work => runLater(reply, work),
    setRefreshCookie(value, maxAge) {
      reply.header('set-cookie', refreshCookie(secureCookies).header(value ?? '', maxAge))
    },
  }
}

/** A database that is away refuses the call instead of failing it: nothing of the failure is for the client to read. */
async function readLiveSession(
  sessions: SessionReader,
  token: string,
  attended: boolean,
): Promise<LiveSession | AppError> {
  try {
    return await sessions.read(token, attended)
  } catch (error) {
    const code = isDatabaseAway(error) ? 'server.unavailable' : 'server.error'
    return new AppError(code, 'Try again in a moment', { cause: error })
  }
}

/**
 * Whether the browser says that another site is behind the request. It says so in headers no page can write; where it
 * sends neither, what asks is no browser, and sends no cookie of its own accord.
 */
function isCrossSite(request: FastifyRequest, options: TrpcRoutesOptions): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const { origin } = request.headers
  if (origin === undefined) return false
  if (!URL.canParse(origin)) return true
  return new URL(origin).host !== request.headers.host && origin !== new URL(options.publicUrl()).origin
}

/** One request may carry many calls; each is counted. */
function makeCallLimit(
  request: FastifyRequest,
  reply: FastifyReply,
  limiter: RateLimiter | null,
  tenantId: string | null,
): ApiContext['limitCall'] {
  return async (procedure, by) => {
    const rule = procedureLimits[procedure]
    if (limiter === null || rule?.by !== by) return null
    const subject = by === 'tenant' ? tenantId : countedAddress(request.ip)
    if (subject === null) return null
    const verdict = await limiter.take(rule.class, subject)
    reply.headers(rateHeaders(verdict))
    return verdict.allowed ? null : rateRefusal(verdict)
  }
}

/** The first of our languages the client prefers. */
function readLanguage(header: string | undefined): 'en' | 'ru' {
  for (const part of (header ?? '').toLowerCase().split(',')) {
    if (part.trim().startsWith('ru')) return 'ru'
    if (part.trim().startsWith('en')) return 'en'
  }
  return 'en'
}
