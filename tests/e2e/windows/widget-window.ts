import type { Locator, Page } from 'playwright-core'
import { type Customer, createCustomer } from '../stage/create-customer.ts'
import type { Server } from '../stage/start-server.ts'

/** The shop's page as its customer sees and uses it. */
export interface WidgetWindow {
  readonly page: Page
  /** Opens the page and the chat. */
  readonly show: () => Promise<void>
  readonly write: (text: string) => Promise<void>
  /** Bubbles of the customer. */
  readonly own: Locator
  /** Bubbles of the shop. */
  readonly replies: Locator
  /** Waits for the reply with this text; longer where the chat has to find a server again. */
  readonly reads: (text: string, limitMs?: number) => Promise<void>
  /** The words of every bubble, oldest first. */
  readonly texts: () => Promise<readonly string[]>
  /** The same customer without the window: what the server says this customer has. */
  readonly customer: () => Promise<Customer>
}

export function widgetWindow(page: Page, server: Server): WidgetWindow {
  const chat = page.locator('countersign-chat')
  const field = chat.locator('textarea')
  const replies = chat.locator('.row:not(.mine)')
  const own = chat.locator('.row.mine')
  return {
    page,
    own,
    replies,
    async show() {
      await page.goto(`${server.url}/widget/demo`)
      await chat.locator('.launcher').click()
      await field.waitFor()
    },
    async write(text) {
      await field.fill(text)
      await field.press('Enter')
      await own.filter({ hasText: text }).waitFor()
    },
    reads: (text, limitMs) =>
      replies
        .filter({ hasText: text })
        .first()
        .waitFor(limitMs === undefined ? {} : { timeout: limitMs }),
    texts: () => chat.locator('.row .text').allTextContents(),
    async customer() {
      const { origins } = await page.context().storageState()
      const stored = origins.flatMap(({ localStorage }) => localStorage)
      const session = stored.find(({ name }) => name === 'countersign:demo:session')
      if (session === undefined) throw new Error('This customer has not written yet')
      return createCustomer(server, session.value)
    },
  }
}
