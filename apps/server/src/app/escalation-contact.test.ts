import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readMails } from '../testing/read-mails.ts'
import {
  type ApiClient,
  signInAs,
  startTestServer,
  type TestServer,
  writeAsCustomer,
} from '../testing/test-server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'escalation-contact-'))
const contact = 'duty@test.test'
const plea = 'My lawyer will sue you over the teapot'
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

async function tell(change: Parameters<ApiClient['tenant']['update']['mutate']>[0]['change']) {
  const { version } = await owner.tenant.get.query()
  await owner.tenant.update.mutate({ version, change })
}

async function ask(session: string): Promise<void> {
  await writeAsCustomer(test.url, { sessionId: session, text: plea })
  await test.server.drain(20_000)
}

describe('the contact for escalations', () => {
  it('is written to when a conversation is handed to people, and not where nobody was named', async () => {
    await ask('contact-nobody')
    await tell({ escalationEmail: contact })
    expect(await readMails(test, contact)).toEqual([])
    await ask('contact-named')
    const { items } = await owner.escalation.list.query()
    expect(items).toHaveLength(2)
    const mails = await readMails(test, contact)
    expect(mails).toEqual([
      {
        template: 'escalation',
        tenantName: 'test',
        reason: items[1]?.reason,
        link: `${test.url}/app/escalations`,
      },
    ])
    expect(JSON.stringify(mails)).not.toContain('teapot')
  })

  it('hears of a conversation once, in the language of the tenant, for as long as it is in the queue', async () => {
    await tell({ language: 'ru' })
    await ask('contact-named')
    expect(await readMails(test, contact)).toHaveLength(1)
    await ask('contact-russian')
    const { mails } = (await (await fetch(`${test.url}/dev/mail.json?to=${contact}`)).json()) as {
      mails: { language: string; subject: string }[]
    }
    expect(mails.map(mail => mail.language)).toEqual(['ru', 'en'])
    expect(mails[0]?.subject).toMatch(/\p{Script=Cyrillic}/u)
  })

  it('is not flooded by customers, who decide how often this happens', async () => {
    for (let turn = 0; turn < 40; turn += 1) {
      await writeAsCustomer(test.url, { sessionId: `contact-flood-${turn}`, text: plea })
    }
    await test.server.drain(60_000)
    expect((await owner.escalation.list.query()).items.length).toBeGreaterThanOrEqual(43)
    expect(await readMails(test, contact)).toHaveLength(30)
  })
})
