import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import type { ReadText } from '../ingest.port.ts'
import { nodeToMarkdown, toMarkdown } from './to-markdown.ts'
import { Unreadable } from './unreadable.ts'

/** Of an element what is used here: the library has no types of its own for a page outside a browser. */
interface Found {
  getAttribute(name: string): string | null
  remove(): void
}

const mostElements = 60_000
const mostLinks = 2000
/** An article found in a page should hold at least this share of its words, else the finder has dropped the page's matter. */
const leastShare = 0.35

/** No page is nested so deep; parsers and finders call themselves once for each level. */
const deepest = 1500

export function readHtml(html: string): ReadText {
  if (depthOf(html) > deepest) throw new Unreadable('knowledge.unreadable')
  const { document } = parseHTML(html)
  const all = (selector: string) =>
    Array.from(document.querySelectorAll(selector) as unknown as ArrayLike<Found>)
  const links = all('a[href]')
    .slice(0, mostLinks)
    .map(link => link.getAttribute('href') ?? '')
  const robots = all('meta[name="robots" i]')
    .map(meta => (meta.getAttribute('content') ?? '').toLowerCase())
    .join(',')
  const noIndex = /\b(noindex|none)\b/.test(robots)
  const noFollow = /\b(nofollow|none)\b/.test(robots)
  const ownTitle = document.querySelector('title')?.textContent?.trim() ?? ''
  const heading = document.querySelector('h1')?.textContent?.trim() ?? ''
  for (const gone of all('script, style, noscript, iframe, svg, template, [hidden], [aria-hidden="true"]'))
    gone.remove()
  const { text, title } = mainText(document)
  return { title: title ?? (heading || ownTitle || null), text, links, noIndex, noFollow }
}

function mainText(document: ReturnType<typeof parseHTML>['document']): {
  text: string
  title: string | null
} {
  for (const gone of Array.from(
    document.querySelectorAll('nav, footer, form, [role="navigation"]') as unknown as ArrayLike<Found>,
  ))
    gone.remove()
  const body = document.body as unknown as Parameters<typeof nodeToMarkdown>[0] & {
    textContent: string | null
  }
  const whole = body === null ? '' : nodeToMarkdown(body).trim()
  try {
    const found = new Readability(document as never, {
      maxElemsToParse: mostElements,
      charThreshold: 200,
    }).parse()
    if (found?.content == null) return { text: whole, title: null }
    const text = toMarkdown(found.content).trim()
    const title = found.title?.trim() || null
    // Questions and answers, price tables: what looks unlike an article is kept whole.
    return text.length >= whole.length * leastShare ? { text, title } : { text: whole, title }
  } catch {
    return { text: whole, title: null }
  }
}

const alone = new Set(
  'area base br col embed hr img input link meta source track wbr p li td th tr dt dd option'.split(' '),
)

/** How deep the elements are nested, taken from their tags alone. Those that need no end are not counted. */
function depthOf(html: string): number {
  let depth = 0
  let most = 0
  for (const [, end, name = '', closed] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)[^<>]*?(\/?)>/gi)) {
    if (closed === '/' || alone.has(name.toLowerCase())) continue
    depth = end === '/' ? Math.max(0, depth - 1) : depth + 1
    most = Math.max(most, depth)
  }
  return most
}
