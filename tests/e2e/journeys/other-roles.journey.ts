import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Journey } from '../runner/journey.types.ts'
import type { Stage } from '../stage/open-stage.ts'
import { letterTo } from '../stage/read-mail.ts'
import { newPerson, openSettings } from '../windows/account-window.ts'

/** Screens of the console, and whether somebody who may only read conversations sees them. */
const addresses = [
  { path: 'inbox', viewer: true },
  { path: 'escalations', viewer: true },
  { path: 'knowledge', viewer: true },
  { path: 'autonomy', viewer: false },
  { path: 'learning', viewer: false },
  { path: 'studio', viewer: false },
] as const

/** Somebody with this role in the demo shop, in a window of their own, at the first screen they get. */
async function join(stage: Stage, owner: Page, role: 'Viewer' | 'Guest'): Promise<Page> {
  const person = newPerson(`${role} Person`)
  await openSettings(stage, owner, 'team')
  await owner.getByRole('button', { name: 'Invite a colleague' }).click()
  const dialog = owner.getByRole('dialog', { name: 'Invite a colleague' })
  await dialog.getByLabel('E-mail').fill(person.email)
  await dialog.getByLabel('Role').selectOption({ label: role })
  await dialog.getByRole('button', { name: 'Send invitation' }).click()
  await dialog.waitFor({ state: 'detached' })
  const { content } = await letterTo(stage.server, person.email, 'invite')
  const page = await stage.open(role)
  await page.goto(content.link ?? '')
  await page.getByLabel('Your name').fill(person.name)
  await page.getByLabel('New password').fill(person.password)
  await page.getByRole('button', { name: /^Join / }).click()
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  return page
}

/** Every request the server refused because of the role. Nothing of the console should ask for what it will not get. */
function watchForbidden(page: Page): string[] {
  const forbidden: string[] = []
  page.on('response', response => {
    if (response.status() === 403) forbidden.push(new URL(response.url()).pathname)
  })
  return forbidden
}

export const viewer: Journey = {
  name: 'a viewer reads everything a viewer may, and is offered nothing else',
  async run(stage) {
    const { page: owner } = await stage.openConsole('owner')
    const page = await join(stage, owner, 'Viewer')
    const forbidden = watchForbidden(page)
    for (const { path, viewer: shown } of addresses) {
      await page.goto(`${stage.server.url}/app/${path}`)
      const refused = page.getByText('This screen is for other roles')
      if (shown) {
        await page.locator('[role="option"], main tbody tr').first().waitFor()
        assert.equal(await refused.count(), 0, path)
      } else await refused.waitFor()
    }
    const places = await page.getByRole('navigation', { name: 'Main' }).getByRole('link').allTextContents()
    assert.deepEqual(
      places.map(text => text.replace(/[\d,]+$/, '')),
      ['Inbox', 'Approvals', 'Escalations', 'Knowledge', 'Settings'],
    )

    await page.goto(`${stage.server.url}/app/inbox?view=approval`)
    await page.getByText('You can read drafts. Deciding them needs another role.').waitFor()
    assert.deepEqual(
      await page.getByRole('toolbar', { name: 'Conversation' }).getByRole('button').allTextContents(),
      [],
    )
    for (const key of ['Control+Enter', 'e', 'r', 'x', 'a', 's', 'd', 'w']) await page.keyboard.press(key)
    assert.equal(await page.getByRole('dialog').count(), 0)
    assert.equal(await page.locator('main textarea').count(), 0)
    assert.deepEqual(forbidden, [])
    return undefined
  },
}

export const guest: Journey = {
  name: 'a guest is told what their role is instead of waiting for lists that never come, and stays signed in',
  async run(stage) {
    const { page: owner } = await stage.openConsole('owner')
    const page = await join(stage, owner, 'Guest')
    const forbidden = watchForbidden(page)
    for (const { path } of addresses) {
      await page.goto(`${stage.server.url}/app/${path}`)
      await page.getByText('Your role here is: Guest.').waitFor()
    }
    for (const name of ['profile', 'sign-in', 'devices', 'roles']) {
      await openSettings(stage, page, name)
      await page.locator('main [role="status"][aria-label]').first().waitFor({ state: 'detached' })
    }
    assert.deepEqual(
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link').allTextContents(),
      ['Settings'],
    )
    assert.deepEqual(forbidden, [])
    return undefined
  },
}
