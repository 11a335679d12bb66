import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signInAs, startTestServer, type TestServer } from '../testing/test-server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'limits-'))
let test: TestServer

beforeAll(async () => {
  test = await startTestServer(dataDir, { RATE_LIMITS: 'on' })
})
afterAll(async () => {
  await test?.server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const post = (sessionId: string, messageId: string) =>
  fetch(`${test.url}/channels/webchat/test/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    // The same message: a duplicate is counted like any other.
    body: JSON.stringify({ sessionId, messageId, text: 'Hello' }),
  })

describe('limits', () => {
  it('stop a session that writes too much, say for how long, and leave others alone', async () => {
    const statuses: number[] = []
    let refused: Response | undefined
    for (let sent = 0; sent < 310; sent += 1) {
      const response = await post('too-busy', 'm1')
      statuses.push(response.status)
      if (response.status === 429) refused ??= response
      else await response.arrayBuffer()
    }
    expect(statuses.filter(status => status === 202)).toHaveLength(300)
    expect(statuses.slice(300)).toEqual(Array.from({ length: 10 }, () => 429))
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused?.headers.get('access-control-allow-origin')).toBe('*')
    expect(await refused?.json()).toEqual({
      error: { code: 'rate.limited', message: expect.any(String), issues: [] },
    })
    expect((await post('not-busy', 'm1')).status).toBe(202)
  })

  it('stop somebody who tries passwords, however many in one request, in words a tRPC client reads', async () => {
    const login = (times: number) =>
      fetch(`${test.url}/trpc/${Array.from({ length: times }, () => 'auth.login').join(',')}?batch=1`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      })
    expect((await login(30)).status).toBe(400)
    for (let tried = 0; tried < 30; tried += 1) expect((await login(1)).status).toBe(400)
    const last = await login(1)
    expect(last.status).toBe(429)
    expect(await last.json()).toMatchObject({ error: { data: { code: 'rate.limited', httpStatus: 429 } } })
    await expect(signInAs(test.url, 'operator')).rejects.toMatchObject({ data: { code: 'rate.limited' } })
  })

  it('never stop the question whether the server is well', async () => {
    for (let asked = 0; asked < 50; asked += 1) expect((await fetch(`${test.url}/healthz`)).status).toBe(200)
  })
})
