import type { ProductFact } from '@countersign/shared/suggestion/evidence.types'
import { namesProduct } from '@countersign/shared/suggestion/find-mismatches'
import { priceSentence, stockSentence } from '@countersign/shared/suggestion/product-passage'
import type { ReplyLanguage } from '@countersign/shared/text/detect-language'
import { splitSentences } from '@countersign/shared/text/split-sentences'
import { coverage, termSet } from '@countersign/shared/text/term-overlap'
import type { DraftSentence } from '../model.port.ts'

/** How surely the customer must mean a product that is not named in full. */
const minSimilarity = 0.5
const maxListed = 3
/** Share of what is asked that a sentence of the description must speak of. */
const minDescribed = 0.6

export interface CatalogueAnswer {
  readonly sentences: readonly DraftSentence[]
  /** Several products fit: the customer should say which. */
  readonly ambiguous: boolean
  /** Every name the answered products go by. */
  readonly names: readonly string[]
}

/**
 * Answers a question about price or stock from what the catalogue says now; null when no product is meant or it says nothing. Silent about
 * what it does not know: a product without a price gets no price.
 */
export function answerFromCatalogue(
  question: string,
  products: readonly ProductFact[],
  wants: { readonly price: boolean; readonly stock: boolean },
  language: ReplyLanguage,
): CatalogueAnswer | null {
  if (!wants.price && !wants.stock) return null
  const { meant, ambiguous } = productsMeant(question, products)
  const sentences = meant.flatMap(product => {
    const evidenceIds = [product.evidenceId]
    const said: DraftSentence[] = []
    if (wants.price && product.priceMinor !== null) {
      said.push({ text: priceSentence(product, product.priceMinor, language), evidenceIds })
    }
    const stock = wants.stock || product.stock === 0 ? stockSentence(product, language) : null
    if (stock !== null) said.push({ text: stock, evidenceIds })
    return said
  })
  return sentences.length === 0 ? null : { sentences, ambiguous, names: meant.flatMap(namesOf) }
}

/** What the description of the one product a text names says about `matter`; null when it is silent, or several products are named. */
export function answerFromDescription(
  question: string,
  matter: string,
  products: readonly ProductFact[],
  language: ReplyLanguage,
): DraftSentence | null {
  const named = withoutShorterNames(products.filter(product => namesProduct(question, product)))
  const [product] = named
  if (product === undefined || named.length > 1 || product.language !== language) return null
  const wanted = termSet(matter)
  const best = splitSentences(product.description ?? '')
    .map(({ text }) => ({ text, match: coverage(wanted, termSet(text)) }))
    .sort((left, right) => right.match - left.match)[0]
  if (best === undefined || best.match < minDescribed) return null
  return { text: `${product.name}: ${best.text}`, evidenceIds: [product.evidenceId] }
}

/** Every name of the products a text names. */
export function namesInCatalogue(text: string, products: readonly ProductFact[]): readonly string[] {
  return products.filter(product => namesProduct(text, product)).flatMap(namesOf)
}

/** Could the customer mean any of these? What retrieval merely brought along does not count. */
export function meansProduct(products: readonly ProductFact[]): boolean {
  return products.some(product => product.similarity >= minSimilarity)
}

function namesOf(product: ProductFact): readonly string[] {
  return [product.name, product.sku, ...product.aliases]
}

/** The products named in full; else the one the catalogue is surest of, or the few that fit about equally. */
function productsMeant(
  question: string,
  products: readonly ProductFact[],
): { meant: readonly ProductFact[]; ambiguous: boolean } {
  const named = products.filter(product => namesProduct(question, product))
  if (named.length > 0) return { meant: withoutShorterNames(named).slice(0, maxListed), ambiguous: false }
  const likely = products
    .filter(product => product.similarity >= minSimilarity)
    .sort((left, right) => right.similarity - left.similarity)
  const best = likely[0]?.similarity ?? 0
  const close = likely.filter(product => product.similarity >= best - 0.1).slice(0, maxListed)
  return { meant: close, ambiguous: close.length > 1 }
}

// "Nova 5 Pro" names "Nova 5" as well; only the longer one was meant.
function withoutShorterNames(named: readonly ProductFact[]): readonly ProductFact[] {
  return named.filter(
    product =>
      !named.some(
        other =>
          other.name.length > product.name.length &&
          namesProduct(other.name, { ...product, sku: product.name }),
      ),
  )
}
