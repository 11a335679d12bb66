import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { type ConsoleWindow, consoleWindow } from '../windows/console-window.ts'
import { type WidgetWindow, widgetWindow } from '../windows/widget-window.ts'
import { type Customer, createCustomer } from './create-customer.ts'
import type { Server } from './start-server.ts'
import { type Allowance, always, type Complaint, watchPage } from './watch-page.ts'

/** How long a window may take to show what it should, milliseconds. */
const patienceMs = 10_000

export type Operator = 'owner' | 'manager' | 'operator' | 'operator2'

/** What one journey is told on: the shared server, and windows nobody else has. */
export interface Stage {
  readonly server: Server
  readonly browser: Browser
  /** A page with a browser profile of its own. */
  readonly open: (label: string, options?: BrowserContextOptions) => Promise<Page>
  /** The console, signed in. */
  readonly openConsole: (who: Operator, options?: BrowserContextOptions) => Promise<ConsoleWindow>
  /** The shop's page with the chat open. */
  readonly openWidget: (options?: BrowserContextOptions) => Promise<WidgetWindow>
  /** A customer on another shop's page: the same channel, without a window. */
  readonly customer: () => Customer
  /** From here on these complaints belong to the story. */
  readonly allow: (pattern: RegExp, because: string) => void
  /** Watches a page that was opened elsewhere, and shows it in a failure. */
  readonly watch: (page: Page, label: string) => Promise<void>
  readonly windows: () => readonly { label: string; page: Page }[]
  readonly complaints: () => readonly Complaint[]
  readonly close: () => Promise<void>
}

export function openStage(server: Server, browser: Browser, hear: (complaint: Complaint) => void): Stage {
  const windows: { label: string; page: Page }[] = []
  const complaints: Complaint[] = []
  const allowances: Allowance[] = [...always]
  const closers: (() => Promise<void>)[] = []

  const judge = (said: string) => allowances.find(({ pattern }) => pattern.test(said))?.because ?? null

  async function watch(page: Page, label: string): Promise<void> {
    page.setDefaultTimeout(patienceMs)
    windows.push({ label, page })
    await watchPage(page, label, judge, complaint => {
      complaints.push(complaint)
      hear(complaint)
    })
  }

  async function open(label: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'en-GB',
      timezoneId: 'UTC',
      colorScheme: 'light',
      reducedMotion: 'reduce',
      ...options,
    })
    closers.push(() => context.close())
    const page = await context.newPage()
    await watch(page, label)
    return page
  }

  return {
    server,
    browser,
    open,
    async openConsole(who, options) {
      const window = consoleWindow(await open(`console-${who}`, options), server)
      await window.signIn(who)
      return window
    },
    async openWidget(options) {
      const window = widgetWindow(await open('widget', options), server)
      await window.show()
      return window
    },
    customer: () => createCustomer(server),
    allow: (pattern, because) => void allowances.push({ pattern, because }),
    watch,
    windows: () => windows,
    complaints: () => complaints,
    async close() {
      for (const close of closers.splice(0)) await close()
    },
  }
}
