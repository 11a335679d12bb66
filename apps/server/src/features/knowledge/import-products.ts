import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { ProductField, ProductImportAnswer } from '@countersign/shared/knowledge/product-import.contract'
import {
  mapColumns,
  type ProductRow,
  readProductRow,
} from '@countersign/shared/knowledge/product-import.policy'
import { parse } from 'csv-parse/sync'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { recordAudit } from '../audit/index.ts'
import { forgetNames } from './find-mentions.ts'
import { type ChunkRow, changeDocument, insertChunks, lockDocument } from './knowledge.repo.ts'
import {
  findBySku,
  insertProducts,
  readTenantCurrency,
  type ShelvedProduct,
  updateProduct,
} from './product.repo.ts'
import { refreshCounts } from './refresh-counts.ts'
import { type DocumentText, preparePassages, writeDocument } from './write-document.ts'

const mostRows = 5000
const mostErrors = 500
/** Products to a transaction: a list is not one unit, each of its lines is. */
const batch = 100

export interface ProductImport {
  readonly csv: string
  readonly mapping?: Partial<Record<ProductField, string | undefined>> | undefined
  readonly currency?: string | undefined
  readonly dryRun?: boolean | undefined
}

/**
 * Adds and changes products from a list, by SKU: the same list twice changes nothing the second time. Lines that cannot be used are
 * told of and left out; the others are stored.
 */
export async function importProducts(
  services: Services,
  actor: Actor,
  input: ProductImport,
): Promise<Result<ProductImportAnswer>> {
  const table = readTable(input.csv)
  if (table === null) return refused('knowledge.unreadable')
  if (table.rows.length > mostRows) return refused('knowledge.too_large')
  const { database } = services
  const currency = input.currency ?? (await database.readTenant(actor.tenantId, tx => readTenantCurrency(tx)))
  const chosen = Object.fromEntries(
    Object.entries(input.mapping ?? {}).filter(([, column]) => column !== undefined),
  )
  const mapping = mapColumns(table.header, chosen)
  const { products, errors } = readRows(table.rows, mapping, currency)
  const counts = { created: 0, updated: 0, unchanged: 0 }
  for (let at = 0; at < products.length; at += batch) {
    const some = products.slice(at, at + batch)
    const plan = await database.readTenant(actor.tenantId, tx =>
      findBySku(
        tx,
        some.map(product => product.sku),
      ),
    )
    const known = new Map(plan.map(product => [product.sku, product]))
    const fresh = some.filter(product => !known.has(product.sku))
    const changed = some.filter(product => {
      const before = known.get(product.sku)
      return before !== undefined && (before.deletedAt !== null || !isSame(before, product))
    })
    counts.created += fresh.length
    counts.updated += changed.length
    counts.unchanged += some.length - fresh.length - changed.length
    if (input.dryRun === true || fresh.length + changed.length === 0) continue
    const shelved = fresh.map(product =>
      shelve(services, { ...product, id: services.ids.next(), documentId: services.ids.next() }),
    )
    await database.withTenant(actor.tenantId, async tx => {
      await addProducts(services, tx, shelved)
      for (const product of changed) {
        const before = known.get(product.sku)
        if (before !== undefined)
          await changeProduct(services, tx, { ...product, id: before.id, documentId: before.documentId })
      }
      const first = shelved[0]?.product.documentId ?? known.values().next().value?.documentId
      if (first !== undefined) {
        await recordAudit(services, tx, {
          actorKind: 'member',
          actorId: actor.memberId,
          action: 'knowledge_updated',
          entityType: 'document',
          entityId: first,
          metadata: { created: fresh.length, updated: changed.length },
        })
        await recordChanges(tx, [{ type: 'knowledge.updated', entityId: first, conversationId: null }])
      }
    })
  }
  if (input.dryRun !== true) {
    forgetNames(services, actor.tenantId)
    await refreshCounts(services, actor.tenantId)
  }
  return ok({ columns: table.header, mapping, ...counts, errors: errors.slice(0, mostErrors) })
}

function readTable(csv: string): { header: string[]; rows: Record<string, string>[] } | null {
  try {
    const [header = [], ...body]: string[][] = parse(csv, {
      bom: true,
      delimiter: delimiterOf(csv),
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      to: mostRows + 2,
    })
    const names = header.map((name, at) => (name === '' ? `${at + 1}` : name))
    if (names.length < 2) return null
    return {
      header: names,
      rows: body.map(row => Object.fromEntries(names.map((name, at) => [name, row[at] ?? '']))),
    }
  } catch {
    return null
  }
}

/** Whichever the header has most of: prices with decimal commas forbid to try them all at once. */
function delimiterOf(csv: string): string {
  const header = csv.slice(0, csv.search(/[\r\n]|$/))
  const [best] = [',', ';', '\t']
    .map(mark => ({ mark, count: header.split(mark).length }))
    .sort((left, right) => right.count - left.count)
  return best?.mark ?? ','
}

function readRows(
  rows: readonly Record<string, string>[],
  mapping: Partial<Record<ProductField, string>>,
  currency: string,
): { products: ProductRow[]; errors: ProductImportAnswer['errors'] } {
  const products = new Map<string, ProductRow>()
  const errors: ProductImportAnswer['errors'] = []
  for (const [index, row] of rows.entries()) {
    const line = index + 2
    const read = readProductRow(row, mapping, currency)
    if (!read.ok) errors.push(...read.faults.map(fault => ({ row: line, ...fault })))
    else if (products.has(read.product.sku)) {
      errors.push({ row: line, field: 'sku', problem: 'sku_repeated', value: read.product.sku.slice(0, 80) })
    } else products.set(read.product.sku, read.product)
  }
  return { products: [...products.values()], errors }
}

function isSame(before: ShelvedProduct, product: ProductRow): boolean {
  const facts = (one: ProductRow) =>
    JSON.stringify([
      one.name,
      one.description,
      one.priceMinor,
      one.currency.trim(),
      one.stock,
      one.category,
      one.delivery,
      one.aliases,
    ])
  return facts(before) === facts(product)
}

/** A product as it is searched for. Its price and stock are read from the catalogue when they are told. */
function textOf(product: ShelvedProduct): DocumentText {
  const lines = [
    product.name,
    ...product.aliases,
    `SKU ${product.sku}`,
    product.description,
    product.delivery ?? '',
  ]
  return {
    id: product.documentId,
    source: 'product',
    title: product.name,
    text: lines.filter(Boolean).join('\n'),
    questions: [],
    category: product.category,
    tags: [],
    about: product.name,
  }
}

interface Shelved {
  readonly product: ShelvedProduct
  readonly text: DocumentText
  readonly passages: ChunkRow[]
}

function shelve(services: Services, product: ShelvedProduct): Shelved {
  const text = textOf(product)
  return { product, text, passages: preparePassages(services, text) }
}

async function addProducts(services: Services, tx: TenantTx, shelved: readonly Shelved[]): Promise<void> {
  const now = services.clock.now()
  await insertProducts(
    tx,
    shelved.map(({ product, text, passages }) => ({
      product,
      document: {
        id: text.id,
        source: 'product',
        title: text.title,
        content: text.text,
        category: text.category,
        about: text.about,
        language:
          passages[0]?.tsConfig === 'russian' ? 'ru' : passages[0]?.tsConfig === 'english' ? 'en' : 'und',
        size: Buffer.byteLength(text.text),
        status: 'indexed',
        chunkCount: passages.length,
        ingestedAt: now,
        embeddedAt: now,
        createdAt: now,
        updatedAt: now,
      },
    })),
    now,
  )
  const chunks = shelved.flatMap(one => one.passages)
  for (let at = 0; at < chunks.length; at += batch) await insertChunks(tx, chunks.slice(at, at + batch))
}

async function changeProduct(services: Services, tx: TenantTx, product: ShelvedProduct): Promise<void> {
  const before = await lockDocument(tx, product.documentId)
  if (before === null) return
  const now = services.clock.now()
  if (before.deletedAt !== null) await changeDocument(tx, product.documentId, { deletedAt: null, now })
  const { text, passages } = shelve(services, product)
  await writeDocument(services, tx, text, passages, { ...before, deletedAt: null })
  await updateProduct(tx, product, now)
}
