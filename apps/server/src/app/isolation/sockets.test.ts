import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { roles } from '@countersign/shared/identity/role.policy'
import { SignJWT } from 'jose'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rooms } from '../../realtime/rooms.ts'
import { signInAs, writeAsCustomer } from '../../testing/test-server.ts'
import { startTwoTenants, type TwoTenants } from './two-tenants.fixture.ts'

const realtime = join(import.meta.dirname, '../../realtime')
let tenants: TwoTenants

beforeAll(async () => {
  tenants = await startTwoTenants()
})
afterAll(() => tenants?.close())

/** Every namespace, with handshakes that ask for what is another tenant's and the same for what is nothing. */
const namespaces: Readonly<Record<string, string>> = {
  '/': 'a token decides',
  '/webchat': 'the session of a customer decides',
}

/** Every room, and what is heard in it: each is listened for below. */
const heardIn: Readonly<Record<keyof typeof rooms, string>> = {
  tenant: 'what is new in the log, and drafts that grow',
  member: 'nothing: who is in it is dropped when the membership ends',
  session: 'nothing: likewise for a session',
  user: 'nothing: likewise for a person',
  thread: 'that a thread has changed, and that someone types',
  customer: 'that a first message made a conversation',
}

type Auth = Readonly<Record<string, unknown>>

/** Connects; answers with the socket and all it hears, or with the code it was refused with. */
function connect(
  namespace: string,
  auth: Auth,
): Promise<{ socket: Socket; heard: string[] } | { code: string }> {
  const socket = io(`${tenants.test.url}${namespace}`, {
    auth,
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
  })
  const heard: string[] = []
  socket.onAny((...event: unknown[]) => heard.push(JSON.stringify(event)))
  return new Promise(resolve => {
    socket.once('connect', () => resolve({ socket, heard }))
    socket.once('connect_error', error => {
      socket.disconnect()
      resolve({ code: String((error as Error & { data?: { code?: string } }).data?.code ?? error.message) })
    })
  })
}

async function connected(namespace: string, auth: Auth) {
  const answer = await connect(namespace, auth)
  if ('code' in answer) throw new Error(answer.code)
  return answer
}

async function refused(namespace: string, auth: Auth): Promise<string> {
  const answer = await connect(namespace, auth)
  if ('code' in answer) return answer.code
  answer.socket.disconnect()
  throw new Error('it was let in')
}

describe('the tables of sockets', () => {
  it('have every namespace and every room there is', () => {
    const sources = readdirSync(realtime)
      .filter(name => name.endsWith('.ts') && !name.includes('.test.'))
      .map(name => readFileSync(join(realtime, name), 'utf8'))
    const named = sources.flatMap(text => [...text.matchAll(/\.of\(\s*'([^']+)'/g)].map(found => found[1]))
    expect([...new Set(['/', ...named])].sort()).toEqual(Object.keys(namespaces).sort())
    expect(Object.keys(heardIn).sort()).toEqual(Object.keys(rooms).sort())
  })
})

describe('a handshake', () => {
  it('with a token of another key is one with no token, whoever it names', async () => {
    const forge = (claims: object) =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuer('countersign')
        .setExpirationTime('1h')
        .sign(new TextEncoder().encode('a key of somebody else, long enough'))
    const { tenantId, memberId, userId } = tenants.victim
    const claims = { sub: userId, tenantId, memberId, role: 'owner', sessionId: crypto.randomUUID() }
    for (const auth of [{ token: await forge(claims) }, { token: 'x'.repeat(50) }, {}, { token: 1 }]) {
      expect(await refused('/', auth)).toBe('auth.invalid')
    }
  })

  it.each([...roles])('%s: is let in for what the role may read', async role => {
    const answer = await connect('/', { token: tenants.tokens[role] })
    if (role === 'guest') expect(answer).toEqual({ code: 'auth.forbidden' })
    else expect(answer).toHaveProperty('socket')
    if ('socket' in answer) answer.socket.disconnect()
  })

  it('of a customer is as good with the session of another tenant as with one of nobody', async () => {
    const { rows } = await tenants.admin.query<{ key: string }>('SELECT key FROM channels WHERE id = $1', [
      tenants.stranger.channelId,
    ])
    const channelKey = rows[0]?.key
    for (const sessionId of ['a-customer-of-the-victim', 'a-customer-of-nobody-00']) {
      const { socket, heard } = await connected('/webchat', { channelKey, sessionId })
      expect(heard).toEqual([])
      socket.disconnect()
    }
    expect(await refused('/webchat', { channelKey: 'no-such-key', sessionId: 'whoever-it-is' })).toBe(
      'channel.not_found',
    )
  })
})

describe('what happens in one tenant', () => {
  it('is heard there, and by no socket of another', async () => {
    const { test, tokens } = tenants
    const session = 'same-session-everywhere'
    const insider = (await signInAs(test.url, 'owner')).token
    const own = await connected('/', { token: insider })
    const ownCustomer = await connected('/webchat', { channelKey: 'test', sessionId: session })
    const { rows } = await tenants.admin.query<{ key: string }>('SELECT key FROM channels WHERE id = $1', [
      tenants.stranger.channelId,
    ])
    const strangers = await Promise.all([
      ...roles.filter(role => role !== 'guest').map(role => connected('/', { token: tokens[role] })),
      // The same secret in another tenant's chat is another customer.
      connected('/webchat', { channelKey: rows[0]?.key, sessionId: session }),
      // A stranger who asks to be let into rooms, and one who says what they have read of a thread.
      connected('/', { token: tokens.owner, room: rooms.tenant(test.tenant.tenantId) }),
    ])
    for (const { socket } of strangers) {
      socket.emit('join', rooms.tenant(test.tenant.tenantId))
      socket.emit('receipt', { seq: 1, status: 'read' })
    }
    await writeAsCustomer(test.url, { sessionId: session, text: 'Can I return opened headphones?' })
    await until(() => own.heard.some(line => line.includes('suggestion.')))
    await until(() => ownCustomer.heard.some(line => line.includes('changed')))
    // Their sockets work: each hears of their own tenant, after which all that was on its way before has come.
    await writeAsCustomer(test.url, {
      channelKey: rows[0]?.key ?? '',
      sessionId: session,
      text: 'Hello from elsewhere',
    })
    await until(() => strangers.slice(0, 6).every(({ heard }) => heard.length > 0))
    const ofOthers = strangers.flatMap(({ heard }) =>
      heard.filter(line => line.includes(test.tenant.tenantId) || own.heard.includes(line)),
    )
    expect(ofOthers).toEqual([])
    const ids = new Set(own.heard.join().match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g))
    expect(ids.size).toBeGreaterThan(0)
    const told = strangers.flatMap(({ heard }) => heard).join()
    expect([...ids].filter(id => told.includes(id))).toEqual([])
    for (const { socket } of [own, ownCustomer, ...strangers]) socket.disconnect()
  })
})

/** Waits for what is announced, for as long as a draft may take. */
async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + 20_000
  while (!holds()) {
    if (performance.now() > end) throw new Error('it was never heard')
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}
