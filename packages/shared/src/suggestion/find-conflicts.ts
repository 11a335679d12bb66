import { splitSentences } from '../text/split-sentences.ts'
import { termsOf } from '../text/tokenise-text.ts'
import type { Evidence, ProductFact } from './evidence.types.ts'
import { moneyIn, quantitiesIn, toUnits } from './extract-values.ts'
import { namesProduct } from './find-mismatches.ts'

export interface SourceConflict {
  readonly evidenceIds: readonly [string, string]
  readonly about: 'days' | 'percent' | 'money' | 'price'
  /** What each of the two says, in their order. */
  readonly says: readonly [string, string]
}

interface Claim {
  readonly evidenceId: string
  readonly language: string
  readonly about: 'days' | 'percent' | 'money'
  readonly values: readonly number[]
  readonly terms: ReadonlySet<string>
}

/**
 * Two passages that say the same thing with different figures ("returns within 14 days", "within 30 days"), or a passage that names a price the
 * catalogue does not. Looks only at what is cited or fits nearly as well as the best, since a conflict far away misleads nobody.
 */
export function findConflicts(
  evidence: readonly Evidence[],
  products: readonly ProductFact[],
  citedIds: ReadonlySet<string>,
): SourceConflict[] {
  const best = evidence.reduce((most, item) => Math.max(most, item.similarity), 0)
  const near = evidence.filter(item => citedIds.has(item.id) || item.similarity >= 0.8 * best)
  // Past replies spoke about their own day; that they differ from today's page is no conflict between sources.
  const sources = near.filter(
    item => item.kind === 'document' || item.kind === 'faq' || item.kind === 'script',
  )
  const claims = sources.flatMap(claimsOf)
  const conflicts: SourceConflict[] = []
  for (const [at, left] of claims.entries()) {
    for (const right of claims.slice(at + 1)) {
      if (!contradict(left, right)) continue
      const known = conflicts.some(
        item => item.evidenceIds.includes(left.evidenceId) && item.evidenceIds.includes(right.evidenceId),
      )
      if (known) continue
      conflicts.push({
        evidenceIds: [left.evidenceId, right.evidenceId],
        about: left.about,
        says: [left.values.join(', '), right.values.join(', ')],
      })
    }
  }
  return [...conflicts, ...priceConflicts(sources, products)]
}

function claimsOf(item: Evidence): Claim[] {
  const claims: Claim[] = []
  for (const sentence of splitSentences(item.text)) {
    const terms = new Set(termsOf(sentence.text).filter(term => !/\p{N}/u.test(term)))
    const base = { evidenceId: item.id, language: item.language, terms }
    const quantities = quantitiesIn(sentence.text)
    for (const about of ['days', 'percent'] as const) {
      const values = quantities.filter(mention => mention.kind === about).map(mention => mention.value)
      if (values.length > 0) claims.push({ ...base, about, values })
    }
    const amounts = moneyIn(sentence.text).map(mention => mention.amount)
    if (amounts.length > 0) claims.push({ ...base, about: 'money', values: amounts })
  }
  return claims
}

function contradict(left: Claim, right: Claim): boolean {
  if (left.evidenceId === right.evidenceId) return false
  if (left.about !== right.about || left.language !== right.language) return false
  if (left.values.some(value => right.values.includes(value))) return false
  let shared = 0
  for (const term of left.terms) if (right.terms.has(term)) shared += 1
  return shared >= 3 && shared / (left.terms.size + right.terms.size - shared) >= 0.5
}

function priceConflicts(sources: readonly Evidence[], products: readonly ProductFact[]): SourceConflict[] {
  const conflicts: SourceConflict[] = []
  for (const product of products) {
    if (product.priceMinor === null) continue
    const price = toUnits(product.priceMinor, product.currency)
    for (const item of sources) {
      const sentence = splitSentences(item.text).find(
        part =>
          /(?:cost|price|стоит|цена|стоимость)/iu.test(part.text) &&
          namesProduct(part.text, product) &&
          moneyIn(part.text).length > 0,
      )
      if (sentence === undefined) continue
      const said = moneyIn(sentence.text)
      if (said.some(mention => Math.abs(mention.amount - price) < 0.005)) continue
      conflicts.push({
        evidenceIds: [item.id, product.evidenceId],
        about: 'price',
        says: [said.map(mention => mention.amount).join(', '), String(price)],
      })
    }
  }
  return conflicts
}
