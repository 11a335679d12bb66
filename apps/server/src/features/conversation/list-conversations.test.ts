import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  type ApiClient,
  askAndWait,
  signInAs,
  startTestServer,
  type TestServer,
} from '../../testing/test-server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'conversation-lists-'))
let test: TestServer
let operator: ApiClient

beforeAll(async () => {
  test = await startTestServer(dataDir)
  operator = (await signInAs(test.url, 'operator')).api
})
afterAll(async () => {
  await test?.server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const idsOf = async (input: { open?: boolean; status?: 'resolved' | 'snoozed' }) =>
  (await operator.conversation.list.query({ ...input, limit: 200 })).items.map(item => item.id)

it('lists what is open without what was resolved or put off, and counts the same', async () => {
  const [done, later, waiting] = await Promise.all(
    ['done', 'later', 'waiting'].map(async name => {
      const { conversation } = await askAndWait(
        test,
        operator,
        `list-customer-${name}`,
        'Can I still return opened headphones?',
      )
      return conversation.id
    }),
  )
  if (done === undefined || later === undefined || waiting === undefined) throw new Error('three were made')
  const before = await operator.conversation.counts.query()
  await operator.conversation.resolve.mutate({ id: done })
  await operator.conversation.snooze.mutate({
    id: later,
    until: new Date(Date.now() + 3_600_000).toISOString(),
  })

  const open = await idsOf({ open: true })
  expect(open).toContain(waiting)
  expect(open).not.toContain(done)
  expect(open).not.toContain(later)
  expect(await idsOf({})).toEqual(expect.arrayContaining([done, later, waiting]))
  expect(await idsOf({ status: 'resolved' })).toContain(done)
  expect(await idsOf({ status: 'snoozed' })).toContain(later)
  const after = await operator.conversation.counts.query()
  expect(after.all).toBe(before.all - 2)
  expect(after.all).toBe(open.length)
})
