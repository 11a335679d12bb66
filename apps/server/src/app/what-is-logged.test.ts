import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testPassword } from '../testing/small-tenant.ts'
import { type SpawnedServer, spawnHeldServer } from '../testing/spawn-server.ts'
import { anonymous, codeOf, readAsCustomer, signInAs, writeAsCustomer } from '../testing/test-server.ts'
import { walkAccountRoad } from './isolation/account-road.fixture.ts'
import { procedureCases } from './isolation/procedure-cases.fixture.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'logged-'))
/** Each is something a customer or a member entrusts the server with, and no log may repeat. */
const secrets = {
  session: 'sekret-session-41d8',
  question: 'Sekretquestion: can I return opened headphones?',
  name: 'Sekretname Ivanova',
  email: 'sekret.customer@example.test',
  reply: 'Sekretreply: yes, within 30 days.',
  ownWords: 'Sekretown words of the operator.',
  reason: 'Sekretreason for escalating',
  search: 'Sekretsearch',
  article: 'Sekretarticle about returns.',
  wrongPassword: 'Sekretwrong password',
  badJson: 'Sekretjson',
}
let server: SpawnedServer
const found: string[] = []
let road: Awaited<ReturnType<typeof walkAccountRoad>>
let lines: Record<string, unknown>[]

describe('the log of a whole road, at its most talkative', () => {
  beforeAll(async () => {
    server = await spawnHeldServer({ DATA_DIR: dataDir, LOG_LEVEL: 'trace' })
    const { url } = server
    const pair = await anonymous(url).auth.login.mutate({
      email: 'operator@test.test',
      password: testPassword,
    })
    const { api } = await signInAs(url, 'operator')
    const owner = (await signInAs(url, 'owner')).api
    await codeOf(
      anonymous(url).auth.login.mutate({ email: 'second@test.test', password: secrets.wrongPassword }),
    )
    await codeOf(
      anonymous(url).auth.login.mutate({ email: 'sekret@nobody.test', password: secrets.wrongPassword }),
    )
    const rotated = await anonymous(url).auth.refresh.mutate({ refreshToken: pair.refreshToken })
    await owner.knowledge.upsert.mutate({ title: 'Sekrettitle', text: secrets.article })

    const socket = io(`${url}/webchat`, {
      auth: { channelKey: 'test', sessionId: secrets.session },
      transports: ['websocket'],
    })
    const post = (body: string) =>
      fetch(`${url}/channels/webchat/test/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
    const message = {
      sessionId: secrets.session,
      messageId: 'm1',
      text: secrets.question,
      name: secrets.name,
      email: secrets.email,
    }
    await post(JSON.stringify(message))
    await post(JSON.stringify({ ...message, messageId: 'm2', text: `${secrets.question}\u0000` }))
    await post(`{"text":"${secrets.badJson}`)
    await post(secrets.badJson)
    await server.drain(20_000)

    const { items } = await api.conversation.search.query({ text: 'Sekretquestion' })
    const id = items[0]?.id ?? ''
    const { suggestion } = await api.conversation.get.query({ id })
    if (suggestion == null) throw new Error('no suggestion')
    await api.suggestion.edit.mutate({
      id: suggestion.id,
      version: suggestion.version,
      text: secrets.reply,
      idempotencyKey: 'sekret-key-1',
    })
    await api.message.send.mutate({
      conversationId: id,
      text: secrets.ownWords,
      idempotencyKey: 'sekret-key-2',
    })
    await api.conversation.search.query({ text: secrets.search })
    await api.knowledge.search.query({ text: secrets.search })
    await codeOf(api.suggestion.reject.mutate({ id, version: 1, reason: secrets.reason }))
    await codeOf(api.conversation.get.query({ id: secrets.reason }))
    await server.drain(20_000)
    expect((await readAsCustomer(url, secrets.session)).map(one => one.text)).toContain(secrets.reply)
    await writeAsCustomer(url, {
      sessionId: secrets.session,
      text: 'I want to talk to a human, please. Sekret.',
    })
    await server.drain(20_000)
    await fetch(`${url}/trpc/conversation.get?input=${encodeURIComponent(`{"id":"${secrets.badJson}`)}`)
    await fetch(`${url}/${secrets.session}`)
    socket.disconnect()
    road = await walkAccountRoad(server)
    found.push(...road.handedOut)
    found.push(pair.accessToken, pair.refreshToken, rotated.accessToken, rotated.refreshToken, testPassword)
    await server.kill()
    lines = server
      .output()
      .split('\n')
      .filter(line => line.startsWith('{'))
      .map(line => JSON.parse(line) as Record<string, unknown>)
  }, 240_000)
  afterAll(async () => {
    await server?.kill()
    rmSync(dataDir, { recursive: true, force: true })
  })

  it('tells of the requests, with their ids and their tenant', () => {
    const requests = lines.filter(line => line.msg === 'request')
    expect(requests.length).toBeGreaterThan(15)
    for (const line of requests)
      expect(line).toMatchObject({ requestId: expect.any(String), status: expect.any(String) })
    const taken = requests.filter(line => line.route === '/channels/webchat/:channelKey/messages')
    expect(taken.some(line => line.status === '202' && typeof line.tenantId === 'string')).toBe(true)
  })

  it.each(Object.entries(secrets))('does not repeat the %s', (_name, secret) => {
    expect(server.output()).not.toContain(secret)
  })

  it('repeats no word that only a person can have written', () => {
    expect(server.output()).not.toMatch(/sekret/i)
  })

  it('was written of every procedure, and of accounts, mails, keys and secrets', () => {
    expect(road.walked).toBeGreaterThanOrEqual(Object.keys(procedureCases).length)
    // Access and refresh tokens, links of mails, an invitation, a key, the seed of a second factor.
    expect(road.handedOut.length).toBeGreaterThan(12)
    expect(new Set(road.refused.map(line => line.split(': ')[1])).size).toBeGreaterThan(5)
    expect(road.refused.filter(line => line.endsWith('server.error'))).toEqual([])
  })

  it('names no password, token or key', () => {
    for (const secret of found) expect(server.output()).not.toContain(secret)
    expect(server.output()).not.toMatch(/eyJ[\w-]{10,}/)
  })

  it('shows no stack of an error that the caller made', () => {
    expect(lines.filter(line => line.level === 'error')).toEqual([])
  })
})
