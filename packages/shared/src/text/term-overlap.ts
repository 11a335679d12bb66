import { aspectsOf, isBroad } from './aspects-of.ts'
import { conceptOf, namesThing } from './concepts.ts'
import { namesCountry, namesCountryBeyondUnion } from './countries.ts'
import { stemWord } from './stem-word.ts'
import { contentTermsOf, termsOf } from './tokenise-text.ts'

/** A text's terms for overlap: each meaningful stem under the concept it names, where it names one, and what its phrasing shows. */
export function termSet(text: string): ReadonlySet<string> {
  const known = remembered.get(text)
  if (known !== undefined) return known
  const terms = readTerms(text)
  if (text.length > maxRemembered) return terms
  if (remembered.size >= maxTexts) remembered.clear()
  remembered.set(text, terms)
  return terms
}

// One run weighs the same passages against each of its asks, and the next run finds many of them again: reading a page costs about a millisecond.
const remembered = new Map<string, ReadonlySet<string>>()
const maxTexts = 2000
const maxRemembered = 4000

function readTerms(text: string): ReadonlySet<string> {
  const aspects = aspectsOf(text)
  // "How long?" consists of stop words, but is about something all the same.
  const stems = aspects.length > 0 ? contentTermsOf(text) : termsOf(text)
  // "To Japan?" is answered by what is said of places outside the Union.
  const beyond = stems.some(namesCountryBeyondUnion) ? ['§beyond'] : []
  return new Set([...stems.map(termOf), ...aspects, ...beyond])
}

function termOf(stem: string): string {
  return conceptOf(stem, stemWord) ?? (namesCountry(stem) ? '§abroad' : stem)
}

/** Share of `wanted` found in `given`, 0..1, terms weighed by `weigh`. An empty wish is not fulfilled. */
export function coverage(
  wanted: ReadonlySet<string>,
  given: ReadonlySet<string>,
  weigh: (term: string) => number = weightOf,
): number {
  let total = 0
  let found = 0
  for (const term of wanted) {
    const weight = weigh(term)
    total += weight
    if (given.has(term)) found += weight
  }
  return total === 0 ? 0 : found / total
}

/** Codes and numbers single a thing out; what one does with a thing says more about the question than the thing. */
function weightOf(term: string): number {
  if (/\p{N}/u.test(term)) return 2
  return term.startsWith('§') && !namesThing(term) && !isBroad(term) ? 2 : 1
}
