import { foldText } from '../text/clean-text.ts'
import { stemWord } from '../text/stem-word.ts'
import { tokeniseText } from '../text/tokenise-text.ts'
import type { Evidence, ProductFact } from './evidence.types.ts'
import { datesIn, moneyIn, quantitiesIn, toUnits } from './extract-values.ts'

export interface ValueMismatch {
  readonly sentence: number
  readonly kind: 'price' | 'stock' | 'date' | 'discount'
  /** What the sentence says. */
  readonly said: string
  /** What the catalogue or the settings say; null when no source says anything. */
  readonly known: string | null
}

interface Checked {
  readonly text: string
  readonly evidenceIds: readonly string[]
  readonly kind: 'statement' | 'courtesy' | 'question'
}

interface Sources {
  readonly evidence: readonly Evidence[]
  readonly products: readonly ProductFact[]
  readonly customerText: string
  readonly allowDiscounts: boolean
  readonly maxDiscountPercent: number
}

/** Prices and stock against the catalogue, dates against the cited passages, discounts against the tenant's limits. */
export function findMismatches(sentences: readonly Checked[], sources: Sources): ValueMismatch[] {
  return sentences.flatMap((sentence, at) =>
    [
      ...priceMismatches(sentence, sources),
      ...stockMismatches(sentence, sources),
      ...dateMismatches(sentence, sources),
      ...discountMismatches(sentence, sources),
    ].map(found => ({ sentence: at, ...found })),
  )
}

type Finding = Omit<ValueMismatch, 'sentence'>

/** Products the sentence speaks of: those it cites, else those it names. */
function productsOf(sentence: Checked, products: readonly ProductFact[]): readonly ProductFact[] {
  const cited = products.filter(product => sentence.evidenceIds.includes(product.evidenceId))
  const named = products.filter(product => namesProduct(sentence.text, product))
  return named.length > 0 ? named : cited
}

/** Does the text name the product: all words of its name, or one of its other names? */
export function namesProduct(text: string, product: ProductFact): boolean {
  const stems = new Set(tokeniseText(text).map(token => stemWord(token.text)))
  return [product.name, product.sku, ...product.aliases].some(name => {
    const wanted = tokeniseText(name).map(token => stemWord(token.text))
    return wanted.length > 0 && wanted.every(stem => stems.has(stem))
  })
}

const givenAway =
  /(?<!\p{L})(?<!feel )free(?!\p{L})|for nothing|(?<!\p{L})(?:бесплатн\p{L}+|даром|в подарок)(?!\p{L})/u
// What may well be free with a thing that is not.
const besides =
  /(?<!\p{L})(?:deliver\p{L}*|ship\p{L}*|return\p{L}*|exchang\p{L}*|repair\p{L}*|install\p{L}*|support|updates?|достав\p{L}+|возврат\p{L}*|обмен\p{L}*|ремонт\p{L}*|настройк\p{L}+|поддержк\p{L}+|hands-free)(?!\p{L})/u

function priceMismatches(sentence: Checked, sources: Sources): Finding[] {
  const said = moneyIn(sentence.text)
  const products = productsOf(sentence, sources.products)
  const text = foldText(sentence.text)
  const priced = products.find(product => (product.priceMinor ?? 0) > 0)
  if (
    priced !== undefined &&
    givenAway.test(text) &&
    !besides.test(text) &&
    namesAny(sentence.text, products)
  ) {
    const price = toUnits(priced.priceMinor ?? 0, priced.currency)
    return [{ kind: 'price', said: '0', known: `${price} ${priced.currency}` }]
  }
  if (said.length === 0 || products.length === 0) return []
  const prices = products
    .filter(product => product.priceMinor !== null)
    .map(product => ({
      amount: toUnits(product.priceMinor ?? 0, product.currency),
      currency: product.currency,
    }))
  if (prices.length === 0) return []
  // A delivery fee or a threshold named by another cited passage stands beside the price.
  const elsewhere = sources.evidence
    .filter(item => sentence.evidenceIds.includes(item.id) && item.kind !== 'product')
    .flatMap(item => moneyIn(item.text))
  const agrees = (
    mention: { amount: number; currency: string | null },
    other: { amount: number; currency: string | null },
  ): boolean =>
    Math.abs(mention.amount - other.amount) < 0.005 &&
    (mention.currency === null || other.currency === null || mention.currency === other.currency)
  const aboutPrice = namesAny(sentence.text, products)
  return said
    .filter(mention => !prices.some(price => agrees(mention, price)))
    .filter(mention => {
      const backed = elsewhere.some(other => agrees(mention, other))
      return !backed || (aboutPrice && said.length === 1)
    })
    .map(mention => ({
      kind: 'price' as const,
      said: `${mention.amount} ${mention.currency ?? ''}`.trim(),
      known: prices.map(price => `${price.amount} ${price.currency}`).join(', '),
    }))
}

function namesAny(text: string, products: readonly ProductFact[]): boolean {
  return products.some(product => namesProduct(text, product))
}

const absent =
  /out of stock|sold out|(?:not|isn't|aren't) (?:currently |now )?(?:available|in stock)|unavailable|нет в наличии|(?:законч|раскуп|распрод)\p{L}+|отсутству\p{L}+|не (?:в наличии|доступ\p{L}+)|нет на складе/u
const present =
  /in stock|available|есть в наличии|в наличии|есть на складе|доступ(?:ен|на|но|ны)(?!\p{L})|имеется/u

const counted =
  /\((?:\p{N}+|нет|none)\)|\p{N}+ (?:шт|pcs|pieces? left|in stock|left)(?!\p{L})|(?:few|\p{N}+) (?:are )?left|остал(?:ось|ись) (?:мало|\p{N})/u

/** Does a sentence say whether, or how many of, a thing can be had? Such words age within minutes. */
export function speaksOfStock(sentence: string): boolean {
  const text = foldText(sentence)
  return absent.test(text) || present.test(text) || counted.test(text)
}

function stockMismatches(sentence: Checked, sources: Sources): Finding[] {
  if (sentence.kind !== 'statement') return []
  const text = foldText(sentence.text)
  const says = absent.test(text) ? false : present.test(text) ? true : null
  if (says === null) return []
  return productsOf(sentence, sources.products)
    .filter(product => product.stock !== null && product.stock > 0 !== says)
    .map(product => ({
      kind: 'stock' as const,
      said: says ? 'in stock' : 'out of stock',
      known: `${product.name}: ${product.stock}`,
    }))
}

function dateMismatches(sentence: Checked, sources: Sources): Finding[] {
  if (sentence.kind !== 'statement') return []
  const known = new Set(
    [
      sources.customerText,
      ...sources.evidence.filter(item => sentence.evidenceIds.includes(item.id)).map(item => item.text),
      ...sources.products
        .filter(product => sentence.evidenceIds.includes(product.evidenceId))
        .map(product => product.delivery ?? ''),
    ].flatMap(datesIn),
  )
  return datesIn(sentence.text)
    .filter(date => !known.has(date))
    .map(date => ({ kind: 'date' as const, said: date, known: null }))
}

export const discountWord =
  /(?<!\p{L})(?:discount(?:s|ed)?|off|cheaper|coupons?|promo\p{L}*|vouchers?|rebates?|cashback|half[ -]price|скидк\p{L}+|скидок|дешевле|промокод\p{L}*|купон\p{L}*|уступ\p{L}+|полцены|кэшбэк\p{L}*)(?!\p{L})/u
// An offer that names no percentage: "half price", "half off", "the second one is free".
const share =
  /(?<!\p{L})(?:half(?: the)?[ -]price|half off|for nothing|за полцены|полцены|вполовину дешевле|наполовину дешевле|вдвое дешевле|за (?:один )?рубль)(?!\p{L})/u
const code = /(?<![\p{L}\p{N}])(?=[A-Z\p{N}-]*[A-Z])[A-Z][A-Z\p{N}-]{3,}(?![\p{L}\p{N}])/u

/** Whatever kind of sentence it stands in: "Shall I add 80 % off?" is an offer too. */
function discountMismatches(sentence: Checked, sources: Sources): Finding[] {
  const text = foldText(sentence.text)
  if (!discountWord.test(text) && !share.test(text)) return []
  const limit = sources.allowDiscounts ? sources.maxDiscountPercent : 0
  const found = (said: string): Finding => ({ kind: 'discount' as const, said, known: `${limit}%` })
  const percents = quantitiesIn(text).filter(mention => mention.kind === 'percent')
  const over = percents.filter(mention => mention.value > limit).map(mention => found(`${mention.value}%`))
  if (over.length > 0) return over
  const half = share.exec(text)
  if (half !== null && limit < 50) return [found(half[0])]
  if (percents.length > 0) return []
  // A sum or a code says nothing about the share it takes off: only a page the sentence cites may name it.
  const pages = sources.evidence
    .filter(item => sentence.evidenceIds.includes(item.id) && item.kind !== 'approved_reply')
    .map(item => item.text)
    .join('\n')
  const sums =
    /(?<!\p{L})(?:off|discount|rebate|скидк\p{L}+|дешевле|уступ\p{L}+|cashback|voucher|купон\p{L}*)(?!\p{L})/u.test(
      text,
    )
      ? moneyIn(text)
      : []
  const known = moneyIn(pages)
  const sum = sums.find(mention => !known.some(other => Math.abs(other.amount - mention.amount) < 0.005))
  if (sum !== undefined) return [found(`${sum.amount} ${sum.currency ?? ''}`.trim())]
  const word = code.exec(sentence.text)?.[0]
  return word === undefined || pages.includes(word) || sources.products.some(item => item.sku === word)
    ? []
    : [found(word)]
}
