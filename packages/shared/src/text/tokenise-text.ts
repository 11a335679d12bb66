import { foldLookalikes } from './clean-text.ts'
import { stemWord } from './stem-word.ts'
import { stopWords } from './stop-words.ts'

export interface Token {
  /** Lower case, ё as е, look-alike letters undone. */
  readonly text: string
  /** Offsets into the text that was given, in UTF-16 units; `end` is exclusive. */
  readonly start: number
  readonly end: number
}

const word = /\p{N}+(?:[.,]\p{N}+)+|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu

/** Words and numbers in order. Decimal numbers and English contractions stay whole. */
export function tokeniseText(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(word)) {
    tokens.push({ text: foldWord(match[0]), start: match.index, end: match.index + match[0].length })
  }
  return tokens
}

function foldWord(written: string): string {
  const known = folded.get(written)
  if (known !== undefined) return known
  const text = foldLookalikes(written.normalize('NFKC')).toLowerCase().replaceAll('ё', 'е').replace('’', "'")
  if (written.length > longestKept) return text
  if (folded.size >= mostKept) folded.clear()
  folded.set(written, text)
  return text
}

// As with stems: the same words come again and again.
const folded = new Map<string, string>()
const mostKept = 30_000
const longestKept = 40

export function isStopWord(token: string): boolean {
  return stopWords.en.has(token) || stopWords.ru.has(token)
}

/** Stems of all words, stop words included: for matching phrases, where every word counts. */
export function stemsOf(text: string): string[] {
  return tokeniseText(text).map(token => stemWord(token.text))
}

/** Stems of the words that carry meaning, in order, repeats kept; none when there are only stop words. */
export function contentTermsOf(text: string): string[] {
  return tokeniseText(text)
    .filter(token => !isStopWord(token.text))
    .map(token => stemWord(token.text))
}

/** Stems of the words that carry meaning, in order, repeats kept. A text of nothing but stop words keeps them all. */
export function termsOf(text: string): string[] {
  const tokens = tokeniseText(text)
  const content = tokens.filter(token => !isStopWord(token.text))
  return (content.length > 0 ? content : tokens).map(token => stemWord(token.text))
}
