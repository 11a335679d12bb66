import { splitAsks } from '../text/split-asks.ts'
import { stemWord } from '../text/stem-word.ts'
import { termSet } from '../text/term-overlap.ts'
import { isStopWord, stemsOf, tokeniseText } from '../text/tokenise-text.ts'
import { isCourtesy } from './courtesy.ts'

/** Words after the last question that are a sign-off rather than a matter: "Best, Hugo". */
const signOffWords = 4

/**
 * Do two questions ask the same, 0..1? Names of things and places are left aside, since "is the Fjord in stock?" and "can I return the Fjord?" share
 * nothing but the name; and 0 when the past question names one the new one does not, since its answer is about that one.
 */
export function compareQuestions(ask: string, past: string): number {
  const parts = matterOf(past)
  const names = new Set(parts.flatMap(namesIn))
  const said = new Set(stemsOf(ask))
  for (const name of names) if (!said.has(name)) return 0
  const aside = new Set([...names, ...splitAsks(ask).flatMap(namesIn)])
  const wanted = withoutNames(ask, aside)
  if (wanted.size === 0) return 0
  return Math.max(0, ...[...parts, parts.join(' ')].map(part => dice(wanted, withoutNames(part, aside))))
}

/** What a message is about: no greetings, no thanks, no sign-off. */
function matterOf(message: string): string[] {
  const parts = splitAsks(message).filter(part => !isCourtesy(part))
  const lastQuestion = parts.findLastIndex(part => /[?？]$/.test(part))
  return parts.filter(
    (part, at) => lastQuestion < 0 || at <= lastQuestion || tokeniseText(part).length > signOffWords,
  )
}

/** Stems of proper names: words in upper case inside a sentence, and words with figures. */
export function namesIn(sentence: string): string[] {
  const tokens = tokeniseText(sentence)
  const looksNamed = tokens.map(token => {
    const written = sentence.slice(token.start, token.end)
    return /\p{N}/u.test(written) || (/^\p{Lu}/u.test(written) && !isStopWord(token.text))
  })
  return tokens.flatMap((token, at) => {
    // Every sentence starts in upper case: its first word is a name when a name goes on after it.
    const named = looksNamed[at] === true && (at > 0 || looksNamed[1] === true)
    return named ? [stemWord(token.text)] : []
  })
}

function withoutNames(text: string, names: ReadonlySet<string>): ReadonlySet<string> {
  const rest = tokeniseText(text)
    .filter(token => !names.has(stemWord(token.text)))
    .map(token => token.text)
    .join(' ')
  return rest === '' ? new Set() : termSet(`${rest}?`)
}

function dice(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  if (left.size === 0 || right.size === 0) return 0
  let shared = 0
  for (const term of left) if (right.has(term)) shared += 1
  return (2 * shared) / (left.size + right.size)
}
