import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeTextReader } from '../extract/make-text-reader.ts'
import { type CrawledPage, type CrawlPlan, crawlSite } from './crawl-site.ts'
import { makePageFetcher } from './make-page-fetcher.ts'
import { html, type LocalSite, lead, openSite } from './site.fixture.ts'

const signal = new AbortController().signal
const reader = makeTextReader()
const page = (title: string, links: readonly string[]) =>
  `<html><head><title>${title}</title></head><body><main><h1>${title}</h1><p>${title} is explained here at some length, for everyone who asks.</p></main>
   ${links.map(link => `<a href="${link}">go</a>`).join('')}</body></html>`

let site: LocalSite
let elsewhere: LocalSite
let fetcher: ReturnType<typeof makePageFetcher>
beforeAll(async () => {
  elsewhere = await openSite((_request, response) => html(response, page('Elsewhere', [])))
  site = await openSite((_request, response, path) => {
    const day = /^\/calendar\/(\d+)/.exec(path)?.[1]
    if (path === '/robots.txt') {
      return response
        .writeHead(200, { 'content-type': 'text/plain' })
        .end('User-agent: *\nDisallow: /private\nCrawl-delay: 2\n')
    }
    if (path === '/') {
      return html(
        response,
        page('Home', [
          '/returns',
          '/shipping?utm_source=x',
          '/private/list',
          '/calendar/1',
          '/session?sid=1',
          `${elsewhere.url}/`,
          '/deep/1',
          '/loop',
          '/leaves',
          '/broken',
          '/photo.png',
          'mailto:a@b.c',
          '#top',
          '/hidden',
        ]),
      )
    }
    if (path === '/returns')
      return html(response, page('Returns', ['/', '/returns#a', '/returns/', '/RETURNS?sid=9']))
    if (path === '/RETURNS') return html(response, page('Returns', []))
    if (path === '/shipping') return html(response, page('Shipping', []))
    if (path === '/hidden')
      return html(
        response,
        page('Hidden', []).replace('<head>', '<head><meta name="robots" content="noindex">'),
      )
    if (day !== undefined)
      return html(
        response,
        page(`Day ${day}`, [`/calendar/${Number(day) + 1}`, `/calendar/${Number(day) + 2}`]),
      )
    if (path.startsWith('/session'))
      return html(
        response,
        page('Session', [`/session?sid=${site.asked.length}`, `/session;jsessionid=${site.asked.length}`]),
      )
    if (path.startsWith('/deep')) return html(response, page(`Deep ${path.length}`, [`${path}/deep/1`]))
    if (path === '/loop') return lead(response, '/loop2')
    if (path === '/loop2') return lead(response, '/loop')
    if (path === '/leaves') return lead(response, `${elsewhere.url}/`)
    return response.writeHead(500).end()
  })
  fetcher = makePageFetcher({
    permit: (address, port) => address === '127.0.0.1' && (port === site.port || port === elsewhere.port),
  })
})
afterAll(async () => {
  await reader.close()
  await fetcher.close()
  await site.close()
  await elsewhere.close()
})

/** Letters as their bytes in KOI8-R. */
const koi8Of = new Map(
  Array.from({ length: 64 }, (_, at) => [
    new TextDecoder('koi8-r').decode(Uint8Array.of(192 + at)),
    192 + at,
  ]),
)

async function crawl(plan: Partial<CrawlPlan>, bounds = { siteMs: 60_000, pauseMs: 1 }, own = fetcher) {
  site.asked.length = 0
  const pauses: number[] = []
  let clock = 0
  const pages: CrawledPage[] = []
  const ports = {
    fetcher: own,
    reader,
    now: () => clock,
    async sleep(ms: number) {
      pauses.push(ms)
      clock += ms
    },
  }
  for await (const step of crawlSite(
    { url: site.url, maxPages: 200, maxDepth: 5, ...plan },
    ports,
    signal,
    bounds,
  )) {
    pages.push(step.page)
    expect(step.found).toBeLessThanOrEqual(plan.maxPages ?? 200)
  }
  const of = (outcome: CrawledPage['outcome']) =>
    pages.filter(one => one.outcome === outcome).map(one => one.url.replace(site.url, ''))
  return { pages, of, pauses }
}

describe('crawling a site', () => {
  it('reads one page when asked for one', async () => {
    const { pages } = await crawl({ url: `${site.url}/returns`, maxPages: 1 })
    expect(pages).toEqual([
      {
        outcome: 'read',
        url: `${site.url}/returns`,
        title: 'Returns',
        text: expect.stringContaining('for everyone who asks'),
      },
    ])
  })

  it('reads what is linked, says what failed, and comes to an end in a calendar', async () => {
    const { of, pauses, pages } = await crawl({}, { siteMs: 10 ** 9, pauseMs: 1 })
    expect(of('read')).toEqual(expect.arrayContaining(['/', '/returns', '/shipping', '/session', '/deep/1']))
    expect(of('read').filter(url => url.startsWith('/returns'))).toEqual(['/returns'])
    expect(of('read').filter(url => url.startsWith('/calendar')).length).toBeLessThanOrEqual(40)
    expect(of('read').filter(url => url.startsWith('/session'))).toEqual(['/session'])
    expect(of('failed')).toEqual(expect.arrayContaining(['/broken', '/loop', '/leaves']))
    expect(of('skipped')).toEqual(expect.arrayContaining(['/private/list', '/hidden']))
    expect(pages.length).toBeLessThan(80)
    expect(pages.find(one => one.url.endsWith('/loop'))).toMatchObject({ problem: 'knowledge.redirects' })
    // The site asked for two seconds between pages.
    expect(new Set(pauses)).toEqual(new Set([2000]))
  })

  it('never asks for what robots.txt keeps private, nor another site', async () => {
    elsewhere.asked.length = 0
    await crawl({})
    expect(site.asked.filter(path => path.startsWith('/private'))).toEqual([])
    expect(elsewhere.asked).toEqual([])
  })

  it('keeps to its bounds on pages, depth and time', async () => {
    expect((await crawl({ maxPages: 3 })).pages.length).toBe(3)
    const { of } = await crawl({ maxDepth: 1 })
    expect(of('read')).not.toContain('/calendar/2')
    const { pages } = await crawl({}, { siteMs: 5000, pauseMs: 1 })
    expect(pages.length).toBeLessThan(8)
    expect(pages.at(-1)).toMatchObject({ outcome: 'cut-short', problem: 'knowledge.too_slow' })
  })

  it('keeps to the rules of the address a site has moved to', async () => {
    const old = await openSite((_request, response) => lead(response, `${moved.url}/welcome`))
    const moved = await openSite((_request, response, path) => {
      if (path === '/robots.txt') return response.writeHead(200).end('User-agent: *\nDisallow: /staff\n')
      if (path === '/welcome')
        return html(response, page('Welcome', ['/staff/phones', '/prices', '/to-staff']))
      if (path === '/to-staff') return lead(response, '/staff/phones')
      return html(response, page(path, []))
    })
    const own = makePageFetcher({ permit: (_address, port) => port === old.port || port === moved.port })
    const { of } = await crawl({ url: old.url }, undefined, own)
    expect(of('read')).toEqual([`${moved.url}/welcome`, `${moved.url}/prices`])
    expect(moved.asked.filter(path => path.startsWith('/staff'))).toEqual([])
    await own.close()
    await old.close()
    await moved.close()
  })

  it('reads nothing where the rules cannot be asked for', async () => {
    const broken = await openSite((_request, response, path) =>
      path === '/robots.txt' ? response.writeHead(503).end() : html(response, page('Home', [])),
    )
    const own = makePageFetcher({ permit: (_address, port) => port === broken.port })
    const { pages } = await crawl({ url: broken.url }, undefined, own)
    expect(pages).toEqual([{ outcome: 'failed', url: `${broken.url}/`, problem: 'knowledge.bad_status' }])
    expect(broken.asked).toEqual(['/robots.txt'])
    await own.close()
    await broken.close()
  })

  it('reads a page in the encoding it was sent in, and one that is called by the wrong name', async () => {
    const words = page('Скидки', []).replace(
      'explained here',
      'скидка для студентов, для пенсионеров и для всех остальных',
    )
    const koi8 = Buffer.from(Array.from(words, letter => koi8Of.get(letter) ?? letter.charCodeAt(0)))
    const old = await openSite((_request, response, path) => {
      if (path === '/robots.txt') return response.writeHead(404).end()
      const type =
        path === '/told'
          ? 'text/html; charset=KOI8-R'
          : path === '/untold'
            ? 'text/html'
            : 'text/html; charset=utf-8'
      response.writeHead(200, { 'content-type': type }).end(koi8)
    })
    const own = makePageFetcher({ permit: (_address, port) => port === old.port })
    for (const path of ['/told', '/untold', '/lied']) {
      const { pages } = await crawl({ url: `${old.url}${path}`, maxPages: 1 }, undefined, own)
      expect(pages[0]).toMatchObject({
        title: 'Скидки',
        text: expect.stringContaining('скидка для студентов'),
      })
    }
    await own.close()
    await old.close()
  })

  it('says of an address nobody may ask what it is', async () => {
    const { pages } = await crawl({ url: 'http://169.254.169.254/' })
    expect(pages).toEqual([
      { outcome: 'failed', url: 'http://169.254.169.254/', problem: 'knowledge.address_refused' },
    ])
  })
})
