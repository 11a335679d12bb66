import assert from 'node:assert/strict'
import type { Journey } from '../runner/journey.types.ts'
import { lettersTo, letterTo } from '../stage/read-mail.ts'
import { askForWorkspace, inside, newPerson, openWorkspace, typeSignIn } from '../windows/account-window.ts'

export const signUp: Journey = {
  name: 'a new workspace: the form, the code of the letter, inside; the letter’s link works once',
  async run(stage) {
    stage.allow(/status of 400 .*\/trpc\/auth\.verifyEmail$/, 'a wrong code and a used link are refused')
    const person = newPerson('Vera Lind')
    const page = await stage.open('sign-up')
    await askForWorkspace(stage, page, person)
    const { content } = await letterTo(stage.server, person.email, 'verify_email')
    const wrong = content.code === '111111' ? '222222' : '111111'
    await page.getByLabel('Code of six digits').fill(wrong)
    await page.getByRole('alert').filter({ hasText: 'wrong or no longer valid' }).waitFor()
    await page.getByLabel('Code of six digits').fill(content.code ?? '')
    await inside(page)
    assert.equal(new URL(page.url()).pathname, '/app/inbox')
    await page.getByText('No open conversations').waitFor()
    await page.goto(`${stage.server.url}/app/settings?page=team`)
    await page.getByRole('row').filter({ hasText: person.email }).filter({ hasText: 'Owner' }).waitFor()

    const other = await stage.open('late link')
    await other.goto(content.link ?? '')
    await other.getByRole('heading', { name: 'This link does not work any more' }).waitFor()
    return undefined
  },
}

export const lockedAccount: Journey = {
  name: 'wrong passwords lock an account and say so; a new password by letter opens it',
  async run(stage) {
    stage.allow(/status of (401|429) .*\/trpc\/auth\.login$/, 'wrong passwords are refused')
    const person = newPerson('Pavel Horn')
    const owner = await openWorkspace(stage, person)
    const page = await stage.open('forgetful')
    await page.goto(`${stage.server.url}/app/inbox`)
    const said: string[] = []
    for (let attempt = 0; attempt < 12; attempt++) {
      const answered = page.waitForResponse(/\/trpc\/auth\.login$/)
      await typeSignIn(page, person.email, `wrong ${attempt}`)
      await answered
      const words = (await page.getByRole('alert').textContent()) ?? ''
      said.push(words)
      if (words.startsWith('Too many wrong passwords')) break
    }
    assert.equal(said[0], 'E-mail or password is wrong.')
    assert.match(said.at(-1) ?? '', /^Too many wrong passwords/)
    // The lock holds for the right password too.
    const answered = page.waitForResponse(/\/trpc\/auth\.login$/)
    await typeSignIn(page, person.email, person.password)
    assert.equal((await answered).status(), 429)

    await page.getByRole('link', { name: 'Forgotten password' }).click()
    await page.getByLabel('E-mail').fill(person.email)
    await page.getByRole('button', { name: 'Send the mail' }).click()
    const { content } = await letterTo(stage.server, person.email, 'reset_password')
    await page.getByLabel('Code of six digits').fill(content.code ?? '')
    const fresh = `${person.password} again`
    await page.getByLabel('New password').fill(fresh)
    stage.allow(/status of 401 /, 'the session of the old password has ended')
    await page.getByRole('button', { name: 'Set the password' }).click()
    await page.getByRole('heading', { name: 'Your password is changed' }).waitFor()
    // Whoever was signed in with the old one is out.
    await owner.getByRole('heading', { name: 'Sign in' }).waitFor()
    await page.getByRole('link', { name: 'Sign in' }).click()
    await typeSignIn(page, person.email, fresh)
    await inside(page)
    assert.ok(
      (await lettersTo(stage.server, person.email)).some(
        letter => letter.content.template === 'password_changed',
      ),
    )
    return undefined
  },
}
