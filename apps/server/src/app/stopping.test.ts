import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket as TcpSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { spawnProduct } from '../testing/spawn-server.ts'
import { readAsCustomer, signInAs, startTestServer, writeAsCustomer } from '../testing/test-server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'stopping-'))
const running: { kill(): Promise<void> }[] = []

/** A model that takes a request and never answers. */
let model: Server
const asked: (() => void)[] = []

beforeAll(async () => {
  // A data folder with the small tenant in it, so that the product does not fill it with its demo.
  const prepared = await startTestServer(dataDir)
  await prepared.server.close()
  model = createServer(() => {
    for (const told of asked.splice(0)) told()
  })
  await new Promise<void>(resolve => model.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  await Promise.all(running.splice(0).map(server => server.kill()))
})
afterAll(() => {
  model?.closeAllConnections()
  model?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function start(env: Record<string, string> = {}) {
  const server = await spawnProduct({ DATA_DIR: dataDir, ...env })
  running.push(server)
  return server
}

const stalledModel = () => ({
  AI_PROVIDER: 'openai',
  OPENAI_API_KEY: 'a key for tests',
  OPENAI_BASE_URL: `http://127.0.0.1:${(model.address() as AddressInfo).port}/v1`,
})
const modelIsAsked = () =>
  new Promise<void>(resolve => {
    asked.push(resolve)
  })

/** A request of which only the first half has been sent. */
async function halfRequest(
  url: string,
  body: string,
): Promise<{ socket: TcpSocket; finish(): Promise<string> }> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  await new Promise<void>(resolve => socket.once('connect', resolve))
  let answer = ''
  socket.setEncoding('utf8').on('data', text => {
    answer += text
  })
  const ended = new Promise<void>(resolve => socket.once('close', () => resolve()))
  const half = Math.floor(body.length / 2)
  const head = `POST /channels/webchat/test/messages HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`
  await new Promise<void>(resolve => socket.write(head + body.slice(0, half), () => resolve()))
  return {
    socket,
    async finish() {
      socket.write(body.slice(half))
      await ended
      return answer
    },
  }
}

const refuses = async (url: string) => {
  try {
    await fetch(`${url}/healthz`)
    return false
  } catch {
    return true
  }
}

describe('a server told to stop', () => {
  it('answers what it has begun to read, takes nothing new, and ends well', async () => {
    const server = await start()
    // Idle connections and sockets do not keep it.
    await fetch(`${server.url}/healthz`)
    const socket = io(`${server.url}/webchat`, {
      auth: { channelKey: 'test', sessionId: 'stop-listener' },
      transports: ['websocket'],
      reconnection: false,
    })
    await new Promise<void>(resolve => socket.once('connect', () => resolve()))
    const body = JSON.stringify({ sessionId: 'stop-in-flight', messageId: 'm1', text: 'Half said' })
    const request = await halfRequest(server.url, body)
    await fetch(`${server.url}/healthz`)
    server.signal('SIGTERM')
    await expect.poll(() => refuses(server.url)).toBe(true)
    expect(await request.finish()).toMatch(/^HTTP\/1\.1 202 /)
    expect(await server.exited).toBe(0)
    socket.disconnect()

    const next = await start()
    expect((await readAsCustomer(next.url, 'stop-in-flight')).map(one => one.text)).toEqual(['Half said'])
  })

  it('hands a draft it is working on back, and whoever starts next makes it', async () => {
    const server = await start(stalledModel())
    const drafting = modelIsAsked()
    const { body } = await writeAsCustomer(server.url, {
      sessionId: 'stop-drafting',
      text: 'Can I still return opened headphones?',
    })
    await drafting
    const begun = performance.now()
    server.signal('SIGTERM')
    expect(await server.exited).toBe(0)
    expect(performance.now() - begun).toBeLessThan(8000)

    const next = await start()
    const { api } = await signInAs(next.url, 'operator')
    const detail = () => api.conversation.get.query({ id: body.conversationId })
    await expect.poll(async () => (await detail()).suggestion?.status, { timeout: 15_000 }).toBe('pending')
    expect((await detail()).conversation.drafting).toBe(false)
    const { items } = await api.suggestion.list.query({ limit: 200 })
    expect(items.filter(item => item.conversationId === body.conversationId)).toHaveLength(1)
  })

  it('ends at once when told twice', async () => {
    const server = await start()
    const body = JSON.stringify({ sessionId: 'stop-twice', messageId: 'm1', text: 'Never finished' })
    const request = await halfRequest(server.url, body)
    await fetch(`${server.url}/healthz`)
    server.signal('SIGTERM')
    await expect.poll(() => refuses(server.url)).toBe(true)
    server.signal('SIGINT')
    expect(await server.exited).toBe(1)
    request.socket.destroy()
    const next = await start()
    expect(await readAsCustomer(next.url, 'stop-twice')).toEqual([])
  })

  it('does not wait for ever for somebody who never finishes', async () => {
    const server = await start()
    const request = await halfRequest(server.url, JSON.stringify({ sessionId: 'stop-stalled' }))
    await fetch(`${server.url}/healthz`)
    const begun = performance.now()
    server.signal('SIGTERM')
    expect(await server.exited).toBe(0)
    expect(performance.now() - begun).toBeLessThan(10_000)
    request.socket.destroy()
  })
})

describe('a server that cannot start', () => {
  it('says that its data folder is in use, and leaves the one that uses it alone', async () => {
    const first = await start()
    const failure = await start().catch((error: Error) => error.message)
    expect(failure).toContain('in use by another process')
    expect(failure).not.toMatch(/\n\s+at /)
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200)
    await writeAsCustomer(first.url, { sessionId: 'still-here', text: 'Hello' })
    expect(await readAsCustomer(first.url, 'still-here')).toHaveLength(1)
  })

  it('is all but one of those started at once', async () => {
    const results = await Promise.allSettled([start(), start()])
    expect(results.filter(result => result.status === 'fulfilled')).toHaveLength(1)
    for (const result of results) {
      if (result.status === 'rejected') expect(String(result.reason)).toContain('in use by another process')
    }
  })

  it('names the variables it cannot use, without their values', async () => {
    const failure = await start({ PORT: 'sekret', ENCRYPTION_KEY: 'sekret' }).catch(
      (error: Error) => error.message,
    )
    expect(failure).toContain('PORT: ')
    expect(failure).toContain('ENCRYPTION_KEY: ')
    expect(failure).not.toContain('sekret')
  })

  it('says that its port is taken', async () => {
    const port = String((model.address() as AddressInfo).port)
    const failure = await start({ PORT: port }).catch((error: Error) => error.message)
    expect(failure).toContain('EADDRINUSE')
    // It has left the database in order.
    const next = await start()
    expect((await fetch(`${next.url}/readyz`)).status).toBe(200)
  })
})
