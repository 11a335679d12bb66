import assert from 'node:assert/strict'
import { en } from '../../../apps/desktop/src/renderer/app/locales/en.ts'
import type { Journey } from '../runner/journey.types.ts'
import { checkAccess } from '../stage/check-access.ts'
import { newPerson, openSettings, openWorkspace } from '../windows/account-window.ts'

declare const localStorage: { setItem(name: string, value: string): void }

const looks = ['light', 'dark'] as const
const usual = { width: 1440, height: 900 }
const narrow = { width: 900, height: 700 }
const pages = ['tenants', 'users', 'flags', 'platform-secrets', 'keys', 'updates', 'actions'] as const

export const platformArea: Journey = {
  name: 'the platform area: a workspace is restricted with a reason and reinstated, and both are on record',
  async run(stage) {
    stage.allow(/status of 401 /, 'the sessions of a restricted workspace have ended')
    const person = newPerson('Nils Farrow')
    await openWorkspace(stage, person)
    const { page } = await stage.openConsole('owner')
    await openSettings(stage, page, 'tenants')
    await page.getByLabel('Search workspaces').fill(person.tenantName)
    const row = page.getByRole('table', { name: en.settings.page.tenants }).getByRole('row').filter({
      hasText: person.tenantName,
    })
    await row.getByRole('button', { name: /^Restrict/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Reason').fill('unpaid since March')
    await dialog.getByRole('button', { name: /^Restrict/ }).click()
    await row.getByText('Restricted', { exact: true }).waitFor()
    await row.getByRole('button', { name: /^Reinstate/ }).click()
    await dialog.getByLabel('Reason').fill('paid')
    await dialog.getByRole('button', { name: /^Reinstate/ }).click()
    await row.getByText('Active', { exact: true }).waitFor()

    await openSettings(stage, page, 'actions')
    const record = page.getByRole('table', { name: en.settings.page.actions }).getByRole('row')
    const reinstated = record
      .filter({ hasText: person.tenantName })
      .filter({ hasText: 'Workspace reinstated' })
    await reinstated.getByText('State: Restricted').waitFor()
    await reinstated.getByText('Why restricted: unpaid since March').waitFor()
    return undefined
  },
}

function accessible(language: 'en' | 'ru', spoken: string): Journey {
  return {
    name: `the platform area keeps WCAG 2.2 AA in ${spoken}: light and dark, and nothing scrolls sideways at 900 px`,
    async run(stage) {
      const found: string[] = []
      const { page } = await stage.openConsole('owner')
      await page.evaluate(chosen => localStorage.setItem('countersign.language', chosen), language)
      for (const name of pages) {
        await openSettings(stage, page, name)
        await page.locator('main [role="status"][aria-label]').first().waitFor({ state: 'detached' })
        for (const look of looks) {
          await page.emulateMedia({ colorScheme: look, reducedMotion: 'reduce' })
          found.push(...(await checkAccess(page)).map(line => `${name}, ${look}: ${line}`))
        }
        await page.setViewportSize(narrow)
        const [content, room]: [number, number] = await page
          .locator('html')
          .evaluate(html => [html.scrollWidth, html.clientWidth])
        if (content > room) found.push(`${name}: ${content} px wide in ${room} px`)
        await page.setViewportSize(usual)
      }
      assert.deepEqual(found, [])
      return undefined
    },
  }
}

export const accessiblePlatform: readonly Journey[] = [
  accessible('en', 'English'),
  accessible('ru', 'Russian'),
]
