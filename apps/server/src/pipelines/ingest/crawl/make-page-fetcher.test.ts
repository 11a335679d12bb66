import type { LookupFunction } from 'node:net'
import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageFetcher } from '../ingest.port.ts'
import { makePageFetcher } from './make-page-fetcher.ts'
import { html, type LocalSite, lead, openSite } from './site.fixture.ts'

const signal = new AbortController().signal
let site: LocalSite
/** Stands for a service inside the network; nothing may ever reach it. */
let inner: LocalSite
const fetchers: PageFetcher[] = []

/** Names as a resolver of the test's own answers them. */
const resolver =
  (answers: Record<string, () => string[]>): LookupFunction =>
  (name, _options, done) => {
    const found = answers[name]?.() ?? []
    done(null, found.map(address => ({ address, family: address.includes(':') ? 6 : 4 })) as never, 0)
  }

function open(answers: Record<string, () => string[]> = {}, extra = {}): PageFetcher {
  const fetcher = makePageFetcher({
    permit: (address, port) => address === '127.0.0.1' && port === site.port,
    timeoutMs: 2000,
    mostBytes: 100_000,
    lookup: resolver(answers),
    ...extra,
  })
  fetchers.push(fetcher)
  return fetcher
}

beforeAll(async () => {
  inner = await openSite((_request, response) => html(response, 'the secret'))
  site = await openSite((request, response, path) => {
    if (path === '/page') return html(response, '<p>Hello</p>')
    if (path === '/to-page') return lead(response, '/page')
    if (path === '/round') return lead(response, '/round')
    if (path.startsWith('/further')) return lead(response, `/further${path.length}${path}`.slice(0, 90))
    if (path === '/to-inner') return lead(response, `http://127.0.0.1:${inner.port}/`)
    if (path === '/to-metadata') return lead(response, 'http://169.254.169.254/latest/meta-data/')
    if (path === '/to-six') return lead(response, `http://[::ffff:127.0.0.1]:${inner.port}/`)
    if (path === '/to-decimal') return lead(response, `http://2130706433:${inner.port}/`)
    if (path === '/to-file') return lead(response, 'file:///etc/passwd')
    if (path === '/to-name') return lead(response, 'http://inner.test/')
    if (path === '/picture') return response.writeHead(200, { 'content-type': 'image/png' }).end('x')
    if (path === '/missing') return response.writeHead(404).end()
    if (path === '/broken') return response.writeHead(500).end()
    if (path === '/large') return html(response, 'x'.repeat(200_000))
    if (path === '/bomb') {
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
      return Readable.from(
        (function* () {
          for (let n = 0; n < 200; n += 1) yield Buffer.alloc(1 << 20)
        })(),
      )
        .pipe(createGzip())
        .pipe(response)
    }
    if (path === '/endless') {
      response.writeHead(200, { 'content-type': 'text/html' })
      const timer = setInterval(() => response.write('x'), 50)
      request.on('close', () => clearInterval(timer))
      return
    }
    if (path === '/silent') return
    request.socket.destroy()
  })
})
afterAll(async () => {
  for (const fetcher of fetchers) await fetcher.close()
  await site.close()
  await inner.close()
})

describe('fetching a page', () => {
  it('reads a page, also behind a redirect', async () => {
    const answer = await open().fetch(`${site.url}/to-page`, { signal })
    expect(answer).toMatchObject({ ok: true, url: `${site.url}/page`, kind: 'html' })
    expect(answer.ok && Buffer.from(answer.bytes).toString()).toBe('<p>Hello</p>')
  })

  it.each([
    ['/round', 'knowledge.redirects'],
    ['/further', 'knowledge.redirects'],
    ['/picture', 'knowledge.not_a_page'],
    ['/missing', 'knowledge.bad_status'],
    ['/broken', 'knowledge.bad_status'],
    ['/large', 'knowledge.too_large'],
    ['/bomb', 'knowledge.too_large'],
    ['/endless', 'knowledge.too_slow'],
    ['/silent', 'knowledge.too_slow'],
    ['/cut-off', 'knowledge.unreachable'],
    ['/to-inner', 'knowledge.address_refused'],
    ['/to-metadata', 'knowledge.address_refused'],
    ['/to-six', 'knowledge.address_refused'],
    ['/to-decimal', 'knowledge.address_refused'],
    ['/to-file', 'knowledge.address_refused'],
  ])('%s: %s', async (path, problem) => {
    expect(await open().fetch(`${site.url}${path}`, { signal })).toMatchObject({ ok: false, problem })
  })

  it('goes on to an address only when told that it may', async () => {
    const answer = await open().fetch(`${site.url}/to-page`, { signal, mayVisit: () => false })
    expect(answer).toMatchObject({ ok: false, problem: 'knowledge.redirects' })
  })

  it('stops when the server stops', async () => {
    const stopping = new AbortController()
    const fetching = open().fetch(`${site.url}/silent`, { signal: stopping.signal })
    stopping.abort(new Error('stopping'))
    await expect(fetching).rejects.toThrow('stopping')
  })
})

describe('a name that leads inside', () => {
  it.each<[string, string[]]>([
    ['to loopback', ['127.0.0.1']],
    ['to a private network', ['10.1.2.3']],
    ['to metadata', ['169.254.169.254']],
    ['to loopback by IPv6', ['::1']],
    ['to a mapped address', ['::ffff:192.168.0.1']],
    ['to a public and a private address', ['8.8.8.8', '10.0.0.1']],
    ['to translated loopback', ['64:ff9b::7f00:1']],
    ['to carrier-grade NAT', ['100.64.1.1']],
  ])('%s is refused', async (_name, addresses) => {
    const answer = await open({ 'inner.test': () => addresses }).fetch('http://inner.test/', { signal })
    expect(answer).toEqual({ ok: false, problem: 'knowledge.address_refused' })
  })

  it('is refused behind a redirect too', async () => {
    const fetcher = open({ 'inner.test': () => ['127.0.0.1'] })
    expect(await fetcher.fetch(`${site.url}/to-name`, { signal })).toMatchObject({
      ok: false,
      problem: 'knowledge.address_refused',
    })
  })

  it('gains nothing by being public when looked at first and private when connected to', async () => {
    const answers = [['8.8.8.8'], ['127.0.0.1'], ['127.0.0.1']]
    let asked = 0
    const fetcher = open({
      'rebinding.test': () => {
        asked += 1
        // A first look-up by anyone else but the connection itself would use up the harmless answer.
        return answers[asked] ?? ['127.0.0.1']
      },
    })
    const answer = await fetcher.fetch('http://rebinding.test/', { signal })
    expect(answer).toEqual({ ok: false, problem: 'knowledge.address_refused' })
    expect(asked).toBe(1)
  })

  it('is not found when it is nobody’s', async () => {
    expect(await open().fetch('http://nobody.test/', { signal })).toMatchObject({ ok: false })
  })

  it('was reached by none of these', () => {
    expect(inner.asked).toEqual([])
  })
})
