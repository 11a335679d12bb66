import { isBroad, withoutAspects } from './aspects-of.ts'
import { conceptOf } from './concepts.ts'
import { splitSentences } from './split-sentences.ts'
import { stemWord } from './stem-word.ts'
import { termSet } from './term-overlap.ts'
import { contentTermsOf, tokeniseText } from './tokenise-text.ts'

// "How much is delivery and can I return it?" asks two things: a question word after a conjunction starts another.
const conjunction =
  /,?\s+(?:and also|and|also|plus|а также|и ещё|и еще|и|а)\s+(?=(?:how|what|when|where|can|could|do|does|is|are|will|which|who|сколько|как|какой|какая|какие|когда|где|можно|есть|кто|куда|почему|за)(?![\p{L}\p{N}]))/iu

/** The parts of a message one by one: its sentences, and questions joined by a conjunction as questions of their own. */
export function splitAsks(text: string): string[] {
  return splitSentences(text)
    .flatMap(sentence => {
      if (!/[?？]["'»”)]*$/.test(sentence.text)) return [sentence.text]
      const parts = sentence.text.split(conjunction)
      return parts.map((part, at) => (at < parts.length - 1 ? `${part.trim()}?` : part.trim()))
    })
    .filter(part => tokeniseText(part).length > 0)
}

export interface AskInContext {
  readonly ask: string
  /** The ask on one line with what it leaves unsaid; the same words when it stands by itself. */
  readonly full: string
}

/** An ask with at most this many words of its own leans on what was said before it. */
const leaningTerms = 2

/** Completes asks that lean on what came before: "and how long?" by the ask before it, the first one by the customer's `earlier` turns. */
export function completeAsks(asks: readonly string[], earlier: readonly string[]): AskInContext[] {
  const before = earlier.slice(-2).flatMap(splitAsks).slice(-2)
  return asks.map((ask, at) => {
    const own = contentTermsOf(ask).length
    const said = at === 0 ? before : asks.slice(at - 1, at)
    const leans = own <= leaningTerms && said.length > 0
    const full = leans ? [...said.map(part => subjectFor(ask, part)), ask].join(' ') : ask
    return { ask, full: full.replace(/\s+/g, ' ').trim() }
  })
}

/**
 * What an ask takes from the one before it. "How long does delivery take, and what does it cost?" asks for two values of one thing: the second ask is
 * about that thing, no longer about its time.
 */
function subjectFor(ask: string, before: string): string {
  const wanted = termSet(ask)
  if (wanted.size === 0 || ![...wanted].every(isBroad)) return before
  const words = tokeniseText(before).map(token => token.text)
  const kept = tokeniseText(withoutAspects(before))
    .map(token => token.text)
    .filter(word => !isBroad(conceptOf(stemWord(word), stemWord) ?? ''))
  const subject = kept.join(' ')
  return kept.length === words.length || contentTermsOf(subject).length === 0 ? before : `${subject}?`
}
