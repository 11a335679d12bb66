import type { Page } from 'playwright-core'

/** Something a page said that no page should have to say. */
export interface Complaint {
  readonly window: string
  readonly kind: 'console' | 'exception' | 'server error'
  readonly text: string
  readonly url: string
  /** Why it is as it should be; null when it is not. */
  readonly because: string | null
}

/** What may be complained about, and why. */
export interface Allowance {
  /** Found in "text url". */
  readonly pattern: RegExp
  readonly because: string
}

/** Browsers report every answer of 400 and above as an error, whether or not the page had counted on it. */
export const always: readonly Allowance[] = [
  {
    pattern: /status of 401 .*\/trpc\/auth\.refresh$/,
    because: 'a page that has just been opened asks whether somebody is signed in',
  },
]

/** Some breaches of the content rules are told to the page only, as when a library tries what it may not and goes on. */
const sayBreaches = `addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) =>
  console.error('Content Security Policy breached: ' + [effectiveDirective, blockedURI, sourceFile].join(' ')), true)`

/** Hears everything the page and its content rules complain about, from now on. */
export async function watchPage(
  page: Page,
  window: string,
  judge: (said: string) => string | null,
  hear: (complaint: Complaint) => void,
): Promise<void> {
  const report = (kind: Complaint['kind'], text: string, url: string) =>
    hear({ window, kind, text, url, because: judge(`${text} ${url}`) })
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') {
      report('console', message.text(), message.location().url)
    }
  })
  page.on('pageerror', error => report('exception', error.stack ?? error.message, page.url()))
  page.on('response', response => {
    if (response.status() >= 500) report('server error', String(response.status()), response.url())
  })
  await page.addInitScript({ content: sayBreaches })
}
