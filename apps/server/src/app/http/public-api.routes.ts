import type { ApiScope } from '@countersign/shared/api-key/api-key.contract'
import {
  publicConversationsQuery,
  publicIdParams,
  publicKnowledgeBody,
  publicSearchQuery,
} from '@countersign/shared/api-key/public-api.contract'
import { AppError } from '@countersign/shared/kernel/app-error'
import type { Result } from '@countersign/shared/kernel/result'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { KeyActor } from '../../api/actor.ts'
import { countedAddress } from '../../api/rate-limit/counted-address.ts'
import { type RateLimiter, rateHeaders, rateRefusal } from '../../api/rate-limit/rate-limiter.ts'
import type { RateClass } from '../../api/rate-limit/rate-limits.policy.ts'
import type { Services } from '../../api/services.ts'
import { type KeyHolder, useApiKey } from '../../features/api-key/index.ts'
import { searchKnowledge, upsertDocument } from '../../features/knowledge/index.ts'
import { nameTenant } from '../../telemetry/log.ts'
import { conversationQueries } from '../root-router.ts'

export interface PublicApiOptions {
  readonly services: Services
  /** Null: nothing is limited. */
  readonly limiter: RateLimiter | null
}

/** The routes of programs that hold an API key. Each does what the console's own procedure does, for the key's tenant. */
export async function publicApiRoutes(app: FastifyInstance, options: PublicApiOptions): Promise<void> {
  const { services } = options
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  const enter = (request: FastifyRequest, reply: FastifyReply, scope: ApiScope) =>
    admit(options, request, reply, scope)

  app.get('/api/v1/conversations', async (request, reply) => {
    const { actor, key } = await enter(request, reply, 'conversation.read')
    const query = parse(publicConversationsQuery, request.query)
    const page = await conversationQueries.list(services, { ...actor, memberId: null }, query)
    return key.scopes.includes('customer.read')
      ? page
      : { ...page, items: page.items.map(item => ({ ...item, customerName: null })) }
  })

  app.get('/api/v1/conversations/:id', async (request, reply) => {
    const { actor, key } = await enter(request, reply, 'conversation.read')
    const { id } = parse(publicIdParams, request.params)
    const detail = unwrap(await conversationQueries.get(services, actor, id))
    return key.scopes.includes('customer.read') ? detail : { ...detail, customer: null }
  })

  app.get('/api/v1/knowledge/search', async (request, reply) => {
    const { actor } = await enter(request, reply, 'knowledge.read')
    const { hits } = await searchKnowledge(services, actor, parse(publicSearchQuery, request.query))
    return {
      hits: hits.map(({ chunkId, documentId, title, text, score }) => ({
        chunkId,
        documentId,
        title,
        text,
        score,
      })),
    }
  })

  app.put('/api/v1/knowledge/:id', async (request, reply) => {
    const { actor } = await enter(request, reply, 'knowledge.write')
    const { id } = parse(publicIdParams, request.params)
    return unwrap(await upsertDocument(services, actor, { ...parse(publicKnowledgeBody, request.body), id }))
  })
}

/** Who holds the key of a request, when it is good and opens this scope. */
async function admit(
  { services, limiter }: PublicApiOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  scope: ApiScope,
): Promise<{ actor: KeyActor; key: KeyHolder }> {
  const count = async (name: RateClass, subject: string) => {
    if (limiter === null) return
    const verdict = await limiter.take(name, subject)
    reply.headers(rateHeaders(verdict))
    if (!verdict.allowed) throw rateRefusal(verdict)
  }
  const [, secret = ''] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? []
  const key = await useApiKey(services, secret)
  if (!key.ok) {
    await count('api_key_guess', countedAddress(request.ip))
    throw new AppError(key.code, 'The API key is not valid')
  }
  nameTenant(key.value.tenantId)
  await count('api_key', key.value.keyId)
  if (!key.value.scopes.includes(scope))
    throw new AppError('auth.forbidden', `The key lacks the scope ${scope}`)
  const { keyId, tenantId, tenantLanguage } = key.value
  return {
    actor: { keyId, tenantId, language: tenantLanguage === 'ru' ? 'ru' : 'en' },
    key: key.value,
  }
}

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const issues = result.error.issues.map(issue => ({ path: issue.path.join('.'), message: issue.message }))
  throw new AppError('input.invalid', 'The request does not fit', { issues })
}

function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new AppError(result.code, result.code)
}
