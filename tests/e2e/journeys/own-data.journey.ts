import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import type { Journey } from '../runner/journey.types.ts'
import { checkAccess } from '../stage/check-access.ts'
import { letterTo } from '../stage/read-mail.ts'
import { until } from '../stage/until.ts'
import { inside, newPerson, openSettings, openWorkspace } from '../windows/account-window.ts'

/** Opens the person's menu, where the workspace is said and chosen. */
async function openAccount(page: Page, name: string) {
  await page.getByRole('button', { name: `Account: ${name}` }).click()
  return page.getByRole('menu')
}

export const twoWorkspaces: Journey = {
  name: 'one person works for two workspaces and changes over: each shows its own team, keys and nothing of the other',
  async run(stage) {
    stage.allow(/status of 401 /, 'the token of the workspace one has left asks once more')
    const host = newPerson('Hanna Reed')
    const both = newPerson('Bruno Pike')
    const hostPage = await openWorkspace(stage, host)
    const page = await openWorkspace(stage, both)
    await openSettings(stage, hostPage, 'team')
    await hostPage.getByRole('button', { name: 'Invite a colleague' }).click()
    const dialog = hostPage.getByRole('dialog', { name: 'Invite a colleague' })
    await dialog.getByLabel('E-mail').fill(both.email)
    await dialog.getByLabel('Role').selectOption({ label: 'Admin' })
    await dialog.getByRole('button', { name: 'Send invitation' }).click()
    await dialog.waitFor({ state: 'detached' })

    // In their own workspace they keep a key; the other has none of it.
    await openSettings(stage, page, 'api-keys')
    await page.getByRole('button', { name: 'New API key' }).click()
    const making = page.getByRole('dialog', { name: 'New API key' })
    await making.getByLabel('Name').fill('Help centre')
    await making.getByLabel('Read knowledge').check()
    await making.getByRole('button', { name: 'New API key' }).click()
    await making.getByRole('button', { name: 'I have copied it' }).click()
    const keys = page.getByRole('table', { name: 'API keys' })
    await keys.getByRole('row').filter({ hasText: 'Help centre' }).waitFor()

    const { content } = await letterTo(stage.server, both.email, 'invite')
    const asked: string[] = []
    page.on('request', request => void asked.push(request.url()))
    await page.goto(content.link ?? '')
    const join = page.getByRole('button', { name: `Join ${host.tenantName}` })
    await join.waitFor()
    const password = page.getByLabel('Password')
    if ((await password.count()) > 0) await password.fill(both.password)
    await join.click()
    await inside(page)
    // The page's own address brought the token. It goes on to the server in no other one.
    const token = new URL(content.link ?? '').searchParams.get('token') ?? ''
    assert.deepEqual(
      asked.filter(url => url.includes(token) && !url.startsWith(`${stage.server.url}/app/invite`)),
      [],
    )

    const there = await openAccount(page, both.name)
    await there.getByText(`${host.tenantName} · Admin`).waitFor()
    await page.keyboard.press('Escape')
    await openSettings(stage, page, 'api-keys')
    await page.getByText('No API keys yet').waitFor()
    assert.deepEqual(await checkAccess(page), [])

    const menu = await openAccount(page, both.name)
    await menu.getByRole('menuitemradio', { name: both.tenantName }).click()
    await inside(page)
    await until('the own workspace is the one that shows', async () => {
      const back = await openAccount(page, both.name)
      const owner = (await back.getByText(`${both.tenantName} · Owner`).count()) > 0
      await page.keyboard.press('Escape')
      return owner
    })
    await openSettings(stage, page, 'api-keys')
    await keys.getByRole('row').filter({ hasText: 'Help centre' }).waitFor()
    return undefined
  },
}

export const keysAndSecrets: Journey = {
  name: 'an API key opens what it may until it is revoked, and a stored secret shows its last four characters alone',
  async run(stage) {
    const page = await openWorkspace(stage, newPerson('Lena Ford'))
    await openSettings(stage, page, 'api-keys')
    await page.getByRole('button', { name: 'New API key' }).click()
    const making = page.getByRole('dialog', { name: 'New API key' })
    await making.getByLabel('Name').fill('Shop window')
    await making.getByLabel('Read knowledge').check()
    assert.deepEqual(await checkAccess(page), [])
    await making.getByRole('button', { name: 'New API key' }).click()
    const key = await until('the key is shown', async () => {
      const shown = await making.getByLabel('The key').textContent()
      return shown?.startsWith('cs_') === true ? shown : null
    })
    assert.deepEqual(await checkAccess(page), [])
    await making.getByRole('button', { name: 'I have copied it' }).click()
    await making.waitFor({ state: 'detached' })
    assert.equal(await page.getByText(key).count(), 0)

    const ask = async (path: string) => {
      const answer = await fetch(`${stage.server.url}/api/v1/${path}`, {
        headers: { authorization: `Bearer ${key}` },
      })
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
    }
    assert.deepEqual(await ask('knowledge/search?text=returns'), { status: 200, body: { hits: [] } })
    assert.equal((await ask('conversations')).status, 403)
    await page.reload()
    const row = page
      .getByRole('table', { name: 'API keys' })
      .getByRole('row')
      .filter({ hasText: 'Shop window' })
    await row.waitFor()
    assert.equal(await row.filter({ hasText: 'Never' }).count(), 0)
    await page.getByRole('button', { name: 'Revoke Shop window' }).click()
    const revoking = page.getByRole('dialog', { name: 'Revoke Shop window' })
    await revoking.getByRole('button', { name: 'Revoke' }).click()
    await row.filter({ hasText: 'Revoked' }).waitFor()
    await until(
      'the key opens nothing',
      async () => (await ask('knowledge/search?text=returns')).status === 401,
    )

    await openSettings(stage, page, 'secrets')
    await page.getByRole('button', { name: 'Store a secret' }).click()
    const storing = page.getByRole('dialog', { name: 'Store a secret' })
    const value = `0123456789:${randomUUID()}`
    await storing.getByLabel('Name').fill('telegram bot token')
    await storing.getByLabel('Value').fill(value)
    assert.deepEqual(await checkAccess(page), [])
    await storing.getByRole('button', { name: 'Store' }).click()
    await storing.waitFor({ state: 'detached' })
    const secret = page.getByRole('table', { name: 'Secrets' }).getByRole('row')
    await secret
      .filter({ hasText: 'TELEGRAM_BOT_TOKEN' })
      .filter({ hasText: `••••${value.slice(-4)}` })
      .waitFor()
    await page.reload()
    await secret.filter({ hasText: `••••${value.slice(-4)}` }).waitFor()
    assert.equal((await page.content()).includes(value), false)
    assert.deepEqual(await checkAccess(page), [])
    return undefined
  },
}

export const customerData: Journey = {
  name: 'a customer asks for a copy of their data and for its end: the file holds their words, and then nothing does',
  async run(stage) {
    const mark = randomUUID().slice(0, 8)
    const name = `Nora ${mark}`
    const words = `Where is my parcel ${mark}?`
    const sessionId = `e2e-${randomUUID()}`
    const address = `${stage.server.url}/channels/webchat/demo/messages`
    const written = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        sessionId,
        messageId: randomUUID(),
        text: words,
        name,
        email: `${mark}@mail.test`,
      }),
    })
    assert.equal(written.status, 202)

    const { page, openConversation } = await stage.openConsole('owner')
    await openConversation(words)
    await page.getByRole('tab', { name: 'Customer' }).click()
    const own = page.getByRole('region', { name: 'Personal data' })
    await own.waitFor()
    assert.deepEqual(await checkAccess(page), [])
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      own.getByRole('button', { name: 'Export' }).click(),
    ])
    const file = readFileSync(await download.path(), 'utf8')
    for (const part of [name, words, `${mark}@mail.test`]) assert.ok(file.includes(part), part)

    await own.getByRole('button', { name: 'Erase' }).click()
    const asking = page.getByRole('dialog', { name: `Erase ${name}` })
    await asking.getByLabel('Reason, such as a ticket number').fill('request of the customer')
    await asking.getByRole('button', { name: 'Erase' }).click()
    // Not by a press alone: the name has to be typed.
    await asking.waitFor()
    assert.deepEqual(await checkAccess(page), [])
    await asking.getByLabel(`To be sure, type: ${name}`).fill(name)
    await asking.getByRole('button', { name: 'Erase' }).click()
    await asking.waitFor({ state: 'detached' })
    await page.getByRole('log').getByText(words).waitFor({ state: 'detached' })
    await page.reload()
    await page.getByRole('log').waitFor()
    const shown = await page.content()
    for (const part of [name, words, `${mark}@mail.test`]) assert.equal(shown.includes(part), false, part)
    const thread = await fetch(`${address}?sessionId=${sessionId}`)
    assert.equal((await thread.text()).includes(words), false)
    return undefined
  },
}
