import { type Language, languages } from '@countersign/shared/text/detect-language'
import { passageSimilarity } from '@countersign/shared/text/passage-similarity'
import { isStopWord, tokeniseText } from '@countersign/shared/text/tokenise-text'
import { z } from 'zod'
import type { Services } from '../../api/services.ts'
import { findProducts, type ProductRow } from './knowledge.repo.ts'

/** What the catalogue says about a product right now. Price in minor units of `currency`. */
export interface CatalogueEntry {
  readonly productId: string
  readonly chunkId: string | null
  readonly sku: string
  readonly name: string
  readonly description: string
  readonly priceMinor: number
  readonly currency: string
  readonly stock: number
  readonly delivery: string | null
  readonly language: Language
  readonly aliases: readonly string[]
  /** 0..1, how surely the question means it. */
  readonly similarity: number
  readonly updatedAt: Date
}

const language = z.enum(languages)
const translations = z.record(
  z.string(),
  z.object({ name: z.string(), description: z.string(), delivery: z.string().nullable() }),
)
const mostWords = 24

/** Products the question names or retrieval found, most likely first. */
export async function lookUpProducts(
  services: Services,
  query: {
    tenantId: string
    /** The words come in this language where the catalogue has them. */
    language: Language
    question: string
    context: readonly string[]
    productIds: readonly string[]
    limit: number
  },
): Promise<CatalogueEntry[]> {
  const asked = [...query.context.slice(-4), query.question].join('\n')
  const words = [
    ...new Set(
      tokeniseText(asked)
        .map(token => token.text)
        .filter(word => word.length >= 3 && !isStopWord(word)),
    ),
  ].slice(-mostWords)
  const rows = await services.database.readTenant(query.tenantId, tx =>
    findProducts(tx, { ids: query.productIds, words, limit: 60 }),
  )
  return rows
    .map(row => toEntry(row, asked, query.language))
    .sort((left, right) => right.similarity - left.similarity)
    .slice(0, query.limit)
}

function toEntry(row: ProductRow, asked: string, wanted: Language): CatalogueEntry {
  const { translations: stored, ...fields } = row
  const own = language.catch('und').parse(row.language)
  const translation = wanted === own ? undefined : translations.catch({}).parse(stored)[wanted]
  const names = [row.name, ...row.aliases, ...(translation === undefined ? [] : [translation.name])]
  return {
    ...fields,
    ...(translation ?? {}),
    aliases: names,
    language: translation === undefined ? own : wanted,
    similarity: Math.max(...names.map(name => nameFit(asked, name, row.sku))),
  }
}

/** How much of the product's name the text says. */
function nameFit(asked: string, name: string, sku: string): number {
  if (asked.toLowerCase().includes(sku.toLowerCase())) return 1
  return passageSimilarity(name, { title: asked, text: '' })
}
