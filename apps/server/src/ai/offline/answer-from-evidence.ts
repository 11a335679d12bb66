import { compareQuestions, namesIn } from '@countersign/shared/suggestion/compare-questions'
import { isCourtesy } from '@countersign/shared/suggestion/courtesy'
import type { Evidence } from '@countersign/shared/suggestion/evidence.types'
import { numbersIn } from '@countersign/shared/suggestion/extract-values'
import { speaksOfStock } from '@countersign/shared/suggestion/find-mismatches'
import { gatePatterns } from '@countersign/shared/suggestion/gate-patterns'
import { aspectsOf, isBroad } from '@countersign/shared/text/aspects-of'
import { foldText } from '@countersign/shared/text/clean-text'
import { namesThing } from '@countersign/shared/text/concepts'
import type { ReplyLanguage } from '@countersign/shared/text/detect-language'
import { passageSimilarity } from '@countersign/shared/text/passage-similarity'
import { redacted } from '@countersign/shared/text/redact-personal'
import type { AskInContext } from '@countersign/shared/text/split-asks'
import { splitSentences } from '@countersign/shared/text/split-sentences'
import { stemWord } from '@countersign/shared/text/stem-word'
import { coverage, termSet } from '@countersign/shared/text/term-overlap'
import { contentTermsOf, stemsOf, tokeniseText } from '@countersign/shared/text/tokenise-text'
import type { DraftSentence } from '../model.port.ts'
import { isPlaybook } from './follow-playbook.ts'

/** Below this a passage is about something else. */
const minFit = 0.38
const minOwnFit = 0.2
/** A past reply is taken over whole, so its question must be nearly the same. */
const minReplyFit = 0.72
const maxSentences = 3
const maxCharacters = 480

export interface EvidenceAnswer {
  readonly sentences: readonly DraftSentence[]
  /** 0..1, how well the chosen passage fits what was asked. */
  readonly fit: number
}

/** Answers one ask by quoting the passage that fits it best, in the reply's language; null when none does. */
export function answerFromEvidence(
  ask: AskInContext,
  evidence: readonly Evidence[],
  language: ReplyLanguage,
): EvidenceAnswer | null {
  const candidates = evidence
    .filter(item => item.kind !== 'product' && (item.language === language || item.language === 'und'))
    .filter(item => !item.text.includes(redacted) && !isPlaybook(item.text))
    .map(item => ({ item, fit: fitInContext(ask, item) }))
    .filter(({ item, fit }) => fit >= (item.kind === 'approved_reply' ? minReplyFit : minFit))
    .flatMap(({ item, fit }) => {
      const quoted = quote(ask, item)
      const holds = item.kind !== 'approved_reply' || stillHolds(ask.full, quoted.sentences, evidence)
      if (quoted.sentences.length === 0 || !holds) return []
      const rank = fit + preference(ask, item) + 0.5 * precision(ask, item) + 0.3 * quoted.match
      return [{ item, fit, rank, sentences: quoted.sentences }]
    })
    .sort((left, right) => right.rank - left.rank)
  const [best] = candidates
  if (best === undefined) return null
  return { sentences: best.sentences.map(text => ({ text, evidenceIds: [best.item.id] })), fit: best.fit }
}

/** Is there a passage for this question, but only in another language? Returns that language. */
export function onlyInOtherLanguage(
  ask: string,
  evidence: readonly Evidence[],
  language: ReplyLanguage,
): ReplyLanguage | null {
  const found = evidence.find(
    item =>
      item.kind !== 'approved_reply' &&
      item.language !== language &&
      item.language !== 'und' &&
      fitOf(ask, item) >= minFit,
  )
  return found === undefined || found.language === 'und' ? null : found.language
}

/**
 * The retriever knows more than words (vectors, entities), the words know this one question: half each. A passage that shares no words with the question
 * may still be right, but rules cannot tell, and a wrong quotation is worse than a colleague.
 */
function fitOf(reading: string, item: Evidence): number {
  if (item.kind === 'approved_reply') return compareQuestions(reading, item.question ?? '')
  const own = passageSimilarity(reading, item)
  return own < minOwnFit ? 0 : 0.5 * item.similarity + 0.5 * own
}

/**
 * An ask that leans on earlier words is weighed by itself and together with them, its own words the more. One without any is as good as the earlier
 * words, where the passage gives what it asks for ("how long?").
 */
function fitInContext({ ask, full }: AskInContext, item: Evidence): number {
  if (full === ask) return fitOf(ask, item) * shown(ask, item)
  const together = fitOf(full, item) * shown(ask, item)
  return asksForValueOnly(ask) ? together : 0.6 * fitOf(ask, item) + 0.4 * together
}

/** "How long?", "what does it cost?": of what, the ask before it says. */
function asksForValueOnly(ask: string): boolean {
  return contentTermsOf(ask).length === 0 || [...termSet(ask)].every(isBroad)
}

/** 1 when the passage's own text shows what kind of answer is asked for (a price, a time, steps to take); less when it does not. */
function shown(ask: string, item: Evidence): number {
  const given = termSet(item.text)
  return aspectsOf(ask).every(aspect => !isBroad(aspect) || given.has(aspect)) ? 1 : 0.75
}

/** An answer somebody wrote for this very question is better than a page around it. */
function preference({ full }: AskInContext, item: Evidence): number {
  if (item.kind === 'script') return 0.08
  return item.kind === 'faq' && compareQuestions(full, item.question ?? '') >= 0.7 ? 0.08 : 0
}

/**
 * Share of a passage's head that was asked about: what else a head names is a special case of it. That "where is my order?" lies within "can I collect
 * my order?" speaks for nothing when the passage has no word on collecting.
 */
function precision({ ask, full }: AskInContext, item: Evidence): number {
  const wanted = termSet(full)
  const head = termSet([item.title, ...item.headings].join('\n'))
  const given = new Set([...head, ...termSet(item.text)])
  const matters = new Set([...termSet(ask)].filter(namesMatter))
  // What holds for other countries answers nobody who named none.
  if (head.has('§abroad') && !wanted.has('§abroad')) return 0
  return coverage(head, wanted, () => 1) * (matters.size === 0 ? 1 : coverage(matters, given, () => 1))
}

/** Returning, collecting, paying: what one does, not what one has or how much of it. */
function namesMatter(term: string): boolean {
  return term.startsWith('§') && !namesThing(term) && !isBroad(term)
}

/**
 * A past reply was true on its day. Its figures and names must stand in what the house says now, or in the question; what it said of a product's
 * price or stock is for the catalogue to say.
 */
function stillHolds(reading: string, sentences: readonly string[], evidence: readonly Evidence[]): boolean {
  const sources = evidence.filter(item => item.kind !== 'approved_reply' && item.kind !== 'product')
  const known = [reading, ...sources.flatMap(item => [item.title, item.text])].join('\n')
  const numbers = new Set(numbersIn(known))
  const words = new Set(stemsOf(known))
  return sentences.every(
    sentence =>
      numbersIn(sentence).every(number => numbers.has(number)) &&
      namesIn(sentence).every(name => words.has(name)),
  )
}

interface Quotation {
  readonly sentences: readonly string[]
  /** 0..1, how squarely the chosen sentence meets the ask. */
  readonly match: number
}

function quote(ask: AskInContext, item: Evidence): Quotation {
  const sentences = splitSentences(item.text)
    .map(sentence => plain(sentence.text))
    .filter(sentence => sentence !== '' && !commands(sentence) && !isTemplate(sentence))
  if (item.kind === 'document') return fromPage(ask, sentences)
  // An answer written as an answer is quoted from its beginning.
  const wanted = termSet(ask.full)
  const match = Math.max(0, ...sentences.map(sentence => squareness(wanted, sentence)))
  if (item.kind !== 'approved_reply') return { sentences: fill(sentences), match }
  // Its greeting was for somebody else.
  const said = sentences.filter(sentence => !isCourtesy(sentence))
  const [answer] = said
  const silent = answer === undefined || speaksOfStock(answer)
  return { sentences: silent ? [] : fill(said.filter(sentence => !speaksOfStock(sentence))), match }
}

/** The sentence of a page that meets the ask most squarely, and those after it that go on about it. */
function fromPage({ ask, full }: AskInContext, sentences: readonly string[]): Quotation {
  const statements = sentences.filter(sentence => !/[?？]$/.test(sentence))
  const wanted = termSet(full)
  const own = termSet(ask)
  const squarely = (sentence: string): number =>
    full === ask
      ? squareness(wanted, sentence)
      : 0.5 * squareness(wanted, sentence) + 0.5 * squareness(own, sentence)
  // A section opens with what it is about.
  const matches = statements.map((sentence, at) => squarely(sentence) + (at === 0 ? 0.1 : 0))
  let start = 0
  let best = -1
  for (const [at, match] of matches.entries()) {
    const score = match + 0.2 * (matches[at + 1] ?? 0)
    if (score > best) {
      best = score
      start = at
    }
  }
  const match = matches[start] ?? 0
  while (start > 0 && refersBack(statements[start] ?? '')) start -= 1
  const goesOn = (at: number): boolean =>
    coverage(wanted, termSet(statements[at] ?? '')) > 0 || refersBack(statements[at] ?? '')
  const length = statements.slice(start + 1).findIndex((_, offset) => !goesOn(start + 1 + offset))
  return { sentences: fill(statements.slice(start, length < 0 ? undefined : start + 1 + length)), match }
}

const negation = /(?<!\p{L})(?:not|no|never|cannot|\p{L}+n't|не|нет|нельзя|никогда)(?!\p{L})/u

/** How much of the ask a sentence covers, less a little for all it says besides, and for saying what is not. */
function squareness(wanted: ReadonlySet<string>, sentence: string): number {
  const terms = termSet(sentence)
  // Figures are what an answer is made of, not something besides.
  const besides = 1 - coverage(new Set([...terms].filter(term => !/\p{N}/u.test(term))), wanted, () => 1)
  const denies = negation.test(foldText(sentence)) ? 0.15 : 0
  // Asked for a time, a sentence about prices is beside the point; asked "can I?", it is not.
  const exact = [...wanted].some(isBroad)
  const strays = exact ? [...terms].filter(term => isBroad(term) && !wanted.has(term)).length : 0
  return Math.max(0, coverage(wanted, terms) - 0.3 * besides - 0.15 * strays - denies)
}

const back =
  /^(?:it|its|they|their|them|this|that|these|those|then|there|after that|otherwise|until then|он|она|оно|они|его|ее|их|это|этот|эта|эту|эти|этим|там|тогда|потом|затем|так|дальше|иначе)(?!\p{L})/u

function refersBack(sentence: string): boolean {
  return back.test(foldText(sentence))
}

function fill(sentences: readonly string[]): string[] {
  const chosen: string[] = []
  let length = 0
  for (const sentence of sentences) {
    if (chosen.length >= maxSentences || (chosen.length > 0 && length + sentence.length > maxCharacters))
      break
    chosen.push(sentence)
    length += sentence.length
  }
  return chosen
}

/** What an ask is about once names are taken out of it: without the words of `names`, and without what the catalogue answers. */
export function matterWithout(ask: string, names: readonly string[]): { text: string; size: number } {
  const aside = new Set(names.flatMap(stemsOf))
  const text = tokeniseText(ask)
    .filter(token => !aside.has(stemWord(token.text)))
    .map(token => ask.slice(token.start, token.end))
    .join(' ')
  const size =
    contentTermsOf(text).length === 0
      ? 0
      : [...termSet(text)].filter(term => !isBroad(term) && term !== '§stock').length
  return { text: `${text}?`, size }
}

/** Text as one says it in a chat: list marks, Markdown and question labels taken off, ended by a full stop. */
function plain(sentence: string): string {
  const bare = sentence
    .replace(/^(?:[-*•–—·▪>|]|\p{N}{1,3}[.)])\s+/u, '')
    .replace(/^(?:q|a|question|answer|вопрос|ответ)\s*:\s*/iu, '')
    .replace(/\[([^\]]+)\]\((https?:[^)\s]+)\)/g, '$1 ($2)')
    .replace(/\*\*|__|`/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (bare === '' || /^[|#\-=_\s]+$/.test(bare)) return ''
  return /[.!?…。！？:;)"»”]$/.test(bare) ? bare : `${bare}.`
}

/** Lines with blanks to fill in, or with a name in front, are for whoever answers: `[greeting] Hello {name}!`. */
function isTemplate(sentence: string): boolean {
  return /\{[^}]*\}|^\[[\w-]+\]/.test(sentence)
}

/** A passage may have been written by anyone: sentences that give orders to the one who answers are not repeated. */
function commands(sentence: string): boolean {
  const folded = foldText(sentence)
  const patterns = gatePatterns()
  return patterns.injection.test(folded) || patterns.markup.test(folded)
}
