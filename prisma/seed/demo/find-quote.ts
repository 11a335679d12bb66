import { articlesEn } from './articles-en.ts'
import { articlesRu } from './articles-ru.ts'
import type { DemoEvidence, DemoLanguage, DemoProduct, DemoSourceKind } from './demo.types.ts'
import { describeProduct } from './describe-product.ts'
import { faqsEn } from './faqs-en.ts'
import { faqsRu } from './faqs-ru.ts'
import { products } from './products.ts'
import type { ProductLine, SourceReference } from './scenario.types.ts'

/** The text a source is quoted from, or undefined when there is no such source. Products differ by language. */
export function sourceText(kind: DemoSourceKind, key: string, language: DemoLanguage): string | undefined {
  if (kind === 'article') return [...articlesEn, ...articlesRu].find(article => article.key === key)?.text
  if (kind === 'faq') return [...faqsEn, ...faqsRu].find(faq => faq.key === key)?.answer
  const product = products.find(candidate => candidate.sku === key)
  return product === undefined ? undefined : describeProduct(product, language)
}

/** The whole sentence of `text` around `marker`, without list marks; undefined when the marker is not there. */
export function sentenceAround(text: string, marker: string): string | undefined {
  const at = text.indexOf(marker)
  if (at < 0) return undefined
  const before = text.slice(0, at)
  const start = Math.max(...['\n', '. ', '! ', '? '].map(end => ends(before, end)))
  const rest = text.slice(at)
  const end = rest.search(/[.!?](?=\s|$)|\n/)
  const sentence = end < 0 ? text.slice(start) : text.slice(start, at + end + (rest[end] === '\n' ? 0 : 1))
  return sentence.replace(/^(?:- |\d+\. )/, '')
}

function ends(before: string, end: string): number {
  const found = before.lastIndexOf(end)
  return found < 0 ? 0 : found + end.length
}

/** Line of `describeProduct` by meaning; the order is fixed there. */
const productLines: Readonly<Record<ProductLine, number>> = {
  about: 1,
  price: 2,
  stock: 3,
  delivery: 4,
  variants: 5,
}

/**
 * Evidence for a planned source. Throws when a marker or line is missing: the plan and the text have grown apart, which is a
 * bug in this folder.
 */
export function findQuote(
  reference: SourceReference,
  language: DemoLanguage,
  product: DemoProduct | undefined,
): DemoEvidence {
  if (reference.kind === 'product') {
    if (product === undefined) throw new Error(`A product line is quoted without a product`)
    const quote = describeProduct(product, language).split('\n')[productLines[reference.line]]
    if (quote === undefined) throw new Error(`${product.sku} has no line "${reference.line}"`)
    return { kind: 'product', key: product.sku, quote }
  }
  const text = sourceText(reference.kind, reference.key, language)
  const quote = text === undefined ? undefined : sentenceAround(text, reference.has)
  if (quote === undefined) throw new Error(`"${reference.has}" is not in ${reference.kind} ${reference.key}`)
  return { kind: reference.kind, key: reference.key, quote }
}
