import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SyncAnnouncement } from '@countersign/shared/sync/sync.contract'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningServer, startServer } from '../app/compose.ts'
import { makeConfig } from '../config/config.ts'
import { parseEnv } from '../config/env.ts'
import { makeLog } from '../telemetry/log.ts'
import { type NativePostgres, startNativePostgres } from '../testing/native-postgres.ts'
import { type SmallTenant, seedSmallTenant, testPassword } from '../testing/small-tenant.ts'
import { signInAs, writeAsCustomer } from '../testing/test-server.ts'

const redisProgram = '/usr/bin/redis-server'

describe('several nodes on one database', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'nodes-'))
  const nodes: RunningServer[] = []
  const sockets: Socket[] = []
  let postgres: NativePostgres
  let redis: ChildProcess | undefined
  let tenant: SmallTenant | undefined

  const node = async (role: string, env: Record<string, string>) => {
    const config = makeConfig(
      parseEnv({
        PORT: '0',
        DATA_DIR: join(dataDir, role + nodes.length),
        RATE_LIMITS: 'off',
        LOG_LEVEL: 'error',
        ROLE: role,
        ENCRYPTION_KEY: 'a key that every node of the test has',
        ...env,
      }),
    )
    const server = await startServer(config, makeLog('error'), async services => {
      tenant = await seedSmallTenant(services)
      return { signIns: [], password: testPassword }
    })
    nodes.push(server)
    return server
  }

  beforeAll(async () => {
    postgres = await startNativePostgres()
    if (postgres.kind === 'absent' || !existsSync(redisProgram)) return
    const port = await freePort()
    redis = spawn(redisProgram, ['--port', String(port), '--save', '', '--bind', '127.0.0.1'], {
      stdio: 'ignore',
    })
    const env = { DATABASE_URL: await postgres.createDatabase(), REDIS_URL: `redis://127.0.0.1:${port}` }
    await node('worker', env)
    await node('api', env)
    await node('api', env)
  })
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect()
    for (const server of nodes.reverse()) await server.close()
    redis?.kill()
    if (postgres?.kind === 'started') await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  it('tells consoles on every node, and brings a reply to a customer on another one', async context => {
    if (postgres.kind === 'absent') return context.skip(postgres.reason)
    if (redis === undefined) return context.skip('redis-server is not installed')
    const [worker, here, there] = nodes
    if (worker === undefined || here === undefined || there === undefined)
      throw new Error('a node is missing')
    expect(tenant).toBeDefined()
    const { api, token } = await signInAs(there.url, 'operator')
    const heard: SyncAnnouncement[] = []
    const console = connect(there.url, { token })
    console.on('sync', announcement => heard.push(announcement))
    const drafts: { done: boolean }[] = []
    console.on('draft', draft => drafts.push(draft))
    await once(console, 'connect')

    const sessionId = 'two-nodes-session'
    const question = 'Can I return opened headphones?'
    const { body } = await writeAsCustomer(here.url, { sessionId, text: question })
    const customer = connect(`${here.url}/webchat`, { channelKey: 'test', sessionId })
    await once(customer, 'connect')
    await worker.drain(20_000)

    const detail = await api.conversation.get.query({ id: body.conversationId })
    const { suggestion } = detail
    if (suggestion == null) throw new Error('no suggestion')
    await until(() => heard.some(one => one.events.some(event => event.entityId === suggestion.id)))
    const told = heard.flatMap(one => one.events.map(event => event.type))
    expect(told).toContain('message.created')
    // Each announcement goes on where the one before ended: a console can tell a gap from a pause.
    for (const [index, one] of heard.slice(1).entries()) expect(one.from).toBe(heard[index]?.to)
    await until(() => drafts.some(draft => draft.done))

    const changed = once(customer, 'changed')
    await api.suggestion.approve.mutate({
      id: suggestion.id,
      version: suggestion.version,
      idempotencyKey: 'two-nodes-key',
    })
    await changed
    await worker.drain(20_000)
    const after = await api.conversation.get.query({ id: body.conversationId })
    expect(after.messages.at(-1)?.text).toBe(suggestion.text)
    expect(['sent', 'delivered']).toContain(after.messages.at(-1)?.deliveryStatus)
  })

  it('drop the sockets of a session that ends on another one', async context => {
    if (postgres.kind === 'absent') return context.skip(postgres.reason)
    if (redis === undefined) return context.skip('redis-server is not installed')
    const [, here, there] = nodes
    if (here === undefined || there === undefined) throw new Error('a node is missing')
    const { token } = await signInAs(there.url, 'second')
    const { api } = await signInAs(here.url, 'second')
    const socket = connect(there.url, { token })
    await once(socket, 'connect')
    const ended = new Promise<string>(resolve => socket.on('disconnect', resolve))
    expect(await api.session.revokeOthers.mutate()).toEqual({ ended: 1 })
    expect(await ended).toBe('io server disconnect')
    const again = connect(there.url, { token })
    await expect(once(again, 'connect')).rejects.toMatchObject({ data: { code: 'auth.invalid' } })
  })

  function connect(url: string, auth: Record<string, string>): Socket {
    const socket = io(url, { auth, transports: ['websocket'], reconnection: false })
    sockets.push(socket)
    return socket
  }
})

function once(socket: Socket, event: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(event, () => resolve())
    socket.once('connect_error', reject)
  })
}

/** Waits for a condition that another process brings about; the test's own time-out is the limit. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(resolve => setImmediate(resolve))
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
