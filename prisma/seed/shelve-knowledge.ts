import type { Prisma } from '../../apps/server/src/db/generated/client.ts'
import { indexPassages } from '../../apps/server/src/features/knowledge/index-passages.ts'
import type { ChunkRow } from '../../apps/server/src/features/knowledge/knowledge.repo.ts'
import type { IdSource } from '../../packages/shared/src/kernel/ids.ts'
import { articlesEn } from './demo/articles-en.ts'
import { articlesRu } from './demo/articles-ru.ts'
import type { DemoArticle, DemoEvidence, DemoFaq, DemoLanguage, DemoProduct } from './demo/demo.types.ts'
import { describeProduct } from './demo/describe-product.ts'
import { faqsEn } from './demo/faqs-en.ts'
import { faqsRu } from './demo/faqs-ru.ts'
import { products } from './demo/products.ts'
import { dayMs, hourMs, minuteMs } from './demo/schedule-conversations.ts'

/** What the shop knows, as rows, and where each quote of the history stands in it. */
export interface Shelf {
  readonly documents: Prisma.DocumentCreateManyInput[]
  readonly chunks: ChunkRow[]
  readonly faqs: Prisma.FaqCreateManyInput[]
  readonly products: Prisma.ProductCreateManyInput[]
  cite(evidence: DemoEvidence, language: DemoLanguage): Citation
}

/** A quoted source. `updatedAt` is null for catalogue items: their price and stock are refreshed all day. */
export interface Citation {
  readonly kind: 'document' | 'faq' | 'product'
  readonly chunkId: string
  readonly title: string
  readonly updatedAt: Date | null
}

interface Passage {
  readonly chunk: ChunkRow
  readonly language: DemoLanguage
}

interface Shelved {
  readonly kind: Citation['kind']
  readonly title: Readonly<Record<DemoLanguage, string>>
  readonly passages: readonly Passage[]
  readonly updatedAt: Date | null
}

/** Puts articles, FAQs and products on the shelf. Articles and FAQs are older than the 60 days of history that cite them. */
export function shelveKnowledge(ids: IdSource, tenantId: string, now: Date): Shelf {
  const shelved = new Map<string, Shelved>()
  const shelf = {
    documents: [] as Prisma.DocumentCreateManyInput[],
    chunks: [] as ChunkRow[],
    faqs: [] as Prisma.FaqCreateManyInput[],
    products: [] as Prisma.ProductCreateManyInput[],
  }
  const today = Math.floor(now.getTime() / dayMs) * dayMs
  const writtenAt = (index: number) =>
    new Date(today - (62 + ((index * 37) % 140)) * dayMs + 7 * hourMs + ((index * 53) % 540) * minuteMs)

  const addDocument = (
    document: Pick<Prisma.DocumentCreateManyInput, 'source' | 'title' | 'content'> & {
      readonly language: DemoLanguage
      readonly category: string | null
      readonly tags: readonly string[]
      readonly updatedAt: Date
      readonly about?: string
    },
    passages: (documentId: string) => Passage[],
  ): { id: string; passages: Passage[] } => {
    const id = ids.next()
    const { updatedAt } = document
    const added = passages(id)
    shelf.documents.push({
      ...document,
      id,
      tenantId,
      tags: [...document.tags],
      status: 'indexed',
      size: Buffer.byteLength(document.content),
      chunkCount: added.length,
      ingestedAt: updatedAt,
      embeddedAt: updatedAt,
      createdAt: updatedAt,
    })
    shelf.chunks.push(...added.map(({ chunk }) => chunk))
    return { id, passages: added }
  }

  for (const [index, article] of [...articlesEn, ...articlesRu].entries()) {
    const updatedAt = writtenAt(index)
    const { key, title, language, category, tags } = article
    const added = addDocument(
      { source: 'text', title, content: article.text, language, category, tags, updatedAt },
      documentId => articlePassages(ids, documentId, article),
    )
    shelved.set(placeOf('article', key), {
      kind: 'document',
      title: { en: title, ru: title },
      passages: added.passages,
      updatedAt,
    })
  }
  for (const [index, faq] of [...faqsEn, ...faqsRu].entries()) {
    const updatedAt = writtenAt(index + 11)
    const title = faq.questions[0] ?? faq.key
    const added = addDocument(
      {
        source: 'faq',
        title,
        content: faq.answer,
        language: faq.language,
        category: 'faq',
        tags: [],
        updatedAt,
      },
      documentId => faqPassages(ids, documentId, faq),
    )
    shelf.faqs.push({
      id: ids.next(),
      tenantId,
      documentId: added.id,
      questions: [...faq.questions],
      answer: faq.answer,
      createdAt: updatedAt,
    })
    shelved.set(placeOf('faq', faq.key), {
      kind: 'faq',
      title: { en: title, ru: title },
      passages: added.passages,
      updatedAt,
    })
  }
  for (const [index, product] of products.entries()) {
    const updatedAt = new Date(now.getTime() - (5 + ((index * 7) % 170)) * minuteMs)
    const content = productTexts(product)
    const added = addDocument(
      {
        source: 'product',
        title: product.name.en,
        about: product.name.en,
        content: `${content.en}${productGap}${content.ru}`,
        language: 'en',
        category: product.category,
        tags: [],
        updatedAt,
      },
      documentId => productPassages(ids, documentId, product),
    )
    shelf.products.push(productRow(ids.next(), tenantId, added.id, product, updatedAt))
    shelved.set(placeOf('product', product.sku), {
      kind: 'product',
      title: product.name,
      passages: added.passages,
      updatedAt: null,
    })
  }
  return { ...shelf, cite: (evidence, language) => findCitation(shelved, evidence, language) }
}

const placeOf = (kind: DemoEvidence['kind'], key: string) => `${kind}:${key}`

function articlePassages(ids: IdSource, documentId: string, article: DemoArticle): Passage[] {
  const { title, text, language } = article
  return indexPassages(ids, { documentId, title, text, language, questions: [] }).map(chunk => ({
    chunk,
    language,
  }))
}

function faqPassages(ids: IdSource, documentId: string, faq: DemoFaq): Passage[] {
  const { language, answer } = faq
  const [title = faq.key, ...questions] = faq.questions
  return indexPassages(ids, { documentId, title, text: answer, language, questions }).map(chunk => ({
    chunk,
    language,
  }))
}

const productGap = '\n\n'

function productTexts(product: DemoProduct): Record<DemoLanguage, string> {
  return { en: describeProduct(product, 'en'), ru: describeProduct(product, 'ru') }
}

/** English first, so that the catalogue's first passage is the one in the document's own language. */
function productPassages(ids: IdSource, documentId: string, product: DemoProduct): Passage[] {
  const texts = productTexts(product)
  const languages: readonly DemoLanguage[] = ['en', 'ru']
  const passages = languages.flatMap(language =>
    indexPassages(ids, {
      documentId,
      title: product.name[language],
      text: texts[language],
      language,
      questions: [],
    }).map(chunk => ({ chunk, language })),
  )
  return passages.map(({ chunk, language }, index) => {
    const offset = language === 'en' ? 0 : texts.en.length + productGap.length
    return {
      language,
      chunk: {
        ...chunk,
        index,
        startOffset: chunk.startOffset + offset,
        endOffset: chunk.endOffset + offset,
      },
    }
  })
}

function productRow(
  id: string,
  tenantId: string,
  documentId: string,
  product: DemoProduct,
  updatedAt: Date,
): Prisma.ProductCreateManyInput {
  const { sku, name, description, delivery, variants } = product
  return {
    id,
    tenantId,
    documentId,
    sku,
    name: name.en,
    description: description.en,
    priceMinor: product.priceMinor,
    currency: product.currency,
    category: product.category,
    stockQuantity: product.stock,
    variants: variants.map(variant => ({
      sku: variant.sku,
      name: { ...variant.name },
      stock: variant.stock,
    })),
    aliases: shortNames(product.model),
    translations: { ru: { name: name.ru, description: description.ru, delivery: delivery.ru } },
    deliveryInfo: delivery.en,
    updatedAt,
  }
}

/** The model as it is called, and without its brand where enough is left to recognise it by. */
function shortNames(model: string): string[] {
  const [, ...rest] = model.split(' ')
  return rest.length >= 2 ? [model, rest.join(' ')] : [model]
}

function findCitation(
  shelved: ReadonlyMap<string, Shelved>,
  evidence: DemoEvidence,
  language: DemoLanguage,
): Citation {
  const place = placeOf(evidence.kind, evidence.key)
  const found = shelved.get(place)
  const passages = found?.passages.filter(passage => passage.language === language) ?? []
  // A quote may run over the end of a passage; then it belongs to the one it starts in.
  const passage =
    passages.find(({ chunk }) => chunk.content.includes(evidence.quote)) ??
    passages.find(({ chunk }) => chunk.content.includes(evidence.quote.slice(0, 40))) ??
    passages[0]
  if (found === undefined || passage === undefined)
    throw new Error(`the history cites ${place}, which is not there`)
  return {
    kind: found.kind,
    chunkId: passage.chunk.id,
    title: found.title[language],
    updatedAt: found.updatedAt,
  }
}
