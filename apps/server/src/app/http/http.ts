import { randomUUID } from 'node:crypto'
import { AppError } from '@countersign/shared/kernel/app-error'
import helmet from '@fastify/helmet'
import Fastify, { type FastifyInstance } from 'fastify'
import { countedAddress } from '../../api/rate-limit/counted-address.ts'
import { type RateLimiter, rateHeaders, rateRefusal } from '../../api/rate-limit/rate-limiter.ts'
import type { WebchatDoor, WebchatRoutesOptions } from '../../channels/webchat/webchat.routes.ts'
import { webchatRoutes } from '../../channels/webchat/webchat.routes.ts'
import { inWork, type Log } from '../../telemetry/log.ts'
import type { Metrics } from '../../telemetry/metrics.ts'
import { answerError, errorBody } from './answer-error.ts'
import { healthRoutes, type ReadinessCheck } from './health.routes.ts'
import { mailboxRoutes } from './mailbox.routes.ts'
import { oidcRoutes } from './oidc.routes.ts'
import { pageRoutes } from './page.routes.ts'
import { publicApiRoutes } from './public-api.routes.ts'
import { bodyLimit, readJsonBodies } from './read-json.ts'
import { type TrpcRoutesOptions, trpcRoutes } from './trpc.routes.ts'
import { uploadRoutes } from './upload.routes.ts'

export interface HttpOptions {
  readonly log: Log
  readonly metrics: Metrics
  readonly checks: Readonly<Record<string, ReadinessCheck>>
  readonly webchat: WebchatDoor
  readonly trpc: Omit<TrpcRoutesOptions, 'log' | 'limiter'>
  /** Null: nothing is limited. */
  readonly limiter: RateLimiter | null
  /** Proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[]
  /** Mails are kept here to be read on the machine itself. */
  readonly mailbox: boolean
  /** A worker answers only questions about its health. */
  readonly serves: { readonly api: boolean }
  /** Hears of each route as it is added. */
  readonly onRoute?: RouteListener | undefined
}

export type RouteListener = (route: { readonly method: string; readonly url: string }) => void

/** What an answer says that no hook has seen: it is a line of JSON, good for nothing but reading. */
const bareHeaders = {
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}
const onlyHttps = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }

/** The HTTP server with every route; listening is the caller's. */
export async function makeHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { log, metrics, limiter } = options
  const { secureCookies } = options.trpc
  const app = Fastify({
    logger: false,
    bodyLimit,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    // Several calls in one request name all their procedures in the address.
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 2048 },
    forceCloseConnections: 'idle',
    requestTimeout: 30_000,
    trustProxy: options.trustedProxies.length === 0 ? false : [...options.trustedProxies],
    // Addresses that cannot be decoded are answered before any route, hook or handler is found.
    frameworkErrors: (error, request, reply) =>
      answerError(log)(
        error,
        request,
        reply.headers(secureCookies ? { ...bareHeaders, ...onlyHttps } : bareHeaders),
      ),
  })
  const { onRoute } = options
  if (onRoute !== undefined) {
    app.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat()) onRoute({ method: each, url })
    })
  }
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    const userAgent = request.headers['user-agent']?.slice(0, 300)
    inWork({ requestId: request.id, address: request.ip, userAgent }, done)
  })
  app.addHook('onResponse', async (request, reply) => {
    // The route's pattern, never the address: a query can hold a customer's session.
    const route = request.routeOptions.url ?? 'none'
    const labels = { route, method: request.method, status: String(reply.statusCode) }
    metrics.httpSeconds.observe(labels, reply.elapsedTime / 1000)
    log.debug({ ...labels, ms: Math.round(reply.elapsedTime * 10) / 10 }, 'request')
  })
  app.setErrorHandler(answerError(log))
  app.setNotFoundHandler((_request, reply) =>
    reply.status(404).send(errorBody(new AppError('route.not_found', 'There is nothing here'))),
  )
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", 'ws:', 'wss:'],
        manifestSrc: ["'self'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: secureCookies,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
  })
  if (limiter !== null) {
    app.addHook('onRequest', async (request, reply) => {
      if (request.url === '/healthz' || request.url === '/readyz') return
      const verdict = await limiter.take('address', countedAddress(request.ip))
      reply.headers(rateHeaders(verdict))
      if (!verdict.allowed) throw rateRefusal(verdict)
    })
  }
  await app.register(healthRoutes, { checks: options.checks, metrics })
  if (!options.serves.api) return app
  await app.register(async scope => {
    readJsonBodies(scope, true)
    await scope.register(webchatRoutes, {
      door: options.webchat,
      countMessage: limiter === null ? null : makeMessageCount(limiter),
    })
  })
  await app.register(async scope => {
    readJsonBodies(scope, true)
    await scope.register(publicApiRoutes, { services: options.trpc.services, limiter })
  })
  await app.register(trpcRoutes, {
    ...options.trpc,
    log,
    limiter,
  })
  await app.register(uploadRoutes, options.trpc)
  if (options.mailbox) await app.register(mailboxRoutes, { services: options.trpc.services })
  await app.register(oidcRoutes, { ...options.trpc, limiter })
  await app.register(pageRoutes)
  return app
}

/** A message that names no session is counted by where it comes from. */
function makeMessageCount(limiter: RateLimiter): NonNullable<WebchatRoutesOptions['countMessage']> {
  return async (sessionId, ip) => {
    const subject = sessionId === null ? `address:${countedAddress(ip)}` : `session:${sessionId}`
    const verdict = await limiter.take('webchat', subject)
    return { headers: rateHeaders(verdict), refusal: verdict.allowed ? null : rateRefusal(verdict) }
  }
}
