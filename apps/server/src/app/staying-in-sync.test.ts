import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type DraftAnnouncement,
  draftAnnouncement,
  type SyncAnnouncement,
  type SyncEvent,
  syncAnnouncement,
} from '@countersign/shared/sync/sync.contract'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedSmallTenant } from '../testing/small-tenant.ts'
import {
  type ApiClient,
  askAndWait,
  signInAs,
  startTestServer,
  type TestServer,
  writeAsCustomer,
} from '../testing/test-server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'sync-'))
let test: TestServer
let operator: ApiClient
let token: string
const sockets: Socket[] = []

beforeAll(async () => {
  test = await startTestServer(dataDir)
  await seedSmallTenant(test.server.services, 'other')
  ;({ api: operator, token } = await signInAs(test.url, 'operator'))
})
afterAll(async () => {
  for (const socket of sockets) socket.disconnect()
  await test?.server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

function open(path: string, auth: Record<string, string>): Promise<Socket> {
  const socket = io(`${test.url}${path}`, {
    auth,
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  })
  sockets.push(socket)
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket))
    socket.once('connect_error', reject)
  })
}

async function pullAll(api: ApiClient, from: string): Promise<{ events: SyncEvent[]; cursor: string }> {
  const events: SyncEvent[] = []
  let cursor = from
  for (;;) {
    const page = await api.sync.pull.query({ cursor, limit: 100 })
    expect(page.reset).toBe(false)
    if (page.events.length === 0) return { events, cursor }
    events.push(...page.events)
    cursor = page.cursor
  }
}

const headOf = async (api: ApiClient) => (await api.sync.pull.query({ cursor: null })).cursor

/** What a console holds of a tenant: kept only by fetching again what an event points at. */
class Mirror {
  readonly api: ApiClient
  readonly conversations = new Map<string, unknown>()
  readonly escalations = new Map<string, unknown>()

  constructor(api: ApiClient) {
    this.api = api
  }

  async fetchAll(): Promise<void> {
    this.conversations.clear()
    let cursor: string | undefined
    do {
      const page = await this.api.conversation.list.query({
        limit: 50,
        ...(cursor === undefined ? {} : { cursor }),
      })
      for (const item of page.items) await this.fetch(item.id)
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    await this.fetchEscalations()
  }

  async apply(events: readonly SyncEvent[]): Promise<void> {
    const ids = new Set(
      events.flatMap(event => (event.conversationId === null ? [] : [event.conversationId])),
    )
    for (const id of ids) await this.fetch(id)
    if (events.some(event => event.type.startsWith('escalation.'))) await this.fetchEscalations()
  }

  async fetch(id: string): Promise<void> {
    this.conversations.set(id, await this.api.conversation.get.query({ id }))
  }

  async fetchEscalations(): Promise<void> {
    this.escalations.clear()
    for (const status of ['pending', 'claimed', 'handled', 'dismissed'] as const) {
      for (const item of (await this.api.escalation.list.query({ status })).items)
        this.escalations.set(item.id, item)
    }
  }

  state() {
    const sorted = (map: Map<string, unknown>) =>
      [...map].sort(([left], [right]) => left.localeCompare(right))
    return { conversations: sorted(this.conversations), escalations: sorted(this.escalations) }
  }
}

/** A generator of the same numbers each time: a failure can be run again. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state % below
  }
}

describe('a console that was away', () => {
  it('ends where one that stayed has been all along', async () => {
    const stayed = new Mirror(operator)
    const away = new Mirror(operator)
    await stayed.fetchAll()
    await away.fetchAll()
    const left = await headOf(operator)

    let position = left
    const applied: Promise<void>[] = []
    const gaps: string[] = []
    const socket = await open('/', { token })
    socket.on('sync', (payload: unknown) => {
      const announcement = syncAnnouncement.parse(payload)
      if (announcement.from !== position && position !== left) gaps.push(announcement.from)
      position = announcement.to
      applied.push(stayed.apply(announcement.events))
    })

    const second = (await signInAs(test.url, 'second')).api
    const pick = numbers(20_261)
    const any = <T>(list: readonly T[]): T | undefined => list[pick(list.length)]
    const said = [
      'Can I return opened headphones?',
      'Who pays the postage?',
      'I want to talk to a human',
      'ok thanks',
    ]
    const refused = (error: unknown) => {
      // A move that is impossible by now is an answer, not a failure.
      if (!(error instanceof Error && error.name === 'TRPCClientError')) throw error
    }
    for (let step = 0; step < 90; step += 1) {
      const api = pick(2) === 0 ? operator : second
      const id = any([...away.conversations.keys(), ...stayed.conversations.keys()]) ?? ''
      const key = { idempotencyKey: `step-number-${step}` }
      switch (id === '' ? 0 : pick(9)) {
        case 0:
        case 1: {
          const sessionId = `sync-customer-${pick(12)}`
          await writeAsCustomer(test.url, { sessionId, text: any(said) ?? '', messageId: `m${step}` })
          break
        }
        case 2: {
          await test.server.drain(20_000)
          const draft = any((await api.suggestion.list.query({ status: 'pending' })).items)
          if (draft === undefined) break
          const decided = { id: draft.id, version: draft.version, ...key }
          const how = pick(4)
          if (how === 0) await api.suggestion.approve.mutate(decided).catch(refused)
          if (how === 1)
            await api.suggestion.edit.mutate({ ...decided, text: `Edited in step ${step}` }).catch(refused)
          if (how === 2) await api.suggestion.reject.mutate(decided).catch(refused)
          if (how === 3) await api.suggestion.escalate.mutate(decided).catch(refused)
          break
        }
        case 3: {
          const entry = any((await api.escalation.list.query()).items)
          if (entry === undefined) break
          const how = pick(3)
          if (how === 0) await api.escalation.claim.mutate({ id: entry.id }).catch(refused)
          if (how === 1)
            await api.escalation.handle.mutate({ id: entry.id, text: `Step ${step}` }).catch(refused)
          if (how === 2)
            await api.escalation.dismiss.mutate({ id: entry.id, reason: 'No need' }).catch(refused)
          break
        }
        case 4:
          await api.message.send
            .mutate({ conversationId: id, text: `Own words ${step}`, ...key })
            .catch(refused)
          break
        case 5: {
          const memberId = any([test.tenant.members.operator, test.tenant.members.second, null]) ?? null
          await api.conversation.assign.mutate({ id, memberId }).catch(refused)
          break
        }
        case 6:
          await api.conversation.resolve.mutate({ id }).catch(refused)
          break
        case 7:
          await api.conversation.reopen.mutate({ id }).catch(refused)
          break
        case 8:
          await (pick(2) === 0
            ? api.conversation.markRead.mutate({ id })
            : api.conversation.snooze.mutate({ id, until: '2999-01-01T00:00:00Z' })
          ).catch(refused)
          break
      }
    }
    await test.server.drain(20_000)
    const head = await headOf(operator)
    await expect.poll(() => position, { timeout: 10_000 }).toBe(head)
    await Promise.all(applied)
    socket.disconnect()

    const { events, cursor } = await pullAll(operator, left)
    expect(cursor).toBe(head)
    await away.apply(events)

    const truth = new Mirror(operator)
    await truth.fetchAll()
    expect(truth.conversations.size).toBeGreaterThan(5)
    expect(gaps).toEqual([])
    expect(stayed.state()).toEqual(truth.state())
    expect(away.state()).toEqual(truth.state())
  }, 60_000)

  it('is told to forget everything by a cursor this log cannot have given', async () => {
    const head = await headOf(operator)
    for (const cursor of [
      'x',
      '1',
      '-1.0',
      '1.2.3',
      '9999999999999999999.1',
      '1.1; DROP TABLE sync_events',
    ]) {
      const page = await operator.sync.pull.query({ cursor })
      expect(page, cursor).toEqual({ events: [], cursor: head, reset: true })
    }
  })

  it('reads the log from the beginning page by page, each line once, in order', async () => {
    const { events } = await pullAll(operator, '0.0')
    const cursors = events.map(event => event.cursor)
    expect(new Set(cursors).size).toBe(cursors.length)
    const inOrder = cursors.toSorted((left, right) => {
      const [leftXid = '', leftId = ''] = left.split('.')
      const [rightXid = '', rightId = ''] = right.split('.')
      return Number(leftXid) - Number(rightXid) || Number(leftId) - Number(rightId)
    })
    expect(cursors).toEqual(inOrder)
    const one = await operator.sync.pull.query({ cursor: cursors[3] ?? '', limit: 2 })
    expect(one.events.map(event => event.cursor)).toEqual(cursors.slice(4, 6))
    expect(one.cursor).toBe(cursors[5])
  })

  it('stays where it is when nothing is new', async () => {
    const head = await headOf(operator)
    expect(await operator.sync.pull.query({ cursor: head })).toEqual({
      events: [],
      cursor: head,
      reset: false,
    })
  })
})

describe('announcements', () => {
  it('carry on from each other, though other tenants are busy in between', async () => {
    const heard: SyncAnnouncement[] = []
    const socket = await open('/', { token })
    socket.on('sync', (payload: unknown) => heard.push(syncAnnouncement.parse(payload)))
    let position = await headOf(operator)
    for (let turn = 0; turn < 6; turn += 1) {
      const text = 'Can I return opened headphones?'
      await writeAsCustomer(test.url, { sessionId: 'chain-theirs', text, channelKey: 'other' })
      await writeAsCustomer(test.url, { sessionId: 'chain-mine', text })
      await test.server.drain(20_000)
    }
    const head = await headOf(operator)
    await expect.poll(() => heard.at(-1)?.to, { timeout: 10_000 }).toBe(head)
    for (const { from, to, events } of heard) {
      expect(from).toBe(position)
      expect(events.at(-1)?.cursor).toBe(to)
      position = to
    }
    const pulled = await pullAll(operator, heard[0]?.from ?? '')
    expect(heard.flatMap(announcement => announcement.events)).toEqual(pulled.events)
    socket.disconnect()
  })

  it('go to the members of the tenant alone', async () => {
    const stranger = await open('/', { token: (await signInAs(test.url, 'operator@other.test')).token })
    const member = await open('/', { token })
    const heard: unknown[] = []
    stranger.onAny((name, payload) => heard.push([name, payload]))
    const told = new Promise(resolve => member.once('sync', resolve))
    const strangersOwn = new Promise(resolve => stranger.once('sync', resolve))
    const { body } = await writeAsCustomer(test.url, { sessionId: 'private-mine', text: 'Hello' })
    await told
    await test.server.drain(20_000)
    await writeAsCustomer(test.url, { sessionId: 'private-theirs', text: 'Hello', channelKey: 'other' })
    await strangersOwn
    expect(JSON.stringify(heard)).not.toContain(body.conversationId)
    stranger.disconnect()
    member.disconnect()
  })

  it.each([
    ['no token', {}],
    ['a made-up token', { token: 'a.made-up.token' }],
  ])('are not heard with %s', async (_name, auth) => {
    const error = await open('/', auth).catch(failure => failure)
    expect(error.data).toEqual({ code: 'auth.invalid' })
  })

  it('are not heard by guests', async () => {
    const error = await open('/', { token: (await signInAs(test.url, 'guest')).token }).catch(
      failure => failure,
    )
    expect(error.data).toEqual({ code: 'auth.forbidden' })
  })

  it('tell of a draft while it is written, up to the text that is stored', async () => {
    const socket = await open('/', { token })
    const heard: DraftAnnouncement[] = []
    socket.on('draft', (payload: unknown) => heard.push(draftAnnouncement.parse(payload)))
    const { suggestion, conversation } = await askAndWait(
      test,
      operator,
      'draft-watcher',
      'Can I still return opened headphones?',
    )
    await expect.poll(() => heard.at(-1)?.done).toBe(true)
    expect(new Set(heard.map(announcement => announcement.conversationId))).toEqual(
      new Set([conversation.id]),
    )
    expect(suggestion?.text.startsWith(heard.at(-1)?.text ?? 'nothing')).toBe(true)
    expect(heard.filter(announcement => announcement.done)).toHaveLength(1)
    socket.disconnect()
  })
})

describe("the customer's side", () => {
  it('hears that its thread has changed, from its first message on, and nothing of others', async () => {
    const mine = await open('/webchat', { channelKey: 'test', sessionId: 'socket-mine' })
    const theirs = await open('/webchat', { channelKey: 'test', sessionId: 'socket-theirs' })
    const heard: string[] = []
    mine.onAny(name => heard.push(`mine ${name}`))
    theirs.onAny(name => heard.push(`theirs ${name}`))
    const changed = () => new Promise(resolve => mine.once('changed', resolve))

    const first = changed()
    const { conversation, suggestion } = await askAndWait(
      test,
      operator,
      'socket-mine',
      'Can I still return opened headphones?',
    )
    await first
    if (suggestion == null) throw new Error('no suggestion')
    const typing = new Promise(resolve => mine.once('typing', resolve))
    const answered = changed()
    await operator.suggestion.approve.mutate({
      id: suggestion.id,
      version: suggestion.version,
      idempotencyKey: `socket-${conversation.id}`,
    })
    await test.server.drain(20_000)
    await answered
    expect(await typing).toEqual({ on: false })
    expect(heard.filter(line => line.startsWith('theirs'))).toEqual([])
    mine.disconnect()
    theirs.disconnect()
  })

  it('is told nothing of drafts, members or the log', async () => {
    const customer = await open('/webchat', { channelKey: 'test', sessionId: 'socket-curious' })
    const heard = new Set<string>()
    customer.onAny(name => heard.add(name))
    await askAndWait(test, operator, 'socket-curious', 'Can I still return opened headphones?')
    await expect.poll(() => heard.has('changed')).toBe(true)
    expect([...heard].filter(name => name !== 'changed' && name !== 'typing')).toEqual([])
    customer.disconnect()
  })
})
