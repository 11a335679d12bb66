import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Stage } from './stage/open-stage.ts'
import { until } from './stage/until.ts'

/** People of the demo shop, whom everybody who starts the product finds there. */
const shown = { inbox: 'Hannah Horvat', escalation: 'Clara Brandl' }
/** One of the questions the page itself proposes. */
const asked = 'Can I return headphones after opening the box?'

/** Makes the pictures of the README, 1440 × 900. On a server that was seeded just now they differ only in dates. */
export async function takePictures(stage: Stage, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const take = async (page: Page, name: string) => {
    // Fonts and the last move of the pointer must have settled.
    await page.mouse.move(0, 0)
    await page.evaluate('document.fonts.ready')
    await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' })
  }

  const operator = await stage.openConsole('operator')
  const { page } = operator
  await operator.rows(shown.inbox).first().click()
  await operator.draft.waitFor()
  // A conversation that stays open counts as read after a moment; the picture waits for it.
  await until(
    'the open conversation is read',
    async () => (await operator.rows(shown.inbox).first().getByText('unread').count()) === 0,
  )
  await operator.sentences.first().hover()
  await take(page, 'inbox-light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await take(page, 'inbox-dark')
  await page.emulateMedia({ colorScheme: 'light' })

  await operator.press('g', 'e')
  await page.getByRole('heading', { name: 'Escalations', level: 1 }).waitFor()
  await operator.rows(shown.escalation).click()
  await page.getByRole('heading', { name: shown.escalation }).waitFor()
  await page.getByRole('region', { name: 'Escalation', exact: true }).waitFor()
  await take(page, 'escalations')

  const customer = await stage.openWidget()
  await customer.write(asked)
  await operator.press('g', 'i')
  await operator.openConversation(asked)
  await operator.draft.waitFor()
  await operator.press('Control+Enter')
  await customer.replies.first().waitFor()
  await take(customer.page, 'widget')
}
