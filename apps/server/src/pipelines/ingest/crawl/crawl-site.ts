import {
  isSameSite,
  looksLikeTrap,
  mostAlike,
  normalisePageUrl,
  shapeOf,
} from '@countersign/shared/knowledge/crawl.policy'
import type { IngestProblem } from '@countersign/shared/knowledge/knowledge.contract'
import readRobotsText from 'robots-parser'
import type { PageFetcher, TextReader } from '../ingest.port.ts'
import { crawlerName } from './make-page-fetcher.ts'

export interface CrawlPlan {
  readonly url: string
  readonly maxPages: number
  readonly maxDepth: number
}

export interface CrawlPorts {
  readonly fetcher: PageFetcher
  readonly reader: TextReader
  /** Waits; rejects when the signal fires. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  /** Monotonic milliseconds. */
  readonly now: () => number
}

export interface CrawlBounds {
  /** Longest time over a site, milliseconds. */
  readonly siteMs: number
  /** Pause between two pages, milliseconds; a site may ask for a longer one. */
  readonly pauseMs: number
}

export const usualBounds: CrawlBounds = { siteMs: 150_000, pauseMs: 300 }
// CommonJS under a declaration that says otherwise.
const parseRobots = readRobotsText as unknown as (
  url: string,
  text: string,
) => {
  isAllowed(url: string, agent?: string): boolean | undefined
  getCrawlDelay(agent?: string): number | undefined
}

/** A site that asks for longer pauses is asked for fewer pages instead. */
const longestPauseMs = 5000

export type CrawledPage =
  | {
      readonly outcome: 'read'
      readonly url: string
      readonly title: string | null
      readonly text: string
    }
  | {
      readonly outcome: 'failed'
      readonly url: string
      readonly problem: IngestProblem
      /** The site says that there is no such page, rather than that something is wrong. */
      readonly gone?: boolean
    }
  | {
      readonly outcome: 'skipped'
      readonly url: string
      readonly problem: IngestProblem
    }
  /** Time is up: what was still waiting has not been looked at. */
  | { readonly outcome: 'cut-short'; readonly url: string; readonly problem: 'knowledge.too_slow' }

export interface CrawlStep {
  readonly page: CrawledPage
  /** Pages known so far, this one included: a bound of the work, not its end. */
  readonly found: number
}

/**
 * Reads a small site page by page, nearest to the first page first, as its robots.txt allows. It ends: by its bounds on pages,
 * depth and time, and because addresses that only differ in numbers, sessions or depth count as one place.
 */
export async function* crawlSite(
  plan: CrawlPlan,
  ports: CrawlPorts,
  signal: AbortSignal,
  bounds: CrawlBounds = usualBounds,
): AsyncGenerator<CrawlStep> {
  const { fetcher, reader, sleep, now } = ports
  const first = normalisePageUrl(plan.url)
  if (first === null) {
    yield { page: { outcome: 'failed', url: plan.url, problem: 'knowledge.address_refused' }, found: 1 }
    return
  }
  const endAt = now() + bounds.siteMs
  const rules = new Map<string, Promise<Robots>>()
  const rulesFor = (url: string) => {
    const { origin } = new URL(url)
    const known = rules.get(origin) ?? readRobots(origin, fetcher, signal)
    rules.set(origin, known)
    return known
  }
  const beginning = await rulesFor(first)
  if ('problem' in beginning) {
    yield { page: { outcome: 'failed', url: first, problem: beginning.problem }, found: 1 }
    return
  }
  const allowed = async (url: string) => {
    const robots = await rulesFor(url)
    return !('problem' in robots) && robots.isAllowed(url)
  }
  const pauseAt = async (url: string) => {
    const robots = await rulesFor(url)
    const asked = 'problem' in robots ? 0 : robots.delayMs
    return Math.min(Math.max(bounds.pauseMs, asked), longestPauseMs)
  }
  /** The site's real address: the first page may lead to it. */
  let home = first
  const waiting: { url: string; depth: number }[] = [{ url: first, depth: 0 }]
  const known = new Set([first])
  const alike = new Map<string, number>()
  const read = new Set<string>()
  const texts = new Set<string>()
  let visited = 0
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (visited >= plan.maxPages) return
    if (now() > endAt) {
      yield {
        page: { outcome: 'cut-short', url: next.url, problem: 'knowledge.too_slow' },
        found: known.size,
      }
      return
    }
    const found = () => Math.min(plan.maxPages, visited + waiting.length)
    const tell = (page: CrawledPage): CrawlStep => ({ page, found: found() })
    const { url, depth } = next
    if (visited > 0) await sleep(await pauseAt(url), signal)
    visited += 1
    if (!(await allowed(url))) {
      yield tell({ outcome: 'skipped', url, problem: 'knowledge.robots' })
      continue
    }
    const fetched = await fetcher.fetch(url, {
      signal,
      mayVisit: async target => (depth === 0 || isSameSite(target, home)) && (await allowed(target)),
    })
    if (!fetched.ok) {
      const { problem, status } = fetched
      if (depth > 0 && problem === 'knowledge.not_a_page') yield tell({ outcome: 'skipped', url, problem })
      else yield tell({ outcome: 'failed', url, problem, gone: status === 404 || status === 410 })
      continue
    }
    const here = normalisePageUrl(fetched.url) ?? fetched.url
    known.add(here)
    if (read.has(here)) continue
    read.add(here)
    if (depth === 0) home = here
    const { kind, bytes, charset } = fetched
    const answer = await reader.read({ kind, bytes, charset, url: here }, { signal })
    if (!answer.ok) {
      yield tell({ outcome: 'failed', url: here, problem: answer.problem })
      continue
    }
    const { title, text, links, noIndex, noFollow } = answer.read
    if (depth < plan.maxDepth && !noFollow) {
      for (const link of links) {
        const target = normalisePageUrl(link, here)
        if (target === null || known.has(target) || !isSameSite(target, home) || looksLikeTrap(target))
          continue
        const shape = shapeOf(target)
        const count = (alike.get(shape) ?? 0) + 1
        alike.set(shape, count)
        if (count > mostAlike) continue
        known.add(target)
        waiting.push({ url: target, depth: depth + 1 })
      }
    }
    if (noIndex) yield tell({ outcome: 'skipped', url: here, problem: 'knowledge.robots' })
    // The same words at another address are the same page.
    else if (!texts.has(text)) {
      texts.add(text)
      yield tell({ outcome: 'read', url: here, title, text })
    }
  }
}

type Robots =
  | { readonly isAllowed: (url: string) => boolean; readonly delayMs: number }
  | { readonly problem: IngestProblem }

/**
 * What a host allows. Where it has no such file everything may be read; where it cannot say, nothing may (RFC 9309, 2.3.1).
 */
async function readRobots(origin: string, fetcher: PageFetcher, signal: AbortSignal): Promise<Robots> {
  const address = new URL('/robots.txt', origin).href
  const answer = await fetcher.fetch(address, { signal, plainOnly: true })
  if (answer.ok) {
    const robots = parseRobots(address, Buffer.from(answer.bytes).toString('utf8').slice(0, 500_000))
    return {
      isAllowed: url => robots.isAllowed(url, crawlerName) !== false,
      delayMs: (robots.getCrawlDelay(crawlerName) ?? 0) * 1000,
    }
  }
  const none =
    answer.problem === 'knowledge.bad_status' ? (answer.status ?? 0) < 500 : noRules.has(answer.problem)
  return none ? { isAllowed: () => true, delayMs: 0 } : { problem: answer.problem }
}

/** Another page in its place, or a way in circles, is no file of rules. */
const noRules = new Set<IngestProblem>(['knowledge.not_a_page', 'knowledge.redirects', 'knowledge.too_large'])
