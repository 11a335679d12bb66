import type { Page } from 'playwright-core'
import type { Journey } from '../runner/journey.types.ts'
import type { Stage } from '../stage/open-stage.ts'
import { inside, newPerson, openSettings, openWorkspace, typeSignIn } from '../windows/account-window.ts'

const throughProvider = (page: Page) => page.getByRole('button', { name: 'Sign in with Acme ID' }).click()

async function atTheDoor(stage: Stage, label: string): Promise<Page> {
  const page = await stage.open(label)
  await page.goto(`${stage.server.url}/app/sign-in`)
  return page
}

export const signInElsewhere: Journey = {
  name: 'a sign-in provider: unknown there, linked in the settings, the way in without a password, unlinked',
  async run(stage) {
    const { provider } = stage.server
    const person = newPerson('Ines Roth')
    const seat = (email: string) => provider.seat({ subject: person.email, email, emailVerified: true })
    await seat(person.email)

    const stranger = await atTheDoor(stage, 'stranger')
    await throughProvider(stranger)
    await stranger.getByRole('alert').filter({ hasText: 'Nobody here has the address' }).waitFor()

    // The address alone opens nothing, also once it has an account.
    const page = await openWorkspace(stage, person)
    const other = await atTheDoor(stage, 'another browser')
    await throughProvider(other)
    await other.getByRole('alert').filter({ hasText: 'An account with this address exists' }).waitFor()

    await openSettings(stage, page, 'sign-in')
    await page.getByRole('button', { name: 'Link Acme ID' }).click()
    const linked = page.getByRole('row').filter({ hasText: new URL(provider.issuer).host })
    await linked.filter({ hasText: person.email }).waitFor()
    await throughProvider(other)
    await inside(other)

    // Whose identity it is does not hang on the address it has now.
    await seat('moved@elsewhere.test')
    const third = await atTheDoor(stage, 'a third browser')
    await throughProvider(third)
    await inside(third)

    await linked.getByRole('button', { name: /^Unlink/ }).click()
    await page.getByText('The provider is unlinked').first().waitFor()
    await seat(person.email)
    const fourth = await atTheDoor(stage, 'a fourth browser')
    await throughProvider(fourth)
    await fourth.getByRole('alert').filter({ hasText: 'An account with this address exists' }).waitFor()
    // The password proves the account; then it can be linked again.
    await typeSignIn(fourth, person.email, person.password)
    await fourth.getByRole('button', { name: 'Link it to this account' }).click()
    await fourth
      .getByRole('row')
      .filter({ hasText: new URL(provider.issuer).host })
      .waitFor()
    return undefined
  },
}
