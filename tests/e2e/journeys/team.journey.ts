import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Journey } from '../runner/journey.types.ts'
import { letterTo } from '../stage/read-mail.ts'
import { inside, newPerson, openSettings, openWorkspace } from '../windows/account-window.ts'

export const inviteColleague: Journey = {
  name: 'a colleague is invited, joins in another window, and is seen with the role; the trail tells all of it',
  async run(stage) {
    const owner = newPerson('Greta Moss')
    const colleague = newPerson('Ivo Brand')
    const page = await openWorkspace(stage, owner)
    await openSettings(stage, page, 'team')
    await page.getByRole('button', { name: 'Invite a colleague' }).click()
    const dialog = page.getByRole('dialog', { name: 'Invite a colleague' })
    await dialog.getByLabel('E-mail').fill(colleague.email)
    await dialog.getByLabel('Role').selectOption({ label: 'Manager' })
    await dialog.getByRole('button', { name: 'Send invitation' }).click()
    await dialog.waitFor({ state: 'detached' })
    const invite = page
      .getByRole('table', { name: 'Invitations' })
      .getByRole('row')
      .filter({ hasText: colleague.email })
    await invite.filter({ hasText: 'Open until' }).waitFor()

    const { content } = await letterTo(stage.server, colleague.email, 'invite')
    const other = await stage.open('colleague')
    await other.goto(content.link ?? '')
    await other.getByRole('heading', { name: `Join ${owner.tenantName}` }).waitFor()
    await other.getByText(`${owner.name} invites you. Your role: Manager.`).waitFor()
    await other.getByLabel('Your name').fill(colleague.name)
    await other.getByLabel('New password').fill(colleague.password)
    await other.getByRole('button', { name: `Join ${owner.tenantName}` }).click()
    await inside(other)
    // A manager sees the team and changes nothing in it.
    await openSettings(stage, other, 'team')
    await other.getByText('You can look at this.').waitFor()
    assert.equal(await other.getByRole('button', { name: 'Invite a colleague' }).count(), 0)

    await page.reload()
    const member = page
      .getByRole('table', { name: 'Members' })
      .getByRole('row')
      .filter({ hasText: colleague.email })
    assert.equal(await member.getByRole('combobox').inputValue(), 'manager')
    await invite.filter({ hasText: 'Accepted' }).waitFor()

    // The role is changed, taken back, and the person is shut out while their window is open.
    await member.getByRole('combobox').selectOption({ label: 'Operator' })
    await page.getByText(`${colleague.name} is now: Operator`).waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText(`${colleague.name} is now: Manager`).waitFor()
    stage.allow(/status of 401 /, 'the session of a disabled member has ended')
    await member.getByRole('button', { name: `Disable ${colleague.name}` }).click()
    const reason = page.getByRole('dialog', { name: `Disable ${colleague.name}` })
    await reason.getByRole('button', { name: 'Disable' }).click()
    await reason.getByText('Say why in a few words.').waitFor()
    await reason.getByLabel('Reason').fill('left the company')
    await reason.getByRole('button', { name: 'Disable' }).click()
    await other.getByRole('heading', { name: 'Sign in' }).waitFor()
    await member.filter({ hasText: 'Because: left the company' }).waitFor()

    await openSettings(stage, page, 'audit')
    const trail = page.getByRole('list', { name: 'Audit trail' })
    for (const line of ['Invitation sent', 'Joined the team', 'Role changed', 'Member disabled']) {
      await trail.getByRole('button').filter({ hasText: line }).first().waitFor()
    }
    await page.getByLabel('About').selectOption({ label: 'Invitation' })
    await trail.getByRole('button').filter({ hasText: 'Member disabled' }).waitFor({ state: 'detached' })
    await trail.getByRole('button').filter({ hasText: 'Invitation sent' }).click()
    await page
      .getByRole('complementary', { name: /^Line \d/ })
      .getByText(owner.name)
      .waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export CSV' }).click(),
    ])
    const csv = readFileSync(await download.path(), 'utf8')
    assert.match(csv, /invite_sent/)
    assert.doesNotMatch(csv, /member_disabled/)
    await page.getByRole('button', { name: 'Check the chain' }).click()
    await page
      .getByText(/lines, none changed or missing/)
      .first()
      .waitFor()
    return undefined
  },
}
