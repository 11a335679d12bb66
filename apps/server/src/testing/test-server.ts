import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client'
import { type RunningServer, startServer, type Wrappers } from '../app/compose.ts'
import type { AppRouter } from '../app/root-router.ts'
import { makeConfig } from '../config/config.ts'
import { parseEnv } from '../config/env.ts'
import { makeLog } from '../telemetry/log.ts'
import { type SmallTenant, seedSmallTenant, testPassword } from './small-tenant.ts'

export interface TestServer {
  readonly server: RunningServer
  readonly tenant: SmallTenant
  readonly url: string
}

/** A whole server on a port of its own, with one small tenant. `env` as a user would set it. */
export async function startTestServer(
  dataDir: string,
  env: Readonly<Record<string, string>> = {},
  wrap?: Partial<Wrappers>,
): Promise<TestServer> {
  let tenant: SmallTenant | undefined
  const config = makeConfig(
    parseEnv({ PORT: '0', DATA_DIR: dataDir, RATE_LIMITS: 'off', LOG_LEVEL: 'error', ...env }),
  )
  const seed = async (services: RunningServer['services']) => {
    tenant = await seedSmallTenant(services)
    return { signIns: [], password: testPassword }
  }
  const server = await startServer(config, makeLog(config.logLevel), seed, wrap)
  if (tenant === undefined) throw new Error('the data folder was not empty')
  return { server, tenant, url: server.url }
}

export type ApiClient = ReturnType<typeof makeApiClient>

function makeApiClient(url: string, token: string | null) {
  return createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: `${url}/trpc`,
        headers: token === null ? {} : { authorization: `Bearer ${token}` },
      }),
    ],
  })
}

/** What somebody with this access token may call. */
export const apiOf = (url: string, token: string): ApiClient => makeApiClient(url, token)

export const anonymous = (url: string): ApiClient => makeApiClient(url, null)

export async function signInAs(url: string, person: string): Promise<{ api: ApiClient; token: string }> {
  const email = person.includes('@') ? person : `${person}@test.test`
  const { accessToken } = await anonymous(url).auth.login.mutate({ email, password: testPassword })
  return { api: makeApiClient(url, accessToken), token: accessToken }
}

/** What a failed call carries for the client: the code, and facts to phrase it with. */
export async function refusalOf(
  call: Promise<unknown>,
): Promise<{ code: string; details: Record<string, unknown> | undefined }> {
  try {
    await call
  } catch (error) {
    if (!(error instanceof TRPCClientError)) throw error
    return { code: String(error.data?.code), details: error.data?.details }
  }
  throw new Error('the call was not refused')
}

/** The product's error code a call ended with; null when it did not fail. */
export async function codeOf(call: Promise<unknown>): Promise<string | null> {
  try {
    await call
    return null
  } catch (error) {
    if (error instanceof TRPCClientError) return String(error.data?.code)
    throw error
  }
}

let counter = 0

/** Posts a web chat message as a customer would. */
export async function writeAsCustomer(
  url: string,
  message: { sessionId: string; text: string; messageId?: string; channelKey?: string },
): Promise<{ status: number; body: { conversationId: string; messageId: string; duplicate: boolean } }> {
  const { channelKey = 'test', messageId = `m${++counter}`, ...fields } = message
  const response = await fetch(`${url}/channels/webchat/${channelKey}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ messageId, ...fields }),
  })
  return { status: response.status, body: (await response.json()) as never }
}

/** Writes as a customer, waits until all is done, and shows what an operator sees then. */
export async function askAndWait(test: TestServer, api: ApiClient, sessionId: string, text: string) {
  const { body } = await writeAsCustomer(test.url, { sessionId, text })
  await test.server.drain(20_000)
  return api.conversation.get.query({ id: body.conversationId })
}

export async function readAsCustomer(
  url: string,
  sessionId: string,
  after = 0,
): Promise<{ id: string; from: string; text: string; seq: number }[]> {
  const response = await fetch(
    `${url}/channels/webchat/test/messages?sessionId=${encodeURIComponent(sessionId)}&after=${after}`,
  )
  return ((await response.json()) as { messages: never[] }).messages
}
