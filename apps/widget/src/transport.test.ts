// @vitest-environment node
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTransport, type Transport } from './transport.ts'

let server: Server
let transport: Transport
let answer: (request: IncomingMessage, response: ServerResponse, body: string) => void

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    answer(request, response, body)
  })
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready))
  transport = createTransport(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'a b', fetch)
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const message = { sessionId: 's'.repeat(32), messageId: 'm1', text: 'hello\nпривет' }

function reply(status: number, body: unknown, headers: Record<string, string> = {}) {
  answer = (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }
}

describe('posting a message', () => {
  it('sends the contract’s body to the channel’s route', async () => {
    let seen: unknown
    answer = (request, response, body) => {
      seen = {
        method: request.method,
        url: request.url,
        type: request.headers['content-type'],
        body: JSON.parse(body),
      }
      response.writeHead(202, { 'content-type': 'application/json' })
      response.end('{"conversationId":"c","messageId":"m1","duplicate":false}')
    }
    expect(await transport.post(message)).toEqual({ kind: 'accepted', duplicate: false })
    expect(seen).toEqual({
      method: 'POST',
      url: '/channels/webchat/a%20b/messages',
      type: 'application/json',
      body: message,
    })
  })

  it('counts a duplicate as accepted', async () => {
    reply(202, { conversationId: 'c', messageId: 'm1', duplicate: true })
    expect(await transport.post(message)).toEqual({ kind: 'accepted', duplicate: true })
  })

  it('counts nothing else as accepted', async () => {
    const unsure = { kind: 'unavailable', reached: true }
    reply(200, '<!doctype html><title>Hotel sign-in</title>', { 'content-type': 'text/html' })
    expect(await transport.post(message)).toEqual(unsure)
    reply(202, 'queued')
    expect(await transport.post(message)).toEqual(unsure)
    reply(302, '', { location: 'http://127.0.0.1:1/' })
    expect(await transport.post(message)).toEqual({ kind: 'unavailable', reached: false })
  })

  it('reports a refusal with its code', async () => {
    reply(400, { error: { code: 'input.invalid', message: 'no', issues: [] } })
    expect(await transport.post(message)).toEqual({ kind: 'refused', status: 400, code: 'input.invalid' })
    reply(413, 'too large')
    expect(await transport.post(message)).toEqual({ kind: 'refused', status: 413, code: '' })
  })

  it('repeats on overload, when the server asks to, and on its failures', async () => {
    reply(429, { error: { code: 'rate.limited' } }, { 'retry-after': '7' })
    expect(await transport.post(message)).toEqual({ kind: 'unavailable', reached: true, retryAfterMs: 7_000 })
    reply(503, '', { 'retry-after': 'Fri, 01 Jan 2027 00:00:00 GMT' })
    expect(await transport.post(message)).toEqual({ kind: 'unavailable', reached: true })
  })

  it('does not repeat into a session that is full', async () => {
    reply(429, { error: { code: 'channel.session_full' } })
    expect(await transport.post(message)).toEqual({
      kind: 'refused',
      status: 429,
      code: 'channel.session_full',
    })
  })

  it('cannot tell what happened when the connection breaks', async () => {
    answer = (_request, response) => response.destroy()
    expect(await transport.post(message)).toEqual({ kind: 'unavailable', reached: false })
  })
})

describe('reading the thread', () => {
  it('asks after the last seq and reads the contract’s items', async () => {
    let url = ''
    answer = (request, response) => {
      url = request.url ?? ''
      response.end(
        JSON.stringify({
          messages: [
            {
              id: '1',
              from: 'customer',
              text: 'a',
              sentAt: '2026-11-20T10:00:00.000Z',
              seq: 4,
              messageId: 'm1',
            },
            { id: '2', from: 'ai', text: 'b', sentAt: '2026-11-20T10:00:01.000Z', seq: 5 },
            { id: '3', from: 'operator', text: 'c', sentAt: '2026-11-20T10:00:02.000Z', seq: 6 },
          ],
        }),
      )
    }
    const at = Date.UTC(2026, 10, 20, 10)
    expect(await transport.fetchAfter(message.sessionId, 3)).toEqual({
      kind: 'page',
      messages: [
        { id: '1', fromCustomer: true, text: 'a', sentAt: at, seq: 4, messageId: 'm1' },
        { id: '2', fromCustomer: false, text: 'b', sentAt: at + 1_000, seq: 5 },
        { id: '3', fromCustomer: false, text: 'c', sentAt: at + 2_000, seq: 6 },
      ],
    })
    expect(url).toBe(`/channels/webchat/a%20b/messages?sessionId=${message.sessionId}&after=3`)
  })

  it('leaves out items it cannot read', async () => {
    reply(200, {
      messages: [
        null,
        { id: 1 },
        { id: 'x', from: 'robot', text: 'a', seq: 1 },
        { id: 'y', from: 'ai', text: 'b', seq: 2 },
      ],
    })
    expect(await transport.fetchAfter('s', 0)).toMatchObject({
      kind: 'page',
      messages: [{ id: 'y', seq: 2 }],
    })
  })

  it('fails without throwing on errors, nonsense and silence', async () => {
    reply(500, { error: { code: 'server.error' } })
    expect(await transport.fetchAfter('s', 0)).toEqual({ kind: 'failed', reached: true })
    reply(200, { items: [] })
    expect(await transport.fetchAfter('s', 0)).toEqual({ kind: 'failed', reached: true })
    answer = (_request, response) => response.destroy()
    expect(await transport.fetchAfter('s', 0)).toEqual({ kind: 'failed', reached: false })
  })
})
