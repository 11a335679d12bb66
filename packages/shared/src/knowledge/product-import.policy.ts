import { minorDigits, parseNumber } from '../suggestion/extract-values.ts'
import { cleanText } from '../text/clean-text.ts'
import { type ProductField, productFields, type RowProblem } from './product-import.contract.ts'

/** One line of a product list that can be stored. */
export interface ProductRow {
  readonly sku: string
  readonly name: string
  readonly description: string
  readonly priceMinor: number
  readonly currency: string
  readonly stock: number
  readonly category: string | null
  readonly delivery: string | null
  readonly aliases: readonly string[]
}

export interface RowFault {
  readonly field: ProductField
  readonly problem: RowProblem
  readonly value: string
}

export type ReadRow =
  | { readonly ok: true; readonly product: ProductRow }
  | { readonly ok: false; readonly faults: readonly RowFault[] }

/** What columns are called, in the languages lists come in. */
const names: Readonly<Record<ProductField, readonly string[]>> = {
  sku: ['sku', 'article', 'artikul', 'артикул', 'code', 'код', 'item', 'product id', 'id'],
  name: ['name', 'title', 'product', 'product name', 'название', 'наименование', 'товар', 'имя'],
  description: ['description', 'details', 'описание', 'текст'],
  price: ['price', 'unit price', 'цена', 'стоимость', 'price eur', 'price usd', 'price rub'],
  currency: ['currency', 'валюта'],
  stock: ['stock', 'quantity', 'qty', 'in stock', 'available', 'остаток', 'количество', 'наличие', 'склад'],
  category: ['category', 'type', 'группа', 'категория', 'раздел'],
  delivery: ['delivery', 'shipping', 'доставка'],
  aliases: ['aliases', 'also known as', 'synonyms', 'синонимы', 'другие названия'],
}

const bare = (text: string): string =>
  cleanText(text)
    .toLowerCase()
    .replace(/[_\-./()]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** Which column holds which field, as far as the header says. A column that was chosen by hand is taken at its word. */
export function mapColumns(
  header: readonly string[],
  chosen: Readonly<Partial<Record<ProductField, string>>> = {},
): Partial<Record<ProductField, string>> {
  const mapping: Partial<Record<ProductField, string>> = {}
  const taken = new Set<string>()
  for (const field of productFields) {
    const column = chosen[field]
    if (column === undefined || !header.includes(column)) continue
    mapping[field] = column
    taken.add(column)
  }
  for (const field of productFields) {
    if (mapping[field] !== undefined) continue
    const found = names[field]
      .map(name => header.find(column => !taken.has(column) && bare(column) === name))
      .find(column => column !== undefined)
    if (found === undefined) continue
    mapping[field] = found
    taken.add(found)
  }
  return mapping
}

const bounds = { sku: 100, name: 300, description: 20_000, category: 60, delivery: 1000 } as const
const mostMinor = 2_000_000_000
const mostStock = 1_000_000_000

/** One line as a product, or everything that is wrong with it. */
export function readProductRow(
  row: Readonly<Record<string, string>>,
  mapping: Readonly<Partial<Record<ProductField, string>>>,
  currency: string,
): ReadRow {
  const faults: RowFault[] = []
  const value = (field: ProductField): string => {
    const column = mapping[field]
    return column === undefined ? '' : cleanText(row[column] ?? '')
  }
  const fault = (field: ProductField, problem: RowProblem) => {
    faults.push({ field, problem, value: value(field).slice(0, 80) })
  }
  for (const [field, most] of Object.entries(bounds) as [keyof typeof bounds, number][]) {
    if (value(field).length > most) fault(field, 'too_long')
  }
  if (value('sku') === '') fault('sku', 'sku_missing')
  if (value('name') === '') fault('name', 'name_missing')
  const stated = value('currency').toUpperCase()
  const unit = stated === '' ? (currencyIn(value('price')) ?? currency) : (currencyIn(stated) ?? stated)
  if (!/^[A-Z]{3}$/.test(unit)) fault('currency', 'currency_unknown')
  const price = readPrice(value('price'), unit)
  if (value('price') === '') fault('price', 'price_missing')
  else if (price === null) fault('price', 'price_unreadable')
  const stock = readStock(value('stock'))
  if (stock === null) fault('stock', 'stock_unreadable')
  if (faults.length > 0 || price === null || stock === null) return { ok: false, faults }
  return {
    ok: true,
    product: {
      sku: value('sku'),
      name: value('name'),
      description: value('description'),
      priceMinor: price,
      currency: unit,
      stock,
      category: value('category') || null,
      delivery: value('delivery') || null,
      aliases: value('aliases')
        .split(/[,;|]/)
        .map(alias => alias.trim().slice(0, 200))
        .filter(Boolean)
        .slice(0, 20),
    },
  }
}

const signs: readonly (readonly [RegExp, string])[] = [
  [/€|\bEUR\b|ЕВРО/i, 'EUR'],
  [/\$|\bUSD\b/i, 'USD'],
  [/£|\bGBP\b/i, 'GBP'],
  [/₽|\bRUB\b|РУБ|(?<=\d\s?)р\.?$/i, 'RUB'],
  [/₸|\bKZT\b|ТЕНГЕ/i, 'KZT'],
]

function currencyIn(text: string): string | null {
  return signs.find(([sign]) => sign.test(text))?.[1] ?? null
}

/** Minor units; null for what is no price. "1 299,90 ₽", "€1,299.90" and "1299.9" are prices, "call us" and "-5" are not. */
function readPrice(written: string, currency: string): number | null {
  const digits = written.replace(/[^\d.,\-\s\u00a0\u202f]/g, '').trim()
  if (!/^\d[\d.,\s\u00a0\u202f]*$/.test(digits)) return null
  const units = parseNumber(digits.replace(/[.,]+$/, ''))
  const minor = Math.round(units * 10 ** minorDigits(currency))
  return Number.isFinite(minor) && minor >= 0 && minor <= mostMinor ? minor : null
}

/** An empty cell is none in stock; words say yes or no. */
function readStock(written: string): number | null {
  const text = written.toLowerCase()
  if (text === '' || /^(no|none|out of stock|нет|нет в наличии)$/.test(text)) return 0
  if (/^(yes|in stock|есть|да|в наличии)$/.test(text)) return 1
  const count = /^\d[\d\s\u00a0]*([.,]0+)?$/.test(text) ? Math.trunc(parseNumber(text)) : Number.NaN
  return Number.isFinite(count) && count <= mostStock ? count : null
}
