import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Journey } from '../runner/journey.types.ts'
import { checkAccess } from '../stage/check-access.ts'
import type { Stage } from '../stage/open-stage.ts'
import { until } from '../stage/until.ts'

declare const localStorage: { setItem(name: string, value: string): void }

const asked = 'Write as a customer would'

export const timeMachine: Journey = {
  name: 'a manager moves a threshold, sees the counts change without a request, and puts it in force',
  async run(stage) {
    const { page, press } = await stage.openConsole('manager')
    await press('g', 'u')
    await page.getByRole('table', { name: 'Gates' }).waitFor()
    const handOver = page.getByRole('slider', { name: 'Handed to a person below' })
    await handOver.waitFor()
    const escalated = page.locator('[data-count="escalated"]')
    const before = await escalated.textContent()

    const requests: string[] = []
    page.on('request', request => requests.push(request.url()))
    await handOver.press('End')
    const all = await until('everything would be handed over', async () => {
      const text = (await escalated.textContent()) ?? ''
      const [count, total] = text.split(' of ')
      return count === total ? text : null
    })
    assert.notEqual(all, before)
    assert.deepEqual(requests, [])
    await page.getByRole('button', { name: 'Back to those in force' }).click()
    assert.equal(await escalated.textContent(), before)

    const send = page.getByRole('slider', { name: 'Sent by itself from' })
    await send.press('ArrowRight')
    await page.getByRole('button', { name: 'Use these thresholds' }).click()
    const dialog = page.getByRole('dialog', { name: 'Use these thresholds' })
    await dialog.getByText('0.800 → 0.805').waitFor()
    await dialog.getByRole('button', { name: 'Change the thresholds' }).click()
    await page.getByText('The thresholds are changed').waitFor()
    await page.getByText('In force now: 0.805').waitFor()

    // Back to what the other journeys expect, by the settings.
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('link', { name: 'Decisions' }).click()
    await page.getByRole('slider', { name: 'Sent by itself from' }).press('ArrowLeft')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved', { exact: true }).waitFor()
    return undefined
  },
}

export const learningQueue: Journey = {
  name: 'a refused draft comes to the learning queue and is dismissed there',
  async run(stage) {
    const question = 'Do you engrave a name on the headphones before Christmas?'
    const manager = await stage.openConsole('manager')
    const { page, press } = manager
    await stage.customer().write(question)
    await manager.openConversation(question)
    await manager.draft.waitFor()
    await press('r')
    await page.getByLabel('Why not? (optional)').fill('We do not engrave')
    await Promise.all([page.waitForResponse(/\/trpc\/suggestion\.reject$/), press('Enter')])

    await press('g', 'l')
    const row = page.getByRole('option').filter({ hasText: question })
    await row.click()
    const item = page.getByRole('article', { name: question })
    await item.getByText('The draft was refused').waitFor()
    await item.getByRole('button', { name: 'Nothing to learn' }).click()
    await row.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Dismissed', exact: true }).click()
    await row.waitFor()
    return undefined
  },
}

export const playground: Journey = {
  name: 'a question in the playground is answered step by step, pinned, and found unchanged',
  async run(stage) {
    const question = 'Can I return headphones after opening the box?'
    const { page, press } = await stage.openConsole('manager')
    await press('g', 'p')
    await page.getByRole('textbox', { name: asked }).fill(question)
    await page.keyboard.press('Enter')
    const steps = page.getByRole('complementary', { name: 'What happened' })
    await steps.getByText('Evidence', { exact: true }).click()
    await steps.getByText(/^\d+ passages$/).waitFor()
    await steps.getByText('Decision', { exact: true }).click()
    await steps.getByText('Keys of automatic sending, in their order').waitFor()

    await page.getByRole('button', { name: 'Pin as a case' }).click()
    const dialog = page.getByRole('dialog', { name: 'Pin as a case' })
    await dialog.getByLabel('Name of the case').fill('Opened box')
    await dialog.getByRole('button', { name: 'Pin as a case' }).click()
    await page.getByRole('button', { name: 'Cases', exact: true }).click()
    await page.getByRole('table', { name: 'Pinned cases' }).getByText('Opened box').waitFor()
    await page.getByRole('button', { name: 'Run all cases' }).click()
    await page
      .getByRole('list', { name: 'Results' })
      .getByRole('listitem')
      .filter({ hasText: 'Opened box' })
      .getByText('As expected')
      .waitFor()
    return undefined
  },
}

const looks = ['light', 'dark'] as const
const usual = { width: 1440, height: 900 }
const narrow = { width: 900, height: 700 }
interface Shown {
  readonly name: string
  readonly path: string
  /** There once the data is. */
  readonly ready: string
}
const screens: readonly Shown[] = [
  { name: 'autonomy', path: 'autonomy', ready: 'input[type="range"]' },
  { name: 'learning', path: 'learning', ready: 'main [role="option"], main section p.font-semibold' },
  { name: 'playground', path: 'studio', ready: 'main textarea' },
  { name: 'cases', path: 'studio?view=cases', ready: 'main h2' },
]
const settings: readonly Shown[] = [
  { name: 'decisions', path: 'settings?page=decisions', ready: 'input[type="range"]' },
  { name: 'human delay', path: 'settings?page=delay', ready: 'main textarea' },
  { name: 'training policy', path: 'settings?page=training', ready: 'main form' },
  { name: 'budget', path: 'settings?page=budget', ready: 'main form' },
  { name: 'intents', path: 'settings?page=intents', ready: 'main tbody tr' },
]
const writing: readonly Shown[] = [
  { name: 'AI profile', path: 'settings?page=ai-profile', ready: 'main tbody tr' },
  { name: 'templates', path: 'settings?page=templates', ready: 'main tbody tr' },
]

async function checkScreen(page: Page, name: string): Promise<string[]> {
  const found: string[] = []
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
  return found
}

function accessible(what: string, shown: readonly Shown[], language: 'en' | 'ru', spoken: string): Journey {
  return {
    name: `${what} keep WCAG 2.2 AA in ${spoken}: light and dark, and nothing scrolls sideways at 900 px`,
    async run(stage: Stage) {
      const found: string[] = []
      const { page } = await stage.openConsole('manager')
      await page.evaluate(chosen => localStorage.setItem('countersign.language', chosen), language)
      for (const { name, path, ready } of shown) {
        await page.goto(`${stage.server.url}/app/${path}`)
        await page.locator(ready).first().waitFor()
        found.push(...(await checkScreen(page, name)))
      }
      assert.deepEqual(found, [])
      return undefined
    },
  }
}

export const accessibleJudgement: readonly Journey[] = [
  accessible('the screens of judgement', screens, 'en', 'English'),
  accessible('the screens of judgement', screens, 'ru', 'Russian'),
  accessible('the settings of the AI', settings, 'en', 'English'),
  accessible('the settings of the AI', settings, 'ru', 'Russian'),
  accessible('AI profile and templates', writing, 'en', 'English'),
  accessible('AI profile and templates', writing, 'ru', 'Russian'),
]
