import {
  channelKey,
  sessionId,
  type WebchatMessageAccepted,
  type WebchatMessageInput,
  type WebchatThreadMessage,
  webchatMessageInput,
  webchatThreadQuery,
} from '@countersign/shared/channel/webchat.contract'
import { AppError } from '@countersign/shared/kernel/app-error'
import type { Result } from '@countersign/shared/kernel/result'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'

/** What web chat asks of the product. */
export interface WebchatDoor {
  takeIn(channelKey: string, input: WebchatMessageInput): Promise<Result<WebchatMessageAccepted>>
  readThread(
    channelKey: string,
    sessionId: string,
    after: number,
  ): Promise<Result<{ messages: WebchatThreadMessage[] }>>
}

export interface WebchatRoutesOptions {
  readonly door: WebchatDoor
  /** Counts a message of a session, or of an address when it names none; null: nothing is limited. */
  readonly countMessage:
    | ((
        sessionId: string | null,
        address: string,
      ) => Promise<{
        readonly headers: Readonly<Record<string, string>>
        readonly refusal: AppError | null
      }>)
    | null
}

const keyOfBody = z.object({ sessionId })

/** The public routes of web chat. Pages of any site may call them: a session id is all the identity there is. */
export async function webchatRoutes(app: FastifyInstance, options: WebchatRoutesOptions): Promise<void> {
  const { door, countMessage } = options
  const url = '/channels/webchat/:channelKey/messages'

  app.addHook('onRequest', async (_request, reply) => {
    reply.header('access-control-allow-origin', '*')
    reply.header('cache-control', 'no-store')
  })
  app.options(url, async (_request, reply) =>
    reply
      .header('access-control-allow-methods', 'GET, POST')
      .header('access-control-allow-headers', 'content-type')
      .header('access-control-max-age', '86400')
      .status(204)
      .send(),
  )

  app.post<{ Params: { channelKey: string } }>(url, async (request, reply) => {
    const key = readKey(request.params.channelKey)
    if (countMessage !== null) {
      const body = keyOfBody.safeParse(request.body)
      const { headers, refusal } = await countMessage(body.success ? body.data.sessionId : null, request.ip)
      reply.headers(headers)
      if (refusal !== null) throw refusal
    }
    const accepted = unwrap(await door.takeIn(key, parse(webchatMessageInput, request.body)))
    return reply.status(202).send(accepted)
  })

  app.get<{ Params: { channelKey: string } }>(url, async request => {
    const key = readKey(request.params.channelKey)
    const query = parse(webchatThreadQuery, request.query)
    const { messages } = unwrap(await door.readThread(key, query.sessionId, query.after ?? 0))
    return { messages }
  })
}

/** A key nobody can have is an unknown channel, not bad input: both look the same from outside. */
function readKey(value: string): string {
  const key = channelKey.safeParse(value)
  if (!key.success) throw new AppError('channel.not_found', 'There is no such channel')
  return key.data
}

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const issues = result.error.issues.map(issue => ({ path: issue.path.join('.'), message: issue.message }))
  throw new AppError('input.invalid', 'The request does not fit', { issues })
}

const messages: Partial<Record<string, string>> = { 'channel.not_found': 'There is no such channel' }

function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new AppError(result.code, messages[result.code] ?? result.code)
}
