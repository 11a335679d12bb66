import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How the server treats the next request; when the list is used up, `ok`. */
export type CompletionsMode =
  | 'ok'
  | 'hang'
  | 'stall'
  | 'rate-limit'
  | 'rate-limit-forever'
  | 'error-500'
  | 'bad-request'
  | 'broken-json'
  | 'wrong-shape'
  | 'dropped-stream'
  | 'closed-early'
  | 'garbage'
  | 'html'
  | 'endless'
  | 'refusal'
  | 'unknown-citation'
  | 'fenced'

export interface ReceivedRequest {
  readonly path: string
  readonly body: {
    readonly model?: string
    readonly stream?: boolean
    readonly temperature?: number
    readonly top_p?: number
    readonly messages?: readonly { readonly role: string; readonly content: string }[]
    readonly response_format?: { readonly json_schema?: { readonly name: string; readonly strict?: boolean } }
    readonly input?: readonly string[]
  }
}

export interface CompletionsServer {
  readonly baseURL: string
  readonly received: ReceivedRequest[]
  /** Modes of the coming requests, in order. */
  play(...modes: readonly CompletionsMode[]): void
  close(): Promise<void>
}

/** A local server that speaks Chat Completions over server-sent events, well or badly, as told. */
export async function startCompletionsServer(): Promise<CompletionsServer> {
  const received: ReceivedRequest[] = []
  let modes: CompletionsMode[] = []
  const server = createServer((request, response) => {
    void readBody(request).then(body => {
      received.push({ path: request.url ?? '', body })
      const mode = modes.shift() ?? 'ok'
      if (request.url?.endsWith('/embeddings') === true) embeddings(response, body, mode)
      else completions(response, body, mode)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseURL: `http://127.0.0.1:${port}/v1`,
    received,
    play: (...next) => {
      modes = [...next]
    },
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

async function readBody(request: IncomingMessage): Promise<ReceivedRequest['body']> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return JSON.parse(Buffer.concat(parts).toString('utf8')) as ReceivedRequest['body']
}

function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

function embeddings(response: ServerResponse, body: ReceivedRequest['body'], mode: CompletionsMode): void {
  if (mode === 'error-500') {
    json(response, 500, { error: { message: 'down' } })
    return
  }
  if (mode === 'rate-limit') {
    json(response, 429, { error: { message: 'slow' } }, { 'retry-after-ms': '1' })
    return
  }
  const input = body.input ?? []
  const data = input.map((text, index) => ({
    object: 'embedding',
    index,
    embedding: [text.length, text.charCodeAt(0) || 1, 2],
  }))
  const shown = mode === 'wrong-shape' ? data.slice(1) : [...data].reverse()
  json(response, 200, {
    object: 'list',
    data: shown,
    model: body.model,
    usage: { prompt_tokens: 7, total_tokens: 7 },
  })
}

function completions(response: ServerResponse, body: ReceivedRequest['body'], mode: CompletionsMode): void {
  switch (mode) {
    case 'hang':
      return
    case 'rate-limit':
      json(response, 429, { error: { message: 'slow down' } }, { 'retry-after': '0' })
      return
    case 'rate-limit-forever':
      json(response, 429, { error: { message: 'slow down' } }, { 'retry-after': '3600' })
      return
    case 'error-500':
      json(response, 500, { error: { message: 'down' } })
      return
    case 'bad-request':
      json(response, 400, { error: { message: 'no such model' } })
      return
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>gateway</html>')
      return
    default:
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const chunk = (delta: object, finish: string | null = null): void => {
    const event = {
      id: 'c1',
      object: 'chat.completion.chunk',
      created: 1,
      model: body.model,
      choices: [{ index: 0, delta, finish_reason: finish }],
    }
    response.write(`data: ${JSON.stringify(event)}\n\n`)
  }
  const say = (content: string): void => {
    // Seven characters at a time cuts words, escapes and surrogate pairs, as real streams do.
    for (let at = 0; at < content.length; at += 7) chunk({ content: content.slice(at, at + 7) })
  }
  const end = (): void => {
    chunk({}, 'stop')
    response.write(
      `data: ${JSON.stringify({ id: 'c1', object: 'chat.completion.chunk', created: 1, model: body.model, choices: [], usage: { prompt_tokens: 321, completion_tokens: 45, total_tokens: 366 } })}\n\n`,
    )
    response.end('data: [DONE]\n\n')
  }
  const answer = JSON.stringify(draftFor(body, mode))
  chunk({ role: 'assistant', content: '' })
  switch (mode) {
    case 'stall':
      say(answer.slice(0, 60))
      return
    case 'broken-json':
      say(`${answer.slice(0, -12)} and so on`)
      end()
      return
    case 'wrong-shape':
      say(JSON.stringify({ reply: 'Hello' }))
      end()
      return
    case 'dropped-stream':
      say(answer.slice(0, 40))
      setImmediate(() => response.destroy())
      return
    case 'closed-early':
      say(answer.slice(0, 40))
      response.end()
      return
    case 'garbage':
      response.end('data: {{{ not json\n\ndata: \u0000\u0001\n\n')
      return
    case 'endless': {
      const more = (): void => {
        if (response.destroyed) return
        chunk({ content: 'more and more and more '.repeat(200) })
        setImmediate(more)
      }
      more()
      return
    }
    case 'refusal':
      chunk({ refusal: 'I will not' })
      end()
      return
    case 'fenced':
      say(`\`\`\`json\n${answer}\n\`\`\``)
      end()
      return
    default:
      say(answer)
      end()
  }
}

/** A well-behaved draft: quotes the first passage of the prompt, or hands over when there is none. */
function draftFor(body: ReceivedRequest['body'], mode: CompletionsMode): object {
  const user = body.messages?.find(message => message.role === 'user')?.content ?? ''
  const fenced = /<evidence mark="[0-9a-f]{8}">\n([\s\S]*?)\n<\/evidence/.exec(user)?.[1] ?? '[]'
  const [first] = JSON.parse(fenced) as { id: string; text: string }[]
  if (first === undefined) {
    return {
      sentences: [{ text: 'A colleague will answer you here.', evidence: [] }],
      questions: [],
      missing_fields: [],
      handoff: { needed: true, reason: 'no_knowledge' },
    }
  }
  return {
    sentences: [
      { text: 'Hello! "Всё" — \\ 😀', evidence: [] },
      { text: first.text, evidence: mode === 'unknown-citation' ? ['E77'] : [first.id] },
    ],
    questions: [],
    missing_fields: [],
    handoff: null,
  }
}
