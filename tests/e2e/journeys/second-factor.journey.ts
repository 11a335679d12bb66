import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Journey } from '../runner/journey.types.ts'
import { makeCode } from '../stage/make-code.ts'
import { inside, newPerson, openSettings, openWorkspace, typeSignIn } from '../windows/account-window.ts'

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account:/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
}

export const secondFactor: Journey = {
  name: 'two-step sign-in: set up, used with the app’s code, then with a recovery code that works once',
  async run(stage) {
    stage.allow(/status of 401 .*\/trpc\/auth\.login$/, 'the password alone is not enough any more')
    stage.allow(/status of 400 .*\/trpc\/auth\.secondFactor$/, 'a used code is refused')
    const person = newPerson('Lena Falk')
    const page = await openWorkspace(stage, person)
    await openSettings(stage, page, 'sign-in')
    await page.getByRole('button', { name: 'Turn on' }).click()
    const dialog = page.getByRole('dialog', { name: 'Set up two-step sign-in' })
    await dialog.getByLabel('Your password').fill(person.password)
    await dialog.getByRole('button', { name: 'Next' }).click()
    await dialog.getByRole('img', { name: /QR code/ }).waitFor()
    const key = (await dialog.getByLabel('Key for the authenticator app').textContent()) ?? ''
    await dialog.getByLabel('The code the app shows now').fill(makeCode(key))
    const kept = page.getByRole('dialog', { name: 'Keep your recovery codes' })
    const items = kept.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
    await items.first().waitFor()
    const codes = await items.allTextContents()
    assert.equal(codes.length, 10)
    await page.keyboard.press('Escape')
    await kept.getByText('Keep the codes first.').waitFor()
    await kept.getByLabel('I have kept them somewhere safe').check()
    await kept.getByRole('button', { name: 'Go on' }).click()
    await page.getByText(/^On since/).waitFor()

    await signOut(page)
    await typeSignIn(page, person.email, person.password)
    await page.getByRole('heading', { name: 'Two-step sign-in' }).waitFor()
    await page.getByLabel('Code of six digits').fill(makeCode(key, 1))
    await inside(page)

    await signOut(page)
    await typeSignIn(page, person.email, person.password)
    await page.getByRole('button', { name: 'Use a recovery code' }).click()
    await page.getByLabel('Recovery code').fill(codes[0] ?? '')
    await page.getByRole('button', { name: 'Confirm' }).click()
    await inside(page)
    await openSettings(stage, page, 'sign-in')
    await page.getByText('9 recovery codes left').waitFor()

    await signOut(page)
    await typeSignIn(page, person.email, person.password)
    await page.getByRole('button', { name: 'Use a recovery code' }).click()
    await page.getByLabel('Recovery code').fill(codes[0] ?? '')
    await page.getByRole('button', { name: 'Confirm' }).click()
    await page.getByRole('alert').filter({ hasText: 'was used already' }).waitFor()
    return undefined
  },
}

export const devices: Journey = {
  name: 'devices: a window that is signed out from another one shows the way in at once',
  async run(stage) {
    stage.allow(/status of 401 /, 'the session that was ended asks once more')
    const person = newPerson('Nora Beck')
    const page = await openWorkspace(stage, person)
    const other = await stage.open('other device')
    await other.goto(`${stage.server.url}/app/knowledge`)
    await typeSignIn(other, person.email, person.password)
    await inside(other)

    await openSettings(stage, page, 'devices')
    const list = page.getByRole('list', { name: 'Your devices' })
    const rows = list.getByRole('listitem')
    await rows.nth(1).waitFor()
    assert.equal(await rows.filter({ hasText: 'This device' }).count(), 1)
    await list.getByRole('button', { name: /^Sign out/ }).click()
    await other.getByRole('heading', { name: 'Sign in' }).waitFor()
    assert.equal(new URL(other.url()).pathname, '/app/knowledge')
    await page.getByText(/^Signed out: /).waitFor()
    assert.equal(await rows.count(), 1)
    // The way back leads to where the person was.
    await typeSignIn(other, person.email, person.password)
    await inside(other)
    await other.getByRole('heading', { name: 'Knowledge' }).waitFor()
    return undefined
  },
}
