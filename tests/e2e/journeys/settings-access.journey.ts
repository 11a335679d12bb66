import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Journey } from '../runner/journey.types.ts'
import { checkAccess } from '../stage/check-access.ts'
import type { Stage } from '../stage/open-stage.ts'
import { newPerson, openSettings, openWorkspace } from '../windows/account-window.ts'

declare const localStorage: { setItem(name: string, value: string): void }

const languages = ['en', 'ru'] as const
const looks = ['light', 'dark'] as const
const usual = { width: 1440, height: 900 }
const narrow = { width: 900, height: 700 }
const doors = [
  'sign-up',
  'forgotten-password',
  `reset-password?token=${'x'.repeat(43)}`,
  'confirm-email?token=x',
  'verify-email?token=x',
  'invite?token=x',
] as const
const pages = {
  'one’s own settings': ['profile', 'sign-in', 'devices', 'start', 'roles'],
  'the settings of a workspace': ['workspace', 'team', 'api-keys', 'secrets', 'audit'],
} as const
type What = keyof typeof pages

async function checkLooks(page: Page, name: string): Promise<string[]> {
  const found: string[] = []
  for (const look of looks) {
    await page.emulateMedia({ colorScheme: look, reducedMotion: 'reduce' })
    found.push(...(await checkAccess(page)).map(line => `${name}, ${look}: ${line}`))
  }
  return found
}

async function checkWidth(page: Page, name: string): Promise<string[]> {
  const [content, room]: [number, number] = await page
    .locator('html')
    .evaluate(html => [html.scrollWidth, html.clientWidth])
  return content > room ? [`${name}: ${content} px wide in ${room} px`] : []
}

async function speak(page: Page, language: string): Promise<void> {
  await page.evaluate(chosen => localStorage.setItem('countersign.language', chosen), language)
}

/** The page with its data: bones are gone. */
async function openWhole(stage: Stage, page: Page, name: string): Promise<void> {
  await openSettings(stage, page, name)
  await page.locator('main [role="status"][aria-label]').first().waitFor({ state: 'detached' })
}

export const accessibleDoors: Journey = {
  name: 'the ways in keep WCAG 2.2 AA: light and dark, English and Russian',
  async run(stage) {
    stage.allow(
      /status of 400 .*\/trpc\/auth\.(verifyEmail|describeInvite)$/,
      'the links lead to nothing: their words are what is looked at',
    )
    const found: string[] = []
    const page = await stage.open('door')
    await page.goto(`${stage.server.url}/app/sign-up`)
    for (const language of languages) {
      await speak(page, language)
      for (const address of doors) {
        await page.goto(`${stage.server.url}/app/${address}`)
        await page.locator('h1').waitFor()
        found.push(...(await checkLooks(page, `${address.split('?')[0]}, ${language}`)))
      }
    }
    assert.deepEqual(found, [])
    return undefined
  },
}

function accessible(what: What, language: (typeof languages)[number], spoken: string): Journey {
  return {
    name: `${what} keep WCAG 2.2 AA in ${spoken}: light and dark, and nothing scrolls sideways at 900 px`,
    async run(stage) {
      const found: string[] = []
      const page = await openWorkspace(stage, newPerson('Ada Stern'))
      await speak(page, language)
      for (const name of pages[what]) {
        await openWhole(stage, page, name)
        found.push(...(await checkLooks(page, name)))
        await page.setViewportSize(narrow)
        found.push(...(await checkWidth(page, name)))
        await page.setViewportSize(usual)
      }
      assert.deepEqual(found, [])
      return undefined
    },
  }
}

export const accessibleSettings: readonly Journey[] = [
  accessible('one’s own settings', 'en', 'English'),
  accessible('one’s own settings', 'ru', 'Russian'),
  accessible('the settings of a workspace', 'en', 'English'),
  accessible('the settings of a workspace', 'ru', 'Russian'),
]
