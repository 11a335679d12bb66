import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ErrorCode, errorStatus } from '@countersign/shared/kernel/app-error'
import fc from 'fast-check'
import { decodeJwt, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessTokenSeconds, makeAuth } from '../../api/access-token.ts'
import type { AccessClaims } from '../../api/context.ts'
import {
  anonymous,
  signInAs,
  startTestServer,
  type TestServer,
  writeAsCustomer,
} from '../../testing/test-server.ts'
import { procedureCases } from '../isolation/procedure-cases.fixture.ts'
import { rootRouter } from '../root-router.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'trpc-input-'))
let test: TestServer
let token: string
/** Ids of things there are, so that made-up inputs get further than "no such thing". */
let ids: string[]

beforeAll(async () => {
  test = await startTestServer(dataDir)
  const signedIn = await signInAs(test.url, 'owner')
  token = signedIn.token
  const { body } = await writeAsCustomer(test.url, {
    sessionId: 'trpc-customer',
    text: 'Can I return opened headphones?',
  })
  await test.server.drain(20_000)
  const { suggestion } = await signedIn.api.conversation.get.query({ id: body.conversationId })
  const knowledge = await signedIn.api.knowledge.list.query()
  ids = [body.conversationId, suggestion?.id ?? '', knowledge.items[0]?.id ?? '', test.tenant.members.second]
}, 60_000)
afterAll(async () => {
  await test?.server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

interface Answer {
  readonly status: number
  readonly body: {
    error?: {
      message: string
      code: number
      data: { code: ErrorCode; httpStatus: number; issues?: { path: string }[] }
    }
    result?: unknown
  }
}

async function call(path: string, init: RequestInit & { token?: string | null } = {}): Promise<Answer> {
  const { token: given = token, headers, ...rest } = init
  const response = await fetch(`${test.url}/trpc/${path}`, {
    method: 'POST',
    ...rest,
    headers: {
      'content-type': 'application/json',
      ...(given === null ? {} : { authorization: `Bearer ${given}` }),
      ...headers,
    },
  })
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

/** A refusal a tRPC client can read, with a code of the closed list and its status. */
function expectRefusal({ status, body }: Answer, code: ErrorCode): void {
  expect(body.error).toMatchObject({ message: expect.any(String), code: expect.any(Number), data: { code } })
  expect([status, body.error?.data.httpStatus]).toEqual([errorStatus[code], errorStatus[code]])
}

const noId = '019a0000-0000-7000-8000-00000000dead'
const approve = JSON.stringify({ id: noId, version: 1, idempotencyKey: 'some-key-1' })

describe('a call that cannot be read', () => {
  it.each<[string, string | Uint8Array<ArrayBuffer>, ErrorCode]>([
    ['half an object', '{"id":', 'input.invalid'],
    ['words', 'hello', 'input.invalid'],
    ['nothing', '', 'input.invalid'],
    ['null', 'null', 'input.invalid'],
    ['a list', '[]', 'input.invalid'],
    ['100,000 brackets', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'input.invalid'],
    ['too much', JSON.stringify({ pad: 'x'.repeat(1024 * 1024) }), 'input.too_large'],
    ['bytes that are not UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 'input.bad_encoding'],
  ])('%s', async (_name, body, code) => {
    expectRefusal(await call('suggestion.approve', { body }), code)
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/octet-stream'])(
    '%s',
    async type => {
      const answer = await call('suggestion.approve', { body: approve, headers: { 'content-type': type } })
      expectRefusal(answer, 'input.unsupported_media_type')
    },
  )

  it.each([
    'conversation.list?input=%7B',
    'conversation.get?input=hello',
    'conversation.get?input=%ff',
    'conversation.get?input=',
    'conversation.get',
    'conversation.list?batch=1&input=hello',
    'conversation.list?batch=1&input=7',
  ])('GET %s', async path => {
    const response = await fetch(`${test.url}/trpc/${path}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const body = (await response.json()) as Answer['body'] | Answer['body'][]
    for (const one of Array.isArray(body) ? body : [body]) {
      expectRefusal({ status: response.status, body: one }, 'input.invalid')
    }
  })

  it('of a procedure there is not', async () => {
    for (const path of [
      'suggestion.aprove',
      'nothing',
      'suggestion',
      'constructor',
      '__proto__',
      'auth.__proto__',
    ]) {
      expectRefusal(await call(path, { body: approve }), 'route.not_found')
    }
    expectRefusal(await call('x'.repeat(2000), { body: approve }), 'route.not_found')
  })

  it('changes nothing by GET; asks by POST as well', async () => {
    const input = `input=${encodeURIComponent(approve)}`
    expectRefusal(await call(`suggestion.approve?${input}`, { method: 'GET' }), 'method.not_allowed')
    expect((await call('conversation.list', { body: '{"limit":1}' })).status).toBe(200)
  })

  it('names what is wrong with an input, and repeats no value', async () => {
    const answer = await call('suggestion.edit', {
      body: JSON.stringify({ id: 'sekret', version: 0, text: '', idempotencyKey: 'sekret' }),
    })
    expectRefusal(answer, 'input.invalid')
    const paths = answer.body.error?.data.issues?.map(issue => issue.path) ?? []
    expect(paths.sort()).toEqual(['id', 'idempotencyKey', 'text', 'version'])
    expect(JSON.stringify(answer.body)).not.toContain('sekret')
  })

  it('does not say where in the server it failed', async () => {
    const answer = await call('suggestion.approve', { body: approve })
    expectRefusal(answer, 'suggestion.not_found')
    expect(JSON.stringify(answer.body)).not.toMatch(/stack|node_modules|\.ts/)
  })
})

describe('who calls', () => {
  const key = () => readFileSync(join(dataDir, 'encryption.key'), 'utf8').trim()
  /** Of a session there is: a token is worth no more than that. */
  const claims = () => decodeJwt(token) as unknown as AccessClaims
  const before = (seconds: number) => ({ now: () => new Date(Date.now() - seconds * 1000) })
  const list = (given: string | null) => call('conversation.list', { method: 'GET', token: given })

  it('is somebody with a token of this server', async () => {
    expect((await list(await makeAuth(key(), before(0)).sign(claims()))).status).toBe(200)
    const ended = { ...claims(), sessionId: noId }
    expectRefusal(await list(await makeAuth(key(), before(0)).sign(ended)), 'auth.invalid')
  })

  it('is told that a token has expired, to the second', async () => {
    const expired = await makeAuth(key(), before(accessTokenSeconds + 5)).sign(claims())
    expectRefusal(await list(expired), 'auth.expired')
    expect((await list(await makeAuth(key(), before(accessTokenSeconds - 30)).sign(claims()))).status).toBe(
      200,
    )
  })

  it('is nobody with anything else', async () => {
    const [head, payload, signature] = token.split('.')
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')
    const stolen = Buffer.from(JSON.stringify({ ...claims(), exp: 4_102_444_800 })).toString('base64url')
    const foreign = await makeAuth('another installation, another key', before(0)).sign(claims())
    const wrongKind = await new SignJWT({ role: 'owner' })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('countersign')
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode(key()))
    const others = [
      null,
      'x',
      'a.b.c',
      `${head}.${payload}.`,
      `${head}.${payload}.${'A'.repeat(43)}`,
      `${none}.${payload}.`,
      `${none}.${payload}.${signature}`,
      `${head}.${stolen}.${signature}`,
      foreign,
      wrongKind,
      'x'.repeat(8000),
    ]
    for (const given of others) expectRefusal(await list(given), 'auth.invalid')
  })

  it('is nobody without the word Bearer, too', async () => {
    for (const authorization of [token, `Basic ${token}`, 'Bearer', 'Bearer ']) {
      const response = await fetch(`${test.url}/trpc/conversation.list`, { headers: { authorization } })
      expectRefusal(
        { status: response.status, body: (await response.json()) as Answer['body'] },
        'auth.invalid',
      )
    }
  })

  it('may know nothing without signing in but how to sign in', async () => {
    for (const [path, procedure] of procedures()) {
      if (procedureCases[path]?.callers === 'anyone') {
        expect(path).toMatch(/^auth\./)
        continue
      }
      const method = procedure._def.type === 'query' ? 'GET' : 'POST'
      const init = method === 'POST' ? { method, body: '{}' } : { method }
      expectRefusal(await call(path, { ...init, token: null }), 'auth.invalid')
    }
  })

  it('gets several answers to several calls at once, each its own', async () => {
    const input = encodeURIComponent(JSON.stringify({ 0: {}, 1: { id: noId }, 2: { id: 'x' } }))
    const response = await fetch(
      `${test.url}/trpc/conversation.list,conversation.get,conversation.get?batch=1&input=${input}`,
      { headers: { authorization: `Bearer ${token}` } },
    )
    const answers = (await response.json()) as Answer['body'][]
    expect(response.status).toBe(207)
    expect(answers.map(one => one.error?.data.code)).toEqual([
      undefined,
      'conversation.not_found',
      'input.invalid',
    ])
  })
})

function procedures(): [string, { _def: { type: string } }][] {
  return Object.entries(rootRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>)
}

describe('any input to any procedure', () => {
  const odd = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '',
      ' ',
      '\u0000',
      '\ud800',
      "'; DROP TABLE users; --",
      '%',
      '\\',
      'null',
      '9'.repeat(400),
    ),
    fc.jsonValue({ maxDepth: 2 }),
  )
  /** Mostly what a client sends, with one thing or two out of place. */
  const nearly = () => {
    const id = fc.constantFrom(...ids, noId)
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 })
    const field = <T>(value: fc.Arbitrary<T>) =>
      fc.oneof({ weight: 4, arbitrary: value }, { weight: 1, arbitrary: odd })
    return fc.record(
      {
        id: field(id),
        conversationId: field(id),
        memberId: field(id),
        version: field(fc.integer({ min: -1, max: 3 })),
        idempotencyKey: field(fc.string({ unit: 'binary', minLength: 8, maxLength: 20 })),
        text: field(text),
        title: field(text),
        category: field(text),
        tags: field(fc.array(text, { maxLength: 3 })),
        reason: field(text),
        view: field(fc.constantFrom('all', 'mine', 'approval')),
        status: field(fc.constantFrom('pending', 'active', 'resolved')),
        limit: field(fc.integer({ min: 0, max: 60 })),
        cursor: field(
          fc.constantFrom(
            '0.0',
            '9999999999999999999.999999999999999999',
            listCursor('0000-01-01T00:00:00Z'),
            listCursor('9999-12-31T23:59:59Z'),
            listCursor('2026-01-01T00:00:00Z'),
          ),
        ),
        until: field(fc.constantFrom('2030-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '0000-01-01T00:00:00Z')),
        email: field(text),
        password: field(text),
        refreshToken: field(fc.string({ unit: 'binary', minLength: 20, maxLength: 200 })),
      },
      { requiredKeys: ['id', 'version', 'text'] },
    )
  }
  const listCursor = (at: string) => Buffer.from(JSON.stringify([at, noId])).toString('base64url')

  // Whoever hashes passwords takes their time.
  const runs = (path: string) => (path === 'auth.login' ? 12 : 60)

  it.each(procedures().map(([path, { _def }]) => [path, _def.type]))(
    '%s: an answer or a code, never a fault of ours',
    async (path, type) => {
      await fc.assert(
        fc.asyncProperty(
          fc.oneof({ weight: 3, arbitrary: nearly() }, { weight: 1, arbitrary: odd }),
          async input => {
            const json = JSON.stringify(input)
            const answer =
              type === 'query'
                ? await call(`${path}?input=${encodeURIComponent(json)}`, { method: 'GET' })
                : await call(path, { body: json })
            if (answer.status === 200) return
            expect(answer.status).toBeLessThan(500)
            expectRefusal(answer, answer.body.error?.data.code as ErrorCode)
          },
        ),
        { numRuns: runs(path) },
      )
    },
  )

  it('leaves the server well', async () => {
    await test.server.drain(20_000)
    expect((await fetch(`${test.url}/readyz`)).status).toBe(200)
    expect(
      (
        await anonymous(test.url)
          .auth.refresh.mutate({})
          .catch(error => error)
      ).data.code,
    ).toBe('auth.invalid')
  })
})
