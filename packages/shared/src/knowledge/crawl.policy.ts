/** Parameters that say who is looking or where they came from, never what the page is. */
const idle =
  /^(utm_.*|fbclid|gclid|yclid|mc_[a-z]+|ref|sid|s_?id|session(id|_id)?|phpsessid|jsessionid|aspsessionid.*|token|_ga|cfid|cftoken)$/i
/** Kinds of files that hold no text to read. */
const otherFiles =
  /\.(jpe?g|png|gif|webp|svg|ico|css|js|mjs|json|xml|rss|atom|zip|gz|tar|rar|7z|exe|dmg|apk|mp[34]|avi|mov|webm|woff2?|ttf|eot)$/i

const longest = 600
const mostSegments = 10
const mostParameters = 4
/** Addresses that differ only in their numbers: a calendar has as many as there are days. */
export const mostAlike = 40

/**
 * One spelling for every way to write a page's address: no fragment, no session, parameters in order.
 * Null: nothing a crawl should ask for.
 */
export function normalisePageUrl(written: string, base?: string): string | null {
  let url: URL
  try {
    url = new URL(written.trim(), base)
  } catch {
    return null
  }
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.username !== '' || url.password !== '')
    return null
  url.hash = ''
  for (const name of [...new Set(url.searchParams.keys())]) if (idle.test(name)) url.searchParams.delete(name)
  url.searchParams.sort()
  url.pathname = url.pathname.replace(/;(jsessionid|sid)=[^/]*/gi, '').replace(/\/{2,}/g, '/')
  if (url.pathname !== '/') url.pathname = url.pathname.replace(/\/$/, '')
  return url.href.length > longest ? null : url.href
}

/** Same host, "www." or not, whatever the protocol. */
export function isSameSite(url: string, other: string): boolean {
  const host = (text: string) => {
    const { hostname, port } = new URL(text)
    return `${hostname.replace(/^www\./, '')}:${port}`
  }
  return host(url) === host(other)
}

/** What an address looks like with its numbers and codes left out. */
export function shapeOf(url: string): string {
  const { pathname, searchParams } = new URL(url)
  const bare = (text: string) => text.replace(/\d+/g, '0').replace(/[0-9a-f]{12,}/gi, 'x')
  const names = [...searchParams].map(([name, value]) => `${name}=${/^\d/.test(value) ? '0' : 'x'}`)
  return `${bare(pathname)}?${names.join('&')}`
}

/** Whether an address is one of those that lead ever deeper into nothing. */
export function looksLikeTrap(url: string): boolean {
  const { pathname, searchParams } = new URL(url)
  if (otherFiles.test(pathname)) return true
  const segments = pathname.split('/').filter(Boolean)
  if (segments.length > mostSegments || [...searchParams].length > mostParameters) return true
  // "/a/b/a/b": a relative link that is taken one step too deep each time. Two of the same may be a topic in a category.
  const seen = new Map<string, number>()
  for (const segment of segments) seen.set(segment, (seen.get(segment) ?? 0) + 1)
  return [...seen.values()].some(count => count > 2)
}
