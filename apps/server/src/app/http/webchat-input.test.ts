import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { webchatTextLimit } from '@countersign/shared/channel/webchat.contract'
import { errorStatus } from '@countersign/shared/kernel/app-error'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countStored, storedMessages } from '../../testing/stored-rows.ts'
import { readAsCustomer, startTestServer, type TestServer } from '../../testing/test-server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'webchat-input-'))
let test: TestServer

beforeAll(async () => {
  test = await startTestServer(dataDir)
})
afterAll(async () => {
  await test?.server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const good = { sessionId: 'a-good-session', messageId: 'm1', text: 'Hello' }
const address = (channel = 'test') => `${test.url}/channels/webchat/${channel}/messages`
const stored = () => countStored(test.server.services.database, test.tenant.tenantId, 'messages')

type ErrorBody = { error: { code: string; message: string; issues: { path: string; message: string }[] } }

async function post(
  body: string | Uint8Array<ArrayBuffer> | undefined,
  { channel = 'test', type = 'application/json' as string | null } = {},
): Promise<{ status: number; body: ErrorBody & { conversationId?: string; duplicate?: boolean } }> {
  const response = await fetch(address(channel), {
    method: 'POST',
    headers: type === null ? {} : { 'content-type': type },
    ...(body === undefined ? {} : { body }),
  })
  return { status: response.status, body: (await response.json()) as never }
}

/** A refusal as interfaces promise it: an HTTP status, a code of the closed list, a sentence and the issues. */
function expectRefusal(answer: { status: number; body: ErrorBody }, status: number, code: string): void {
  expect(answer).toEqual({
    status,
    body: { error: { code, message: expect.any(String), issues: expect.any(Array) } },
  })
  expect(errorStatus).toHaveProperty([code], status)
}

describe('a request that cannot be read', () => {
  const nested = `{"sessionId":"a-good-session","messageId":"m","text":${'['.repeat(200_000)}${']'.repeat(200_000)}}`
  it.each<[string, string | Uint8Array<ArrayBuffer> | undefined, number, string]>([
    ['half an object', '{"sessionId":', 400, 'input.invalid'],
    ['words', 'hello', 400, 'input.invalid'],
    ['nothing', '', 400, 'input.invalid'],
    ['a number', '7', 400, 'input.invalid'],
    ['null', 'null', 400, 'input.invalid'],
    ['a list', '[]', 400, 'input.invalid'],
    ['two objects', `${JSON.stringify(good)}${JSON.stringify(good)}`, 400, 'input.invalid'],
    ['a comment', `/* hi */${JSON.stringify(good)}`, 400, 'input.invalid'],
    ['200,000 brackets', nested, 400, 'input.invalid'],
    ['a body over 1 MB', JSON.stringify({ ...good, pad: 'x'.repeat(1024 * 1024) }), 413, 'input.too_large'],
    ['bytes that are not UTF-8', withBytes([0xff, 0xfe]), 400, 'input.bad_encoding'],
    ['an overlong NUL', withBytes([0xc0, 0x80]), 400, 'input.bad_encoding'],
    ['a surrogate in UTF-8', withBytes([0xed, 0xa0, 0x80]), 400, 'input.bad_encoding'],
    ['a character cut short', withBytes([0xf0, 0x9f, 0x8e]), 400, 'input.bad_encoding'],
    ['UTF-16', new Uint8Array(Buffer.from(JSON.stringify(good), 'utf16le')), 400, 'input.invalid'],
  ])('%s', async (_name, body, status, code) => {
    const before = await stored()
    expectRefusal(await post(body), status, code)
    expect(await stored()).toBe(before)
  })

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'nonsense',
    'application/json-patch+json',
  ])('%s is refused as a type', async type => {
    expectRefusal(await post(JSON.stringify(good), { type }), 415, 'input.unsupported_media_type')
  })

  it('no body at all is refused', async () => {
    expectRefusal(await post(undefined, { type: null }), 400, 'input.invalid')
  })

  it('takes JSON with a charset and with a byte order mark', async () => {
    const body = JSON.stringify({ ...good, sessionId: 'with-charset' })
    expect((await post(body, { type: 'application/json; charset=utf-8' })).status).toBe(202)
    expect((await post(`\ufeff${body}`)).status).toBe(202)
  })
})

/** A message whose text is these bytes. */
function withBytes(bytes: readonly number[]): Uint8Array<ArrayBuffer> {
  const [head, tail] = JSON.stringify({ ...good, text: '|' }).split('|')
  return new Uint8Array(Buffer.concat([Buffer.from(head ?? ''), Buffer.from(bytes), Buffer.from(tail ?? '')]))
}

describe('a message that does not fit', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['no session', { sessionId: undefined }, 'sessionId'],
    ['a short session', { sessionId: 'x'.repeat(5) }, 'sessionId'],
    ['a long session', { sessionId: 'x'.repeat(129) }, 'sessionId'],
    ['a session with spaces', { sessionId: 'a good session' }, 'sessionId'],
    ['a session as a list', { sessionId: ['a-good-session'] }, 'sessionId'],
    ['no message id', { messageId: undefined }, 'messageId'],
    ['an empty message id', { messageId: '' }, 'messageId'],
    ['a number as message id', { messageId: 12 }, 'messageId'],
    ['no text', { text: undefined }, 'text'],
    ['text as a number', { text: 7 }, 'text'],
    ['text as an object', { text: { $ne: null } }, 'text'],
    ['empty text', { text: '' }, 'text'],
    ['blank text', { text: ' \n\t ' }, 'text'],
    ['one byte too much', { text: 'x'.repeat(webchatTextLimit + 1) }, 'text'],
    ['too many bytes, not characters', { text: 'я'.repeat(webchatTextLimit / 2 + 1) }, 'text'],
    ['NUL', { text: 'a\u0000b' }, 'text'],
    ['a control character', { text: 'a\u0007b' }, 'text'],
    ['a blank name', { name: ' ' }, 'name'],
    ['NUL in the name', { name: 'a\u0000' }, 'name'],
    ['a bad e-mail', { email: 'nobody' }, 'email'],
    ['attachments as text', { attachments: 'x' }, 'attachments'],
    ['a script as attachment', { attachments: [{ kind: 'file', url: 'javascript:1' }] }, 'attachments.0.url'],
    [
      'NUL in an address',
      { attachments: [{ kind: 'file', url: 'https://a.test/\u0000' }] },
      'attachments.0.url',
    ],
  ])('%s: 400 naming the field', async (_name, change, path) => {
    const answer = await post(JSON.stringify({ ...good, ...change }))
    expectRefusal(answer, 400, 'input.invalid')
    expect(answer.body.error.issues.map(issue => issue.path)).toContain(path)
  })

  it('lone surrogates, written as JSON escapes', async () => {
    for (const surrogates of ['\\ud800', '\\udfff', '\\udc00\\ud800']) {
      const body = JSON.stringify({ ...good, text: '|' }).replace('|', surrogates)
      expectRefusal(await post(body), 400, 'input.invalid')
    }
  })

  it('names every field that is wrong, and repeats no value', async () => {
    const { body } = await post(JSON.stringify({ sessionId: 'sess', messageId: '', text: 'sekret\u0000' }))
    const paths = new Set(body.error.issues.map(issue => issue.path))
    expect([...paths].sort()).toEqual(['messageId', 'sessionId', 'text'])
    expect(JSON.stringify(body)).not.toMatch(/sekret|sess"/)
  })

  it.each([
    ['unknown', 'nobody'],
    ['spaces', 'a%20b'],
    ['dots', '..'],
    ['an encoded slash', 'a%2Fb'],
    ['NUL', 'a%00b'],
    ['quotes', "'%20OR%201=1--"],
    ['letters of another script', encodeURIComponent('демо')],
    ['65 characters', 'x'.repeat(65)],
    ['2,000 characters', 'x'.repeat(2000)],
  ])('a channel key of %s: 404', async (_name, channel) => {
    const answer = await post(JSON.stringify(good), { channel })
    expect(answer.status).toBe(404)
    expect(['channel.not_found', 'route.not_found']).toContain(answer.body.error.code)
  })

  it('an address that is no address: 400 in the same shape', async () => {
    expectRefusal(await post(JSON.stringify(good), { channel: '%zz' }), 400, 'input.invalid')
    expectRefusal(await post(JSON.stringify(good), { channel: '%ff' }), 400, 'input.invalid')
  })

  it('any JSON at all: 202 or a clear 4xx, never a fault of ours', async () => {
    const field = fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue(), fc.constant('a-good-session'))
    const message = fc.record(
      { sessionId: field, messageId: field, text: field, name: field, email: field, attachments: field },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(fc.oneof(message, fc.jsonValue()), async input => {
        const { status, body } = await post(JSON.stringify(input))
        if (status !== 202) expectRefusal({ status, body }, status, body.error.code)
        expect(status).toBeLessThan(500)
      }),
      { numRuns: 200 },
    )
  })
})

describe('a message that fits', () => {
  const say = async (sessionId: string, text: string, messageId = 'm1') => {
    const answer = await post(JSON.stringify({ sessionId, messageId, text }))
    expect(answer.status).toBe(202)
    return answer.body
  }

  it.each([
    ['emoji', '🎧👩‍👩‍👧‍👦🏳️‍🌈'],
    ['right to left', 'مرحبا \u202bשלום\u202c!'],
    ['combining marks, not composed', 'e\u0301 n\u0303 Z̸̢̛'],
    ['composed and decomposed side by side', 'é e\u0301'],
    ['white space at the ends and inside', '  two  spaces\r\nand a line\t '],
    ['SQL', "'; DROP TABLE messages; -- \\' $1 %s {0} #{x}"],
    ['markup', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
    ['backslashes', 'C:\\temp\\u0000 \\n'],
    ['the last character there is', '\u{10ffff}\ufffd'],
    ['exactly the limit', 'я'.repeat(webchatTextLimit / 2)],
  ])('keeps %s exactly', async (name, text) => {
    const sessionId = `exact-${name.replaceAll(/\W/g, '-')}`
    await say(sessionId, text)
    expect((await readAsCustomer(test.url, sessionId)).map(message => message.text)).toEqual([text])
  })

  it.each([6, 128])('takes a session of %d characters', async length => {
    await say('s'.repeat(length), 'Hello')
    expect(await readAsCustomer(test.url, 's'.repeat(length))).toHaveLength(1)
  })

  it('takes the last of two equal keys, as JSON says, and no key of the prototype', async () => {
    const body = `{"__proto__":{"text":"inherited"},"constructor":{"x":1},"sessionId":"proto-session","messageId":"m1","text":"first","text":"second"}`
    expect((await post(body)).status).toBe(202)
    expect((await readAsCustomer(test.url, 'proto-session')).map(message => message.text)).toEqual(['second'])
    const inherited = '{"__proto__":{"text":"inherited"},"sessionId":"proto-session","messageId":"m2"}'
    expectRefusal(await post(inherited), 400, 'input.invalid')
    expect(({} as Record<string, unknown>).text).toBeUndefined()
  })

  it('is stored once when it comes 50 times at once', async () => {
    const body = JSON.stringify({ sessionId: 'fifty-times', messageId: 'same', text: 'Once, please' })
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(body)))
    expect(answers.map(answer => answer.status)).toEqual(Array.from({ length: 50 }, () => 202))
    expect(answers.filter(answer => answer.body.duplicate === true)).toHaveLength(49)
    expect(new Set(answers.map(answer => answer.body.conversationId)).size).toBe(1)
    expect(await readAsCustomer(test.url, 'fifty-times')).toHaveLength(1)
  })

  it('keeps the first words of a message sent again with others', async () => {
    await say('sent-again', 'First words')
    expect(await say('sent-again', 'Other words')).toMatchObject({ duplicate: true, messageId: 'm1' })
    expect((await readAsCustomer(test.url, 'sent-again')).map(message => message.text)).toEqual([
      'First words',
    ])
  })

  it('is another message in another session, even where ids run into each other', async () => {
    const first = await say('collide', 'mine', 'x:y')
    const second = await say('collide:x', 'theirs', 'y')
    expect(second).toMatchObject({ duplicate: false })
    expect(second.conversationId).not.toBe(first.conversationId)
  })

  it('is read in the order it arrived, whatever its id says', async () => {
    const ids = ['m3', 'm1', 'm10', 'm2', '0', 'zz']
    for (const id of ids) await say('out-of-order', `text of ${id}`, id)
    const thread = await readAsCustomer(test.url, 'out-of-order')
    expect(thread.map(message => message.text)).toEqual(ids.map(id => `text of ${id}`))
    expect(thread.map(message => message.seq)).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('gets a place of its own when many arrive at once', async () => {
    const ids = Array.from({ length: 40 }, (_, at) => `at-once-${at}`)
    await Promise.all(ids.map(id => say('many-at-once', id, id)))
    const thread = await readAsCustomer(test.url, 'many-at-once')
    expect(thread.map(message => message.seq)).toEqual(ids.map((_, at) => at + 1))
    expect(thread.map(message => message.text).sort()).toEqual([...ids].sort())
  })

  it('is one of two thousand in its session, none lost, read page by page', async () => {
    const sessionId = 'two-thousand'
    const total = 2000
    let conversationId = ''
    for (let start = 0; start < total; start += 50) {
      const batch = Array.from({ length: 50 }, (_, at) =>
        say(sessionId, `line ${start + at}`, `m${start + at}`),
      )
      conversationId = (await Promise.all(batch))[0]?.conversationId ?? ''
    }
    const read: number[] = []
    for (;;) {
      const page = await readAsCustomer(test.url, sessionId, read.at(-1) ?? 0)
      if (page.length === 0) break
      read.push(...page.map(message => message.seq))
    }
    expect(read).toEqual(Array.from({ length: total }, (_, at) => at + 1))
    const { database } = test.server.services
    expect(await storedMessages(database, test.tenant.tenantId, conversationId)).toHaveLength(total)
  })
})

describe('reading a thread', () => {
  it.each<[string, string]>([
    ['no session', ''],
    ['a short session', 'sessionId=short'],
    ['two sessions', 'sessionId=a-good-session&sessionId=a-good-session'],
    ['a negative place', 'sessionId=a-good-session&after=-1'],
    ['half a place', 'sessionId=a-good-session&after=0.5'],
    ['no number', 'sessionId=a-good-session&after=x'],
    ['a place beyond numbers', 'sessionId=a-good-session&after=99999999999999999999'],
    ['not a place', 'sessionId=a-good-session&after=NaN'],
  ])('%s: 400', async (_name, query) => {
    const response = await fetch(`${address()}?${query}`)
    expectRefusal(
      { status: response.status, body: (await response.json()) as ErrorBody },
      400,
      'input.invalid',
    )
  })

  it('of an unknown channel: 404; of an unknown session: an empty thread, which tells nothing', async () => {
    const unknown = await fetch(`${address('nobody')}?sessionId=a-good-session`)
    expectRefusal(
      { status: unknown.status, body: (await unknown.json()) as ErrorBody },
      404,
      'channel.not_found',
    )
    expect(await readAsCustomer(test.url, `never-wrote-${randomUUID()}`)).toEqual([])
  })

  it('gives what the customer may see, and of nobody else', async () => {
    await post(JSON.stringify({ sessionId: 'my-own-thread', messageId: 'm1', text: 'Mine' }))
    await post(JSON.stringify({ sessionId: 'their-thread', messageId: 'm1', text: 'Theirs' }))
    const [message, ...others] = await readAsCustomer(test.url, 'my-own-thread')
    expect(others).toEqual([])
    expect(message).toEqual({
      id: expect.any(String),
      from: 'customer',
      text: 'Mine',
      sentAt: expect.stringMatching(/^\d{4}-.*Z$/),
      seq: 1,
      messageId: 'm1',
    })
  })
})

describe('other methods', () => {
  it.each(['PUT', 'PATCH', 'DELETE'])('%s: 404 or 405 in the usual shape', async method => {
    const response = await fetch(address(), { method })
    const body = (await response.json()) as ErrorBody
    expect([404, 405]).toContain(response.status)
    expectRefusal({ status: response.status, body }, response.status, body.error.code)
  })

  it('answers the question browsers ask first, for pages of any site', async () => {
    const response = await fetch(address(), {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example.test',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    })
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('access-control-allow-methods')).toContain('POST')
    expect(response.headers.get('access-control-allow-headers')).toContain('content-type')
    expect(response.headers.get('access-control-allow-credentials')).toBeNull()
  })

  it('lets pages of any site read its refusals too', async () => {
    const response = await fetch(address(), {
      method: 'POST',
      headers: { origin: 'https://shop.example.test' },
    })
    expect(response.status).toBe(400)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
  })

  it('answers HEAD without a body', async () => {
    const response = await fetch(`${address()}?sessionId=a-good-session`, { method: 'HEAD' })
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('')
  })

  it.each([
    ['/healthz', 200],
    ['/readyz', 200],
    ['/metrics', 200],
    ['/nothing/here', 404],
    ['/channels/webchat', 404],
    ['/trpc', 404],
    ['/%2e%2e/%2e%2e/etc/passwd', 404],
  ])('GET %s: %d', async (path, status) => {
    const response = await fetch(`${test.url}${path}`)
    expect(response.status).toBe(status)
    if (status === 404)
      expectRefusal({ status, body: (await response.json()) as ErrorBody }, 404, 'route.not_found')
  })

  it('counts what it took in, without naming a session', async () => {
    const metrics = await (await fetch(`${test.url}/metrics`)).text()
    expect(metrics).toMatch(/countersign_messages_stored_total\{channel="webchat",duplicate="true"\} \d+/)
    expect(metrics).not.toContain('a-good-session')
  })
})
