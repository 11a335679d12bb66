import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { largestFile } from '@countersign/shared/knowledge/knowledge.contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { html, type LocalSite, openSite } from '../pipelines/ingest/crawl/site.fixture.ts'
import { makeBomb, makeDocx, makePdf, makeSealedPdf } from '../pipelines/ingest/extract/documents.fixture.ts'
import { type SmallTenant, seedSmallTenant } from '../testing/small-tenant.ts'
import { type ApiClient, codeOf, signInAs, startTestServer, type TestServer } from '../testing/test-server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'knowledge-intake-'))
let test: TestServer
let owner: { api: ApiClient; token: string }
let stranger: { api: ApiClient; token: string }
let other: SmallTenant
let site: LocalSite
/** What the site's pages say; a test changes them. Null: something is wrong with the page. */
const pages = new Map<string, string | null>()

const longer = (text: string) =>
  `${text} This is said at some length so that it reads like a page and not like a label.`
const page = (title: string, text: string, links: readonly string[] = []) =>
  `<html><head><title>${title}</title></head><body><main><h1>${title}</h1><p>${longer(text)}</p></main>${links.map(link => `<a href="${link}">x</a>`).join('')}</body></html>`

beforeAll(async () => {
  site = await openSite((_request, response, path) => {
    const body = pages.get(path)
    if (body == null) return response.writeHead(body === null ? 500 : 404).end()
    html(response, body)
  })
  test = await startTestServer(
    dataDir,
    {},
    { crawlPermit: (address, port) => address === '127.0.0.1' && port === site.port },
  )
  owner = await signInAs(test.url, 'owner')
  other = await seedSmallTenant(test.server.services, 'other')
  stranger = await signInAs(test.url, 'owner@other.test')
}, 60_000)
afterAll(async () => {
  await test?.server.close()
  await site?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function upload(
  name: string,
  bytes: Uint8Array | string,
  fields: Record<string, string> = {},
  token: string | null = owner.token,
): Promise<{ status: number; id: string; version: number; duplicate: boolean; code: string | undefined }> {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.append(field, value)
  form.append('file', new Blob([bytes as never]), name)
  const response = await fetch(`${test.url}/knowledge/files`, {
    method: 'POST',
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    body: form,
  })
  const body = (await response.json()) as never as {
    id: string
    version: number
    duplicate: boolean
    error?: { code: string }
  }
  return { ...body, status: response.status, code: body.error?.code }
}
const itemOf = async (id: string) =>
  (await owner.api.knowledge.list.query()).items.find(item => item.id === id)
const firstHit = async (text: string, api = owner.api) => (await api.knowledge.search.query({ text })).hits[0]
const settle = () => test.server.drain(30_000)

describe('a file', () => {
  it('is kept, read and found, whatever it was written with', async () => {
    const pdf = await upload(
      'Warranty.pdf',
      await makePdf(['The Norling lamp has a warranty of seven years.'], 'Norling warranty'),
    )
    const docx = await upload(
      'Pickup.docx',
      await makeDocx('Pickup points', ['Parcels wait at the Harbour street kiosk for nine days.']),
      {
        category: 'shipping',
        tags: 'pickup, parcels',
      },
    )
    const csv = await upload('sizes.csv', 'size,waist\nXS,61 cm\nXL,92 cm\n')
    expect([pdf, docx, csv]).toMatchObject([{ status: 202 }, { status: 202 }, { status: 202 }])
    await settle()
    expect(await itemOf(pdf.id)).toMatchObject({
      status: 'indexed',
      title: 'Norling warranty',
      source: 'upload',
      fileName: 'Warranty.pdf',
      chunks: 1,
      error: null,
      progress: null,
    })
    expect(await itemOf(docx.id)).toMatchObject({ status: 'indexed', category: 'shipping' })
    expect((await firstHit('How long is the warranty of the Norling lamp?'))?.documentId).toBe(pdf.id)
    expect((await firstHit('How long do parcels wait at the kiosk?'))?.documentId).toBe(docx.id)
    expect((await firstHit('waist of size XL'))?.text).toContain('size: XL. waist: 92 cm.')
  })

  it('comes back byte for byte, to its tenant only', async () => {
    const bytes = await makePdf(['Keep me.'])
    const { id } = await upload('../../etc/Keep\u202eme.pdf', bytes)
    await settle()
    const get = (token: string) =>
      fetch(`${test.url}/knowledge/files/${id}`, { headers: { authorization: `Bearer ${token}` } })
    const response = await get(owner.token)
    expect(Buffer.from(await response.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true)
    expect(response.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''Keepme.pdf")
    expect((await get(stranger.token)).status).toBe(404)
  })

  it('sent twice is one document', async () => {
    const first = await upload('a.txt', 'Sent twice, kept once.')
    await settle()
    expect(await upload('a.txt', 'Sent twice, kept once.')).toMatchObject({ id: first.id, duplicate: true })
    expect(await upload('a.txt', 'Sent twice, kept once.', {}, stranger.token)).toMatchObject({
      duplicate: false,
    })
    await settle()
  })

  it.each<[string, string, () => Promise<Uint8Array | string> | Uint8Array | string, string]>([
    ['behind a password', 'sealed.pdf', makeSealedPdf, 'knowledge.encrypted'],
    ['damaged', 'damaged.pdf', async () => (await makePdf(['x'])).slice(0, 300), 'knowledge.unreadable'],
    ['a bomb', 'bomb.docx', () => makeBomb(200 * 1024 * 1024), 'knowledge.too_large'],
    ['of pictures only', 'scan.pdf', () => makePdf(['']), 'knowledge.no_text'],
    ['of emoji only', 'emoji.txt', () => '🎧🔥', 'knowledge.no_text'],
  ])('%s says so, and leaves nothing to be found', async (_name, name, make, code) => {
    const { id } = await upload(name, await make())
    await settle()
    expect(await itemOf(id)).toMatchObject({ status: 'failed', error: code, chunks: 0 })
  })

  it('that nobody can read is not taken', async () => {
    expect(await upload('a.exe', 'MZ')).toMatchObject({ status: 415, code: 'knowledge.unsupported' })
    expect(await upload('a.txt', '')).toMatchObject({ status: 422, code: 'knowledge.no_text' })
    expect(await upload('big.txt', new Uint8Array(21 * 1024 * 1024).fill(97))).toMatchObject({
      status: 413,
      code: 'knowledge.too_large',
    })
    expect(await upload('a.txt', 'x', { documentId: 'nonsense' })).toMatchObject({
      status: 400,
      code: 'input.invalid',
    })
    expect(await upload('a.txt', 'x', {}, null)).toMatchObject({ status: 401 })
    const operator = await signInAs(test.url, 'operator')
    expect(await upload('a.txt', 'x', {}, operator.token)).toMatchObject({
      status: 403,
      code: 'auth.forbidden',
    })
    const json = await fetch(`${test.url}/knowledge/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${owner.token}`, 'content-type': 'application/json' },
      body: '{}',
    })
    expect(json.status).toBe(415)
  })

  it('is refused whole when it is too large, wherever the network cuts it', async () => {
    const rest = 'one byte more than is taken'
    const answer = new Promise<number | undefined>((resolve, reject) => {
      const sending = request(`${test.url}/knowledge/files`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${owner.token}`,
          'content-type': 'multipart/form-data; boundary=cut',
        },
      })
      sending.on('error', reject)
      sending.on('response', response => resolve(response.resume().statusCode))
      const write = (piece: string | Uint8Array) =>
        new Promise<void>(done => sending.write(piece, () => done()))
      const send = async () => {
        await write('--cut\r\ncontent-disposition: form-data; name="file"; filename="long.txt"\r\n\r\n')
        await sleep(100)
        await write(Buffer.alloc(largestFile, 'a'))
        // Whatever has arrived is taken in before the rest of it comes.
        await sleep(1500)
        sending.end(`${rest}\r\n--cut--\r\n`)
      }
      send().catch(reject)
    })
    expect(await answer).toBe(413)
    expect((await owner.api.knowledge.list.query()).items.map(item => item.title)).not.toContain('long')
  })

  it('in a newer form becomes a version; one that cannot be read leaves the old text in use', async () => {
    const first = await upload('terms.txt', 'The deposit for the Falkor drill is 40 euros.')
    await settle()
    expect((await upload('terms.txt', 'x', { documentId: first.id }, stranger.token)).code).toBe(
      'knowledge.not_found',
    )
    const second = await upload('terms.txt', 'The deposit for the Falkor drill is 55 euros.', {
      documentId: first.id,
    })
    await settle()
    expect(second).toMatchObject({ id: first.id, version: 2 })
    expect((await firstHit('deposit for the Falkor drill'))?.text).toContain('55 euros')
    await upload('terms.pdf', '%PDF-1.7 broken', { documentId: first.id })
    await settle()
    expect(await itemOf(first.id)).toMatchObject({
      status: 'indexed',
      error: 'knowledge.unreadable',
      version: 2,
    })
    expect((await firstHit('deposit for the Falkor drill'))?.text).toContain('55 euros')
    const { items } = await owner.api.knowledge.versions.query({ id: first.id })
    expect(items.map(item => [item.version, item.replacedAt === null])).toEqual([
      [2, true],
      [1, false],
    ])
    await owner.api.knowledge.restoreVersion.mutate({ id: first.id, version: 1 })
    expect((await firstHit('deposit for the Falkor drill'))?.text).toContain('40 euros')
    expect(await codeOf(stranger.api.knowledge.versions.query({ id: first.id }))).toBe('knowledge.not_found')
  })
})

describe('what is known', () => {
  it('can be switched off, deleted and brought back', async () => {
    const { id } = await owner.api.knowledge.upsert.mutate({
      title: 'Zebra socks',
      text: 'Zebra socks are washed at sixty degrees.',
    })
    const found = async () =>
      (await owner.api.knowledge.search.query({ text: 'Zebra socks' })).hits.some(
        hit => hit.documentId === id,
      )
    expect(await found()).toBe(true)
    await owner.api.knowledge.setActive.mutate({ id, active: false })
    expect(await found()).toBe(false)
    expect(await itemOf(id)).toMatchObject({ active: false })
    // A new version of what is switched off is not found either.
    await owner.api.knowledge.upsert.mutate({
      id,
      title: 'Zebra socks',
      text: 'Zebra socks are washed at forty degrees.',
    })
    expect(await found()).toBe(false)
    await owner.api.knowledge.setActive.mutate({ id, active: true })
    expect(await found()).toBe(true)
    await owner.api.knowledge.delete.mutate({ id })
    expect([await found(), await itemOf(id)]).toEqual([false, undefined])
    expect(await codeOf(owner.api.knowledge.delete.mutate({ id }))).toBe('knowledge.not_found')
    expect(await codeOf(stranger.api.knowledge.restore.mutate({ id }))).toBe('knowledge.not_found')
    await owner.api.knowledge.restore.mutate({ id })
    expect(await found()).toBe(true)
  })

  it('has one answer for several questions', async () => {
    const { id } = await owner.api.knowledge.upsertFaq.mutate({
      questions: ['Do you plant trees?', 'Is there a forest programme?', 'do you plant trees?'],
      answer: 'We plant one tree for every order.',
    })
    for (const text of ['Do you plant trees?', 'tell me about the forest programme']) {
      expect(await firstHit(text)).toMatchObject({
        documentId: id,
        text: 'We plant one tree for every order.',
      })
    }
    expect((await firstHit('Is there a forest programme?'))?.question).toBe('Is there a forest programme?')
    expect((await owner.api.knowledge.get.query({ id })).questions).toEqual([
      'Do you plant trees?',
      'Is there a forest programme?',
    ])
    expect(await codeOf(owner.api.knowledge.upsert.mutate({ id, title: 'x', text: 'y' }))).toBe(
      'knowledge.not_found',
    )
  })

  it('is told apart by what the dialogue is about', async () => {
    for (const [name, price] of [
      ['Hotel Miravel', '12'],
      ['Hotel Costabra', '19'],
    ]) {
      await owner.api.knowledge.upsertFaq.mutate({
        questions: [`How much is parking?`],
        answer: `Parking costs ${price} euros a night.`,
        about: name ?? '',
      })
    }
    const ask = async (context: string[]) =>
      (await owner.api.knowledge.search.query({ text: 'How much is parking there?', context })).hits[0]
    expect(await ask(['I would like to stay at the Miravel hotel'])).toMatchObject({
      about: 'Hotel Miravel',
      text: expect.stringContaining('12'),
    })
    expect(await ask(['I would like to stay at the Costabra'])).toMatchObject({
      about: 'Hotel Costabra',
      text: expect.stringContaining('19'),
    })
  })

  it.each([
    ['zero-width characters only', { title: '\u200b\u200d', text: 'x' }],
    ['no text', { title: 'x', text: '' }],
  ])('is refused with %s', async (_name, input) => {
    expect(await codeOf(owner.api.knowledge.upsert.mutate(input))).toBe('input.invalid')
  })

  it('is found under a title in look-alike letters', async () => {
    // Latin letters with Cyrillic ones among them.
    const { id } = await owner.api.knowledge.upsert.mutate({
      title: 'Kаrаоke rооms',
      text: 'Rooms are booked by the hour.',
    })
    expect((await firstHit('karaoke rooms'))?.documentId).toBe(id)
  })

  it.each([
    '🎧🎧🎧',
    'x'.repeat(2000),
    '\u202eשלום עולם',
    'a\u200bb',
    "'; DROP TABLE chunks; --",
    '&|!():*<->',
  ])('is searched for %j without harm', async text => {
    await expect(owner.api.knowledge.search.query({ text })).resolves.toHaveProperty('hits')
  })
})

describe('a site', () => {
  it('is read, read again, and forgets what it has lost', async () => {
    pages.set('/', page('Ferry help', 'Welcome to the ferry.', ['/dogs', '/bikes', '/gone']))
    pages.set('/dogs', page('Dogs aboard', 'Dogs travel on deck seven for three euros.'))
    pages.set('/bikes', page('Bicycles', 'Bicycles are free on weekdays.'))
    const { id } = await owner.api.knowledge.addSite.mutate({ url: site.url, maxPages: 10, maxDepth: 2 })
    await settle()
    const first = await owner.api.knowledge.site.query({ id })
    expect(first.site).toMatchObject({ status: 'done', pagesDone: 4, pagesFailed: 1 })
    expect(first.pages.find(one => one.url.endsWith('/gone'))).toMatchObject({
      status: 'failed',
      error: 'knowledge.bad_status',
    })
    expect((await firstHit('Can I bring dogs on deck seven?'))?.text).toContain('three euros')

    pages.set('/dogs', page('Dogs aboard', 'Dogs travel on deck seven for five euros.'))
    pages.delete('/bikes')
    pages.set('/', page('Ferry help', 'Welcome to the ferry.', ['/dogs']))
    await owner.api.knowledge.recrawl.mutate({ id })
    await settle()
    const second = await owner.api.knowledge.site.query({ id })
    expect(second.pages.map(one => [new URL(one.url).pathname, one.status]).sort()).toEqual([
      ['/', 'unchanged'],
      ['/dogs', 'indexed'],
    ])
    expect((await firstHit('Can I bring dogs on deck seven?'))?.text).toContain('five euros')
    expect((await firstHit('Bicycles free on weekdays'))?.title).not.toBe('Bicycles')

    await owner.api.knowledge.deleteSite.mutate({ id })
    expect((await firstHit('dogs on deck seven'))?.title).not.toBe('Dogs aboard')
    expect((await owner.api.knowledge.sites.query()).items).toEqual([])
    expect(await codeOf(stranger.api.knowledge.restoreSite.mutate({ id }))).toBe('knowledge.not_found')
    await owner.api.knowledge.restoreSite.mutate({ id })
    expect((await firstHit('dogs on deck seven'))?.title).toBe('Dogs aboard')
    expect(await codeOf(stranger.api.knowledge.site.query({ id }))).toBe('knowledge.not_found')
  })

  it('keeps what a page said while it is away, and drops it once the site says that it is gone', async () => {
    const start = page('Museum', 'Welcome to the museum.', ['/offer', '/hours'])
    pages.set('/museum', start)
    pages.set('/offer', page('Summer offer', 'Children enter the Glass Hall for one krona until August.'))
    pages.set('/hours', page('Hours', 'The Glass Hall opens at eleven on Sundays.'))
    const { id } = await owner.api.knowledge.addSite.mutate({ url: `${site.url}/museum`, maxPages: 10 })
    await settle()
    const titles = async () => [
      (await firstHit('children enter the Glass Hall for one krona'))?.title,
      (await firstHit('when does the Glass Hall open on Sundays'))?.title,
    ]
    expect(await titles()).toEqual(['Summer offer', 'Hours'])

    pages.delete('/offer')
    pages.set('/hours', null)
    await owner.api.knowledge.recrawl.mutate({ id })
    await settle()
    const [offer, hours] = await titles()
    expect(offer).not.toBe('Summer offer')
    expect(hours).toBe('Hours')
    expect((await owner.api.knowledge.site.query({ id })).site).toMatchObject({
      status: 'done',
      pagesFailed: 2,
    })
  })

  it.each(['http://127.0.0.1:1/', 'http://169.254.169.254/latest', 'http://localhost/', 'http://[::1]/'])(
    'at %s fails, and says why',
    async url => {
      const { id } = await owner.api.knowledge.addSite.mutate({ url })
      await settle()
      expect((await owner.api.knowledge.site.query({ id })).site).toMatchObject({
        status: 'failed',
        error: 'knowledge.address_refused',
      })
    },
  )

  it.each(['ftp://example.com/', 'javascript:alert(1)', 'http://user:secret@example.com/'])(
    'at %s is not one',
    async url => {
      expect(await codeOf(owner.api.knowledge.addSite.mutate({ url }))).toBe('knowledge.address_refused')
    },
  )
})

describe('a product list', () => {
  const csv = [
    'Артикул;Наименование;Цена;Остаток;Описание',
    'T-1;Wombat kettle;1 299,90 €;5;Boils a litre in two minutes',
    'T-2;Wombat mug;8,50;нет;Holds three decilitres',
    ';No code;5;1;',
    'T-4;;5;1;',
    'T-5;Free text;call us;1;',
    'T-6;Many;5;lots;',
    'T-1;Again;5;1;',
  ].join('\n')

  it('says first what it would do, then does it once', async () => {
    const dry = await owner.api.knowledge.importProducts.mutate({ csv, dryRun: true })
    expect(dry).toMatchObject({
      created: 2,
      updated: 0,
      unchanged: 0,
      mapping: { sku: 'Артикул', price: 'Цена', stock: 'Остаток' },
    })
    expect(dry.errors.map(({ row, problem }) => [row, problem])).toEqual([
      [4, 'sku_missing'],
      [5, 'name_missing'],
      [6, 'price_unreadable'],
      [7, 'stock_unreadable'],
      [8, 'sku_repeated'],
    ])
    expect((await firstHit('Wombat kettle'))?.title).not.toBe('Wombat kettle')
    await owner.api.knowledge.importProducts.mutate({ csv })
    expect(await owner.api.knowledge.importProducts.mutate({ csv })).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 2,
    })
    expect(await firstHit('How fast does the Wombat kettle boil?')).toMatchObject({
      title: 'Wombat kettle',
      about: 'Wombat kettle',
    })
    const changed = csv.replace('two minutes', 'one minute')
    expect(await owner.api.knowledge.importProducts.mutate({ csv: changed })).toMatchObject({
      updated: 1,
      unchanged: 1,
    })
    expect((await firstHit('How fast does the Wombat kettle boil?'))?.text).toContain('one minute')
  })

  it('that is none is refused', async () => {
    expect(await codeOf(owner.api.knowledge.importProducts.mutate({ csv: 'just words' }))).toBe(
      'knowledge.unreadable',
    )
    expect(other.tenantId).not.toBe(test.tenant.tenantId)
  })
})
