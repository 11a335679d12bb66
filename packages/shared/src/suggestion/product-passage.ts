import type { ReplyLanguage } from '../text/detect-language.ts'
import type { ProductFact } from './evidence.types.ts'
import { minorDigits, toUnits } from './extract-values.ts'

/** Money as a reader of `language` writes it; whole amounts without cents. */
export function formatMoney(minor: number, currency: string, language: ReplyLanguage): string {
  const units = toUnits(minor, currency)
  return new Intl.NumberFormat(language === 'ru' ? 'ru-RU' : 'en-US', {
    style: 'currency',
    currency,
    minimumFractionDigits: Number.isInteger(units) ? 0 : minorDigits(currency),
    maximumFractionDigits: minorDigits(currency),
  }).format(units)
}

/** What the catalogue says about a product, as sentences that can be cited. Silent about what it does not know. */
export function productPassage(product: ProductFact, language: ReplyLanguage): string {
  const sentences: string[] = []
  if (product.priceMinor !== null) sentences.push(priceSentence(product, product.priceMinor, language))
  const stock = stockSentence(product, language)
  if (stock !== null) sentences.push(stock)
  if (product.delivery !== null && product.language === language) sentences.push(product.delivery)
  if (product.description !== null && product.language === language) sentences.push(product.description)
  return sentences.length > 0 ? sentences.join(' ') : product.name
}

export function priceSentence(product: ProductFact, priceMinor: number, language: ReplyLanguage): string {
  const price = formatMoney(priceMinor, product.currency, language)
  return language === 'ru' ? `${product.name}: цена — ${price}.` : `${product.name} costs ${price}.`
}

/** Null when stock is not counted. Exact counts are for colleagues: customers are told whether, not how many. */
export function stockSentence(product: ProductFact, language: ReplyLanguage): string | null {
  if (product.stock === null) return null
  if (product.stock > 0)
    return language === 'ru' ? `${product.name}: есть в наличии.` : `${product.name} is in stock.`
  return language === 'ru'
    ? `${product.name}: сейчас нет в наличии.`
    : `${product.name} is out of stock right now.`
}
