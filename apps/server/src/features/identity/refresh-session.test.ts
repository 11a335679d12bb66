import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeAuth } from '../../api/access-token.ts'
import type { ApiContext } from '../../api/context.ts'
import { testPassword } from '../../testing/small-tenant.ts'
import { anonymous, codeOf, startTestServer, type TestServer } from '../../testing/test-server.ts'
import { refreshSession } from './refresh-session.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'refresh-'))
let test: TestServer

beforeAll(async () => {
  test = await startTestServer(dataDir)
})
afterAll(async () => {
  await test?.server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** What a request brings that asks for nothing but a new pair, and the cookies it is answered with. */
function request() {
  const { services } = test.server
  const cookies: (string | null)[] = []
  const afterwards: (() => Promise<void>)[] = []
  const context: ApiContext = {
    services,
    auth: makeAuth('of no interest here, but long enough', services.clock),
    actor: null,
    refusal: null,
    language: 'en',
    requestId: 'request',
    publicUrl: test.url,
    refreshCookie: null,
    setRefreshCookie: value => cookies.push(value),
    oidcCookie: null,
    setOidcCookie: () => {},
    device: null,
    address: null,
    limitsAddresses: false,
    crossSite: false,
    attended: true,
    later: work => void afterwards.push(work),
    limitCall: async () => null,
  }
  const sendAnswer = () => Promise.all(afterwards.map(work => work()))
  return { context, cookies, sendAnswer }
}

it('of several who show one token at once the first wins, and goes on; the others change nothing', async () => {
  const { auth } = anonymous(test.url)
  const { refreshToken } = await auth.login.mutate({ email: 'second@test.test', password: testPassword })
  const requests = Array.from({ length: 5 }, request)
  const answers = await Promise.all(requests.map(({ context }) => refreshSession(context, refreshToken)))
  expect(answers.map(answer => (answer.ok ? 'pair' : answer.code))).toEqual([
    'pair',
    ...Array.from({ length: 4 }, () => 'auth.invalid'),
  ])
  // Also who comes when all is decided and nothing is sent yet.
  const late = request()
  expect(await refreshSession(late.context, refreshToken)).toMatchObject({ code: 'auth.invalid' })
  await Promise.all(requests.map(({ sendAnswer }) => sendAnswer()))
  const won = answers[0]?.ok ? answers[0].value.refreshToken : ''
  expect(requests.map(({ cookies }) => cookies)).toEqual([[won], [], [], [], []])
  const next = await auth.refresh.mutate({ refreshToken: won })
  expect(next.member.email).toBe('second@test.test')
  // Afterwards it is an old token like any other, and ends the session.
  expect(await codeOf(auth.refresh.mutate({ refreshToken }))).toBe('auth.invalid')
  expect(await codeOf(auth.refresh.mutate({ refreshToken: next.refreshToken }))).toBe('auth.invalid')
})
