import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  type ApiClient,
  codeOf,
  signInAs,
  startTestServer,
  type TestServer,
} from '../../testing/test-server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'knowledge-list-'))
let test: TestServer
let owner: ApiClient

beforeAll(async () => {
  test = await startTestServer(dataDir)
  owner = (await signInAs(test.url, 'owner')).api
})
afterAll(async () => {
  await test?.server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

it('gives every document once, page by page, newest change first', async () => {
  for (const title of ['Ladders', 'Lamps', 'Lanterns', 'Locks', 'Looms'])
    await owner.knowledge.upsert.mutate({ title, text: `${title} are sold by the piece.` })
  const whole = await owner.knowledge.list.query({ limit: 500 })
  expect(whole.nextCursor).toBeNull()
  expect(whole.items.length).toBeGreaterThanOrEqual(5)

  const paged: string[] = []
  let cursor: string | undefined
  do {
    const page = await owner.knowledge.list.query({ limit: 2, ...(cursor === undefined ? {} : { cursor }) })
    expect(page.items.length).toBeLessThanOrEqual(2)
    paged.push(...page.items.map(item => item.id))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  expect(paged).toEqual(whole.items.map(item => item.id))
})

it('refuses a cursor that is none of its own', async () => {
  for (const cursor of ['', 'x', Buffer.from('["0001-01-01T00:00:00Z","x"]').toString('base64url')])
    expect(await codeOf(owner.knowledge.list.query({ cursor })), cursor).toBe('input.invalid')
})
