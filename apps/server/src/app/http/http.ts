import { randomUUID } from 'node:crypto'
import { AppError } from '@countersign/shared/kernel/app-error'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance } from 'fastify'
import type { WebchatDoor } from '../../channels/webchat/webchat.routes.ts'
import { webchatRoutes } from '../../channels/webchat/webchat.routes.ts'
import { inWork, type Log } from '../../telemetry/log.ts'
import type { Metrics } from '../../telemetry/metrics.ts'
import { answerError, errorBody } from './answer-error.ts'
import { healthRoutes, type ReadinessCheck } from './health.routes.ts'
import { pageRoutes } from './page.routes.ts'
import { bodyLimit, readJsonBodies } from './read-json.ts'
import { type TrpcRoutesOptions, trpcRoutes } from './trpc.routes.ts'

export interface HttpOptions {
  readonly log: Log
  readonly metrics: Metrics
  readonly checks: Readonly<Record<string, ReadinessCheck>>
  readonly webchat: WebchatDoor
  readonly trpc: Omit<TrpcRoutesOptions, 'log' | 'signInLimit'>
  readonly rateLimits: boolean
  /** A worker answers only questions about its health. */
  readonly serves: { readonly api: boolean }
}

/** Requests one address may make a minute, and messages one web chat session may send. */
const limits = { address: 3000, session: 300, signIn: 60, windowMs: 60_000 }

/** The HTTP server with every route; listening is the caller's. */
export async function makeHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { log, metrics, rateLimits } = options
  const app = Fastify({
    logger: false,
    bodyLimit,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    // Several calls in one request name all their procedures in the address.
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 2048 },
    forceCloseConnections: 'idle',
    requestTimeout: 30_000,
    // Addresses that cannot be decoded are answered before any route or handler is found.
    frameworkErrors: (error, request, reply) => answerError(log)(error, request, reply),
  })
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    inWork({ requestId: request.id }, done)
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
    strictTransportSecurity: options.trpc.secureCookies,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
  })
  await app.register(rateLimit, {
    global: rateLimits,
    max: limits.address,
    timeWindow: limits.windowMs,
    errorResponseBuilder: () => new AppError('rate.limited', 'Too many requests; try again later'),
    allowList: request => request.url === '/healthz' || request.url === '/readyz',
  })
  await app.register(healthRoutes, { checks: options.checks, metrics })
  if (!options.serves.api) return app
  await app.register(async scope => {
    readJsonBodies(scope, true)
    await scope.register(webchatRoutes, {
      door: options.webchat,
      messageLimit: rateLimits ? { max: limits.session, windowMs: limits.windowMs } : null,
    })
  })
  await app.register(trpcRoutes, {
    ...options.trpc,
    log,
    signInLimit: rateLimits ? { max: limits.signIn, windowMs: limits.windowMs } : null,
  })
  await app.register(pageRoutes)
  return app
}
