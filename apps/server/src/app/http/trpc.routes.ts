import { AppError } from '@countersign/shared/kernel/app-error'
import { fastifyRequestHandler } from '@trpc/server/adapters/fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../api/actor.ts'
import type { ApiContext, AuthPort } from '../../api/context.ts'
import type { Services } from '../../api/services.ts'
import { appErrorOf, trpcErrorBody } from '../../api/trpc.ts'
import { type Log, nameTenant } from '../../telemetry/log.ts'
import { rootRouter } from '../root-router.ts'
import { answerError } from './answer-error.ts'
import { readJsonBodies } from './read-json.ts'

export interface TrpcRoutesOptions {
  readonly services: Services
  readonly auth: AuthPort
  readonly log: Log
  /** Cookies are marked `Secure` when people reach the server by https. */
  readonly secureCookies: boolean
  readonly signInLimit: { readonly max: number; readonly windowMs: number } | null
  /** Origins other than this server's that may call: the desktop console's own. */
  readonly consoleOrigins: readonly string[]
}

const cookieName = 'countersign_refresh'

/** The console's API at `/trpc`. */
export async function trpcRoutes(app: FastifyInstance, options: TrpcRoutesOptions): Promise<void> {
  const { log, signInLimit, consoleOrigins } = options
  readJsonBodies(app, false)
  // What fails before a procedure is reached is answered as if one had failed: clients read one shape.
  app.setErrorHandler(answerError(log, trpcErrorBody))
  const checkSignIn =
    signInLimit === null
      ? null
      : app.createRateLimit({ max: signInLimit.max, timeWindow: signInLimit.windowMs })

  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers
    if (origin !== undefined && consoleOrigins.includes(origin)) {
      reply.header('access-control-allow-origin', origin)
      reply.header('access-control-allow-headers', 'authorization, content-type, accept-language')
      reply.header('access-control-allow-methods', 'GET, POST')
      reply.header('access-control-max-age', '600')
      reply.header('vary', 'origin')
    }
  })
  app.options('/trpc/:path', async (_request, reply) => reply.status(204).send())

  app.route<{ Params: { path: string } }>({
    method: ['GET', 'POST'],
    url: '/trpc/:path',
    async handler(request, reply) {
      const { path } = request.params
      // One request may carry many calls; each is an attempt.
      for (const procedure of checkSignIn === null ? [] : path.split(',')) {
        if (procedure !== 'auth.login') continue
        const limit = await checkSignIn?.(request)
        if (limit?.isAllowed === false && limit.isExceeded) {
          throw new AppError('rate.limited', 'Too many attempts; try again later')
        }
      }
      await fastifyRequestHandler({
        router: rootRouter,
        req: request,
        res: reply,
        path,
        // A query may be posted too: its input can be longer than an address.
        allowMethodOverride: true,
        createContext: () => makeContext(request, reply, options),
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
): Promise<ApiContext> {
  const { services, auth, secureCookies } = options
  const language = readLanguage(request.headers['accept-language'])
  const [, token] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? []
  const claims = token === undefined ? null : await auth.verify(token)
  const refusal = claims instanceof AppError ? claims : null
  const actor: Actor | null =
    claims === null || claims instanceof AppError
      ? null
      : {
          memberId: claims.memberId,
          userId: claims.sub,
          tenantId: claims.tenantId,
          role: claims.role,
          sessionId: claims.sessionId,
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
    refreshCookie: readCookie(request.headers.cookie, cookieName),
    device: request.headers['user-agent']?.slice(0, 200) ?? null,
    setRefreshCookie(value, maxAge) {
      const attributes = ['Path=/trpc', 'HttpOnly', 'SameSite=Strict', `Max-Age=${maxAge}`]
      if (secureCookies) attributes.push('Secure')
      reply.header('set-cookie', `${cookieName}=${value ?? ''}; ${attributes.join('; ')}`)
    },
  }
}

function readCookie(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2)
    if (key === name && value !== undefined && value !== '') return value
  }
  return null
}

/** The first of our languages the client prefers. */
function readLanguage(header: string | undefined): 'en' | 'ru' {
  for (const part of (header ?? '').toLowerCase().split(',')) {
    if (part.trim().startsWith('ru')) return 'ru'
    if (part.trim().startsWith('en')) return 'en'
  }
  return 'en'
}
