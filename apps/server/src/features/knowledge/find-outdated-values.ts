import { findMismatches } from '@countersign/shared/suggestion/find-mismatches'
import { detectLanguage } from '@countersign/shared/text/detect-language'
import { splitSentences } from '@countersign/shared/text/split-sentences'
import type { Services } from '../../api/services.ts'
import { lookUpProducts } from './look-up-products.ts'

/** Does the text name a price or a stock that the catalogue, asked now, contradicts? */
export async function findOutdatedValues(
  services: Services,
  query: { tenantId: string; text: string },
): Promise<boolean> {
  const entries = await lookUpProducts(services, {
    tenantId: query.tenantId,
    language: detectLanguage(query.text),
    question: query.text,
    context: [],
    productIds: [],
    limit: 20,
  })
  const products = entries.map(entry => ({ ...entry, evidenceId: entry.productId }))
  const sentences = splitSentences(query.text).map(sentence => ({
    text: sentence.text,
    evidenceIds: [],
    kind: 'statement' as const,
  }))
  // Dates and discounts have their sources in the run, which is over: what the catalogue knows is asked here.
  return findMismatches(sentences, {
    evidence: [],
    products,
    customerText: '',
    allowDiscounts: true,
    maxDiscountPercent: 100,
  }).some(({ kind }) => kind === 'price' || kind === 'stock')
}
