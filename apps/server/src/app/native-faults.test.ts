import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { connect, createServer, type Server, type Socket as TcpSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { io } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { sqlOf } from '../db/sql-of.ts'
import { travelRoad } from '../testing/customer-journey.ts'
import { type StartedPostgres, startNativePostgres } from '../testing/native-postgres.ts'
import { letLeasesEnd } from '../testing/pass-time.ts'
import { seedSmallTenant } from '../testing/small-tenant.ts'
import { type HoldPoint, type SpawnedServer, spawnHeldServer } from '../testing/spawn-server.ts'
import { storedMessages } from '../testing/stored-rows.ts'
import {
  type ApiClient,
  codeOf,
  readAsCustomer,
  signInAs,
  startTestServer,
  type TestServer,
  writeAsCustomer,
} from '../testing/test-server.ts'

const found = await startNativePostgres()
const dataDir = mkdtempSync(join(tmpdir(), 'native-faults-'))
const installation = { ENCRYPTION_KEY: randomBytes(32).toString('base64url') }

afterAll(async () => {
  if (found.kind === 'started') await found.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const cluster = () => {
  if (found.kind === 'absent') throw new Error(found.reason)
  return found satisfies StartedPostgres
}

describe.skipIf(found.kind === 'absent')('on a native database, many at once', () => {
  let test: TestServer
  let operator: ApiClient
  beforeAll(async () => {
    const databaseUrl = await cluster().createDatabase()
    test = await startTestServer(join(dataDir, 'many'), { DATABASE_URL: databaseUrl, ...installation })
    operator = (await signInAs(test.url, 'operator')).api
  })
  afterAll(() => test?.server.close())

  const at = (count: number) => Array.from({ length: count }, (_, index) => index)

  it('one message sent 50 times is stored once', async () => {
    const same = { sessionId: 'fifty-native', messageId: 'same', text: 'Once, please' }
    const answers = await Promise.all(at(50).map(() => writeAsCustomer(test.url, same)))
    expect(answers.map(answer => answer.status)).toEqual(at(50).map(() => 202))
    expect(answers.filter(answer => answer.body.duplicate)).toHaveLength(49)
    expect(await readAsCustomer(test.url, 'fifty-native')).toHaveLength(1)
  })

  it('different messages of one new customer share one conversation, each with its place', async () => {
    const answers = await Promise.all(
      at(40).map(index =>
        writeAsCustomer(test.url, {
          sessionId: 'burst-native',
          messageId: `m${index}`,
          text: `Text ${index}`,
        }),
      ),
    )
    expect(new Set(answers.map(answer => answer.body.conversationId)).size).toBe(1)
    const thread = await readAsCustomer(test.url, 'burst-native')
    expect(thread.map(message => message.seq)).toEqual(at(40).map(index => index + 1))
  })

  it('decisions on one draft have one winner, and one key has one meaning', async () => {
    const drafts: { id: string; version: number; sessionId: string }[] = []
    for (const sessionId of ['race-one', 'race-two']) {
      const { body } = await writeAsCustomer(test.url, { sessionId, text: 'Can I return opened headphones?' })
      await test.server.drain(20_000)
      const { suggestion } = await operator.conversation.get.query({ id: body.conversationId })
      if (suggestion == null) throw new Error('no suggestion')
      drafts.push({ id: suggestion.id, version: suggestion.version, sessionId })
    }
    const idempotencyKey = 'one-key-for-both'
    const codes = await Promise.all(
      drafts.flatMap(({ id, version }) =>
        at(10).map(() => codeOf(operator.suggestion.approve.mutate({ id, version, idempotencyKey }))),
      ),
    )
    expect(codes.filter(code => code === null)).toHaveLength(10)
    expect(codes.filter(code => code === 'idempotency.conflict')).toHaveLength(10)
    await test.server.drain(20_000)
    const threads = await Promise.all(drafts.map(({ sessionId }) => readAsCustomer(test.url, sessionId)))
    expect(threads.flat().filter(message => message.from === 'operator')).toHaveLength(1)
  })

  it('ten thousand messages of one session are all stored, in order, and read page by page', async () => {
    const { database } = test.server.services
    const bulk = await seedSmallTenant(test.server.services, 'bulk')
    // One draft at the end is enough.
    await database.withTenant(
      bulk.tenantId,
      tx =>
        sqlOf(tx)
          .$executeRaw`UPDATE decision_settings SET settle_quiet_ms = 3600000, settle_max_ms = 3600000`,
    )
    const total = 10_000
    let next = 0
    const send = async () => {
      for (let index = next++; index < total; index = next++) {
        const { status } = await writeAsCustomer(test.url, {
          channelKey: 'bulk',
          sessionId: 'ten-thousand',
          messageId: `m${index}`,
          text: `Line ${index}`,
        })
        if (status !== 202) throw new Error(`message ${index}: ${status}`)
      }
    }
    await Promise.all(at(8).map(send))
    const stored = await storedMessages(database, bulk.tenantId)
    expect(stored.map(message => message.seq)).toEqual(at(total).map(index => index + 1))
    expect(new Set(stored.map(message => message.content)).size).toBe(total)

    const read: number[] = []
    for (;;) {
      const query = `sessionId=ten-thousand&after=${read.at(-1) ?? 0}`
      const response = await fetch(`${test.url}/channels/webchat/bulk/messages?${query}`)
      const { messages } = (await response.json()) as { messages: { seq: number }[] }
      if (messages.length === 0) break
      read.push(...messages.map(message => message.seq))
    }
    expect(read).toEqual(at(total).map(index => index + 1))
    const { api } = await signInAs(test.url, 'operator@bulk.test')
    const id = stored[0]?.conversationId ?? ''
    const seen = await api.conversation.get.query({ id })
    expect(seen.messages).toHaveLength(200)
    expect(seen.messages.at(-1)?.seq).toBe(total)
    await database.withTenant(bulk.tenantId, tx => sqlOf(tx).$executeRaw`DELETE FROM suggest_settles`)
  }, 90_000)
})

describe.skipIf(found.kind === 'absent')('on a native database, a server that is killed', () => {
  let databaseUrl: string
  let server: SpawnedServer
  let customers = 0
  const start = async () => {
    server = await spawnHeldServer({
      DATA_DIR: join(dataDir, 'killed'),
      DATABASE_URL: databaseUrl,
      ...installation,
    })
  }
  beforeAll(async () => {
    databaseUrl = await cluster().createDatabase()
    await start()
  })
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return
    await server.kill()
    await start()
  })
  afterAll(() => server?.kill())

  it.each<HoldPoint>([
    'due-work:commit',
    'draft:before',
    'end-run:after',
    'decide-suggestion:after',
    'send:after',
    'record-delivery:commit',
  ])(
    'at %s: another takes over, and the customer is answered once',
    async at => {
      customers += 1
      const point = await server.hold(at)
      const journey = travelRoad({ url: () => server.url }, `native-crash-${customers}`)
      await point.reached()
      await server.kill()
      await letLeasesEnd(databaseUrl)
      await start()
      const { sessionId, question, reply, conversationId } = await journey
      await server.drain(30_000)
      const thread = await readAsCustomer(server.url, sessionId)
      expect(thread.map(message => message.text)).toEqual([question, reply])
      const { api } = await signInAs(server.url, 'operator')
      const { items } = await api.suggestion.list.query({ limit: 200 })
      expect(items.filter(item => item.conversationId === conversationId)).toHaveLength(1)
    },
    60_000,
  )
})

describe.skipIf(found.kind === 'absent')('on a native database that goes away', () => {
  let test: TestServer
  let operator: ApiClient
  let token: string
  let proxy: Awaited<ReturnType<typeof startProxy>>

  beforeAll(async () => {
    const direct = new URL(await cluster().createDatabase())
    proxy = await startProxy(Number(direct.port))
    direct.port = String(proxy.port)
    const env = { DATABASE_URL: direct.toString(), LOG_LEVEL: 'fatal', ...installation }
    test = await startTestServer(join(dataDir, 'outage'), env)
    ;({ api: operator, token } = await signInAs(test.url, 'operator'))
  })
  afterAll(async () => {
    await test?.server.close()
    await proxy?.close()
  })

  const post = (body: object) =>
    fetch(`${test.url}/channels/webchat/test/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

  it('says so while it is away, stays alive, and goes on when it is back', async () => {
    proxy.cut()
    const refused = await post({ sessionId: 'outage-one', messageId: 'm1', text: 'Hello' })
    expect([refused.status, ((await refused.json()) as { error: { code: string } }).error.code]).toEqual([
      503,
      'server.unavailable',
    ])
    const thread = await fetch(`${test.url}/channels/webchat/test/messages?sessionId=outage-one`)
    expect(thread.status).toBe(503)
    expect(await codeOf(operator.conversation.list.query())).toBe('server.unavailable')
    expect(await codeOf(operator.auth.me.query())).toBe('server.unavailable')
    expect(await codeOf(signInAs(test.url, 'owner'))).toBe('server.unavailable')
    const ready = await fetch(`${test.url}/readyz`)
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'not ready', notReady: ['database'] }])
    expect((await fetch(`${test.url}/healthz`)).status).toBe(200)
    const error = await new Promise<Error & { data?: unknown }>(resolve =>
      io(`${test.url}/webchat`, {
        auth: { channelKey: 'test', sessionId: 'outage-one' },
        transports: ['websocket'],
        reconnection: false,
        forceNew: true,
      }).once('connect_error', resolve),
    )
    expect(error.data).toEqual({ code: 'server.unavailable' })

    proxy.restore()
    await expect.poll(async () => (await fetch(`${test.url}/readyz`)).status, { timeout: 10_000 }).toBe(200)
    const journey = await travelRoad({ url: () => test.url }, 'outage-one')
    await test.server.drain(20_000)
    expect((await readAsCustomer(test.url, 'outage-one')).map(one => one.text)).toEqual([
      journey.question,
      journey.reply,
    ])
  }, 60_000)

  it('loses nothing of what it acknowledged, though it crashes under load', async () => {
    const heard: string[] = []
    const socket = io(test.url, { auth: { token }, transports: ['websocket'], forceNew: true })
    socket.on('sync', (announcement: { to: string }) => heard.push(announcement.to))
    const codes = new Set<string>()
    let stop = false
    const acknowledged: string[][] = await Promise.all([
      ...Array.from({ length: 4 }, async (_, writer) => {
        const mine: string[] = []
        for (let index = 0; !stop; index += 1) {
          const text = `Message ${index}`
          for (;;) {
            const response = await post({ sessionId: `load-${writer}`, messageId: `m${index}`, text })
            const body = (await response.json()) as { error?: { code: string } }
            if (response.status === 202) break
            codes.add(`${response.status} ${body.error?.code}`)
            await pause(20)
          }
          mine.push(text)
        }
        return mine
      }),
      (async () => {
        while (!stop) {
          const code = await codeOf(operator.conversation.list.query())
          if (code !== null) codes.add(code)
          await pause(5)
        }
        return []
      })(),
      (async () => {
        for (let crash = 0; crash < 2; crash += 1) {
          await pause(300)
          await cluster().crash()
        }
        await pause(300)
        stop = true
        return []
      })(),
    ])
    for (const code of codes) expect(code).toMatch(/^(503 )?server\.unavailable$/)
    await expect.poll(async () => (await fetch(`${test.url}/readyz`)).status, { timeout: 10_000 }).toBe(200)
    for (const [writer, texts] of acknowledged.slice(0, 4).entries()) {
      const read: string[] = []
      for (let after = 0; ; ) {
        const page = await readAsCustomer(test.url, `load-${writer}`, after)
        if (page.length === 0) break
        read.push(...page.map(message => message.text))
        after = page.at(-1)?.seq ?? 0
      }
      expect(read).toEqual(texts)
    }
    const { cursor } = await operator.sync.pull.query({ cursor: null })
    await expect.poll(() => heard.at(-1), { timeout: 10_000 }).toBe(cursor)
    socket.disconnect()
  }, 60_000)
})

/** Stands between the server and its database, and can be cut. */
async function startProxy(target: number) {
  const sockets = new Set<TcpSocket>()
  let port = 0
  const serve = (): Server =>
    createServer(client => {
      const upstream = connect(target, '127.0.0.1')
      for (const [from, to] of [
        [client, upstream],
        [upstream, client],
      ] as const) {
        sockets.add(from)
        from.pipe(to)
        from.on('error', () => to.destroy())
        from.on('close', () => {
          to.destroy()
          sockets.delete(from)
        })
      }
    })
  let server = serve()
  const listen = () => new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  await listen()
  port = (server.address() as AddressInfo).port
  const cut = () => {
    server.close()
    for (const socket of sockets) socket.destroy()
  }
  return {
    port,
    cut,
    restore: () => {
      server = serve()
      void listen()
    },
    async close() {
      cut()
    },
  }
}
