import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sqlOf } from '../../db/sql-of.ts'
import {
  type ApiClient,
  askAndWait,
  signInAs,
  startTestServer,
  type TestServer,
} from '../../testing/test-server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'taught-'))
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

type Asked = Awaited<ReturnType<typeof askAndWait>>

async function refuseDraft({ suggestion }: Asked): Promise<void> {
  if (suggestion == null) throw new Error('no suggestion')
  await owner.suggestion.reject.mutate({ id: suggestion.id, version: suggestion.version, reason: 'not this' })
}

/** A reviewer teaches an intent by the very words of a customer whose draft was refused. */
async function teachBy({ conversation }: Asked, text: string, intent: string): Promise<void> {
  const { items } = await owner.learning.list.query({})
  const item = items.find(one => one.conversationId === conversation.id)
  if (item === undefined) throw new Error('nothing to learn from')
  await owner.learning.teach.mutate({ id: item.id, lesson: { kind: 'intent_example', intent, text } })
}

describe('words of a customer that an intent was taught by', () => {
  it('go with the customer, and those of others stay', async () => {
    const [intent] = (await owner.intent.list.query()).intents
    if (intent === undefined) throw new Error('no intents')
    const theirs = 'Zebulon Quux wants to return opened headphones'
    const others = 'Can I return opened headphones of my aunt'
    const leaving = await askAndWait(test, owner, 'taught-theirs', theirs)
    const staying = await askAndWait(test, owner, 'taught-others', others)
    await refuseDraft(leaving)
    await refuseDraft(staying)
    await teachBy(leaving, theirs, intent.key)
    await teachBy(staying, others, intent.key)
    const erased = await owner.customer.erase.mutate({ id: leaving.customer.id, reason: 'they asked' })
    expect(erased.rows.intent_examples).toBe(1)
    const { database } = test.server.services
    const texts = await database.withTenant(
      test.tenant.tenantId,
      tx =>
        sqlOf(tx).$queryRaw<{ text: string }[]>`SELECT text FROM intent_examples WHERE source = 'decision'`,
    )
    expect(texts).toEqual([{ text: others }])
    expect((await owner.audit.check.query()).broken).toBe(null)
  })
})
