import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Journey } from '../runner/journey.types.ts'
import { checkAccess } from '../stage/check-access.ts'
import type { Stage } from '../stage/open-stage.ts'
import { consoleWindow } from '../windows/console-window.ts'

const languages = ['en', 'ru'] as const
const looks = ['light', 'dark'] as const

const screens = [
  { name: 'inbox', path: '/app/inbox', ready: '[role="log"] article' },
  { name: 'escalations', path: '/app/escalations', ready: '[role="log"] article' },
  { name: 'knowledge', path: '/app/knowledge', ready: 'main table tbody tr' },
] as const

/** Checks the page as it is in both looks. */
async function checkLooks(page: Page, name: string): Promise<string[]> {
  const found: string[] = []
  for (const look of looks) {
    await page.emulateMedia({ colorScheme: look, reducedMotion: 'reduce' })
    found.push(...(await checkAccess(page)).map(line => `${name}, ${look}: ${line}`))
  }
  return found
}

async function speak(page: Page, language: string): Promise<void> {
  await page.evaluate(chosen => localStorage.setItem('countersign.language', chosen), language)
}
declare const localStorage: { setItem(name: string, value: string): void }

export const accessibleConsole: Journey = {
  name: 'the console keeps WCAG 2.2 AA: sign-in, inbox, escalations, knowledge, light and dark, English and Russian',
  async run(stage: Stage) {
    const found: string[] = []
    const signIn = await stage.open('sign-in')
    await signIn.goto(`${stage.server.url}/app`)
    for (const language of languages) {
      await speak(signIn, language)
      await signIn.reload()
      await signIn.locator('input[type="password"]').waitFor()
      found.push(...(await checkLooks(signIn, `sign-in, ${language}`)))
    }

    const customer = stage.customer()
    const id = await customer.write('Can a studio pay by invoice after the third order?')
    const { page } = await stage.openConsole('operator')
    for (const language of languages) {
      await speak(page, language)
      for (const { name, path, ready } of screens) {
        await page.goto(`${stage.server.url}${path}${name === 'inbox' ? `?c=${id}` : ''}`)
        await page.locator(ready).first().waitFor()
        if (name === 'inbox') await page.locator('[aria-keyshortcuts="Control+Enter"]').waitFor()
        found.push(...(await checkLooks(page, `${name}, ${language}`)))
      }
    }
    assert.deepEqual(found, [])
    return undefined
  },
}

export const accessibleWidget: Journey = {
  name: 'the chat keeps WCAG 2.2 AA: light and dark, English and Russian',
  async run(stage) {
    const found: string[] = []
    for (const language of languages) {
      const page = await stage.open(`widget-${language}`)
      // The chat speaks the page's language, and the demo page is English; a page served by a test would be kept from
      // the sockets of this machine.
      await page.addInitScript({
        content: `new MutationObserver((_, observer) => {
          if (document.documentElement === null) return
          observer.disconnect()
          document.documentElement.lang = '${language}'
        }).observe(document, { childList: true })`,
      })
      await page.goto(`${stage.server.url}/widget/demo`)
      await page.locator('countersign-chat .launcher').click()
      const field = page.locator('countersign-chat textarea')
      const send = language === 'ru' ? 'Отправить' : 'Send'
      await page.locator('countersign-chat').getByRole('button', { name: send }).waitFor()
      await field.fill(language === 'ru' ? 'Сколько стоит доставка?' : 'What does delivery cost?')
      await field.press('Enter')
      await page.locator('countersign-chat .row.mine').waitFor()
      found.push(...(await checkLooks(page, `widget, ${language}`)))
    }
    assert.deepEqual(found, [])
    return undefined
  },
}

export const narrowConsole: Journey = {
  name: 'at 900 px and at 200 % zoom the keys of the draft stay on screen and nothing scrolls sideways',
  async run(stage) {
    const question = 'Do you send collective invoices every month?'
    const customer = stage.customer()
    await customer.write(question)
    // A page of 1440 × 900 at 200 % is 720 × 450 CSS pixels, each twice as large.
    const sizes = [
      { label: 'narrow', viewport: { width: 900, height: 700 }, deviceScaleFactor: 1 },
      { label: 'zoomed', viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 },
    ]
    for (const { label, ...options } of sizes) {
      const operator = consoleWindow(await stage.open(label, options), stage.server)
      await operator.signIn('operator')
      await operator.openConversation(question)
      await operator.draft.waitFor()
      for (const name of [/^Approve/, /^Edit/, /^Reject/, /^Escalate/]) {
        const button = operator.draft.getByRole('button', { name })
        const box = await button.boundingBox()
        const { width, height } = options.viewport
        assert.ok(
          box !== null &&
            box.x >= 0 &&
            box.y >= 0 &&
            box.x + box.width <= width &&
            box.y + box.height <= height,
          `${label}: ${name} is at ${JSON.stringify(box)} of ${width} × ${height}`,
        )
        // Something may lie over it although it is where it should be.
        await button.click({ trial: true })
      }
      const [content, room]: [number, number] = await operator.page
        .locator('html')
        .evaluate(html => [html.scrollWidth, html.clientWidth])
      assert.ok(content <= room, `${label}: the page is ${content} px wide in ${room} px`)
    }
    return undefined
  },
}
