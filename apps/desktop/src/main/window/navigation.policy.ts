export type NavigationVerdict = 'stay' | 'open_outside' | 'refuse'

/** Windows cuts longer addresses off when it starts a browser; a cut address is another address. */
const longestOutsideUrl = 2048

/**
 * `scheme://host` of a URL, or null for what is not one. `URL.origin` is of no use here: outside Chromium it answers
 * "null" for every custom scheme, which would make all of them equal.
 */
export function originOf(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { protocol, host } = new URL(url)
  return host === '' ? null : `${protocol}//${host}`
}

/** Where a window showing the console at `home` (an origin) may be taken by its own page. */
export function decideNavigation(target: string, home: string): NavigationVerdict {
  const origin = originOf(target)
  if (origin === null) return 'refuse'
  if (origin === home) return 'stay'
  const isWeb = new URL(target).protocol === 'https:'
  return isWeb && target.length <= longestOutsideUrl ? 'open_outside' : 'refuse'
}

/** What `window.open` and links with a target do: never a second window of ours. */
export function decideNewWindow(target: string, home: string): Exclude<NavigationVerdict, 'stay'> {
  const verdict = decideNavigation(target, home)
  return verdict === 'stay' ? 'refuse' : verdict
}
