import type { Locator, Page } from 'playwright-core'
import type { Operator } from '../stage/open-stage.ts'
import { demoPassword, type Server } from '../stage/start-server.ts'
import { until } from '../stage/until.ts'

/** The console as an operator sees and uses it; what is known by a label, in English. */
export interface ConsoleWindow {
  readonly page: Page
  readonly signIn: (who: Operator) => Promise<void>
  /** Waits until the screen says that it is live; longer where it has to find a server again. */
  readonly live: (limitMs?: number) => Promise<void>
  /** Rows of the list that hold this text. */
  readonly rows: (text: string) => Locator
  /** The row of one conversation, whatever it says by now. */
  readonly rowOf: (conversationId: string) => Locator
  /** Opens the conversation by a click and waits for its thread. Answers its id. */
  readonly openConversation: (text: string) => Promise<string>
  readonly openById: (conversationId: string) => Promise<void>
  /** The conversation in the address. */
  readonly openId: () => string | null
  readonly thread: Locator
  /** A draft that waits for a decision. */
  readonly draft: Locator
  readonly sentences: Locator
  readonly evidence: Locator
  /** The draft's words as they would be sent, with single blanks. */
  readonly draftText: () => Promise<string>
  /** The bubble of a reply with this text. */
  readonly reply: (text: string) => Locator
  readonly toast: (text: string | RegExp) => Locator
  readonly press: (...keys: readonly string[]) => Promise<void>
}

/** Bubbles and the card break lines in their own ways. */
export const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

export function consoleWindow(page: Page, server: Server): ConsoleWindow {
  // The draft's sentences are a list too, inside the card.
  const list = page.locator('main [role="listbox"][tabindex="0"]')
  const thread = page.getByRole('log')
  const draft = page.getByRole('region', { name: /^Draft for/ })
  const sentences = draft.getByRole('listbox').getByRole('option')
  const openId = () => new URL(page.url()).searchParams.get('c')
  const live = (limitMs?: number) =>
    page
      .getByRole('status')
      .filter({ hasText: 'Live' })
      .waitFor(limitMs === undefined ? {} : { timeout: limitMs })

  return {
    page,
    thread,
    draft,
    sentences,
    openId,
    live,
    evidence: page.getByRole('list', { name: 'Sources of the draft' }).getByRole('listitem'),
    async signIn(who) {
      await page.goto(`${server.url}/app`)
      await page.getByLabel('E-mail').fill(`${who}@demo.test`)
      await page.getByLabel('Password').fill(demoPassword)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await list.getByRole('option').first().waitFor()
      await live()
    },
    rows: text => list.getByRole('option').filter({ hasText: text }),
    rowOf: id => list.locator(`[role="option"][id$="${id}"]`),
    async openConversation(text) {
      await list.getByRole('option').filter({ hasText: text }).first().click()
      await thread.getByRole('article').filter({ hasText: text }).first().waitFor()
      return until('the address names the conversation', openId)
    },
    async openById(id) {
      await list.locator(`[role="option"][id$="${id}"]`).click()
      await until('the address names the conversation', () => openId() === id)
      await thread.waitFor()
    },
    async draftText() {
      await sentences.first().waitFor()
      const texts: unknown[] = await sentences.evaluateAll(options =>
        options.map(option => option.firstChild?.textContent),
      )
      return oneLine(texts.join(' '))
    },
    reply: text => thread.getByRole('article').filter({ hasText: 'Reply, ' }).filter({ hasText: text }),
    toast: text => page.getByRole('dialog').filter({ hasText: text }),
    async press(...keys) {
      for (const key of keys) await page.keyboard.press(key)
    },
  }
}
