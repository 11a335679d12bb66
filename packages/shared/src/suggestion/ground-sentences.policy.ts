import { cleanText } from '../text/clean-text.ts'
import { detectLanguage, type Language, type ReplyLanguage } from '../text/detect-language.ts'
import { splitSentences } from '../text/split-sentences.ts'
import { coverage, termSet } from '../text/term-overlap.ts'
import { isCourtesy } from './courtesy.ts'
import type { Evidence, ProductFact } from './evidence.types.ts'
import { numbersIn } from './extract-values.ts'
import { findConflicts, type SourceConflict } from './find-conflicts.ts'
import { findMismatches, type ValueMismatch } from './find-mismatches.ts'

export interface GroundInput {
  readonly sentences: readonly { readonly text: string; readonly evidenceIds: readonly string[] }[]
  /** Questions to the customer, which follow the sentences in the reply. */
  readonly questions: readonly string[]
  /** What this run retrieved: nothing else may be cited. */
  readonly evidence: readonly Evidence[]
  readonly products: readonly ProductFact[]
  /** The customer's own words: what they said may be repeated to them. */
  readonly customerText: string
  readonly language: ReplyLanguage
  readonly allowDiscounts: boolean
  /** Percent, 0..100. */
  readonly maxDiscountPercent: number
  readonly now: Date
}

export interface GroundedSentence {
  readonly text: string
  /** Only ids retrieved in this run. */
  readonly evidenceIds: readonly string[]
  /** A statement claims something and needs support; a courtesy or a question does not. */
  readonly kind: 'statement' | 'courtesy' | 'question'
  /** 0..1, how much of the statement its cited passages carry; 1 for courtesies and questions. */
  readonly support: number
  readonly supported: boolean
  /** For each cited passage the sentence of it that says the same, best first. */
  readonly quotes: readonly { readonly evidenceId: string; readonly quote: string }[]
}

export interface GroundResult {
  readonly sentences: readonly GroundedSentence[]
  readonly removedCitations: readonly { readonly sentence: number; readonly evidenceId: string }[]
  readonly mismatches: readonly ValueMismatch[]
  readonly conflicts: readonly SourceConflict[]
  /** Cited sources nobody has confirmed for over a year. */
  readonly staleEvidenceIds: readonly string[]
  readonly replyLanguage: Language
  /** 0..1: mean over statements of the best cited similarity, unsupported ones counting 0; the best passage when nothing is stated. */
  readonly similarity: number
}

/** Share of a statement's terms its passages must carry. Chosen so that a paraphrase passes and a topic shift does not. */
export const supportThreshold = 0.5
const staleAfterMs = 365 * 24 * 60 * 60 * 1000

/** Holds every sentence of a draft against the passages it cites and the catalogue. Nothing is rewritten: findings are marked. */
export function groundSentences(input: GroundInput): GroundResult {
  const known = new Map(input.evidence.map(item => [item.id, item]))
  const removedCitations: { sentence: number; evidenceId: string }[] = []
  const sentences: GroundedSentence[] = []
  const all = [...input.sentences, ...input.questions.map(text => ({ text, evidenceIds: [] as string[] }))]
  for (const [at, sentence] of all.entries()) {
    const cited: Evidence[] = []
    for (const evidenceId of new Set(sentence.evidenceIds)) {
      const passage = known.get(evidenceId)
      if (passage === undefined) removedCitations.push({ sentence: at, evidenceId })
      else cited.push(passage)
    }
    sentences.push(groundSentence(cleanText(sentence.text), cited, input))
  }
  const citedIds = new Set(sentences.flatMap(sentence => sentence.evidenceIds))
  return {
    sentences,
    removedCitations,
    mismatches: findMismatches(sentences, input),
    conflicts: findConflicts(input.evidence, input.products, citedIds),
    staleEvidenceIds: input.evidence
      .filter(item => citedIds.has(item.id) && isStale(item, input.now))
      .map(item => item.id),
    replyLanguage: detectLanguage(sentences.map(sentence => sentence.text).join('\n')),
    similarity: similarityOf(sentences, known, input.evidence),
  }
}

function groundSentence(text: string, cited: readonly Evidence[], input: GroundInput): GroundedSentence {
  const kind =
    isCourtesy(text) || particle.test(text)
      ? 'courtesy'
      : /[?？]["'»”)]*$/.test(text)
        ? 'question'
        : 'statement'
  const evidenceIds = cited.map(item => item.id)
  if (kind !== 'statement') return { text, evidenceIds, kind, support: 1, supported: true, quotes: [] }
  if (cited.length === 0) return { text, evidenceIds, kind, support: 0, supported: false, quotes: [] }

  const wanted = termSet(text)
  const given = termSet(cited.map(passageText).join('\n'))
  // Every word of a claim counts alike here: what is common to ask about is not thereby proven.
  let support = coverage(wanted, given, () => 1)
  const numbers = new Set(
    [...cited.map(passageText), input.customerText].flatMap(source => numbersIn(source)),
  )
  // A figure no source names is an invention, however well the words around it fit.
  if (numbersIn(text).some(value => !numbers.has(value))) support = Math.min(support, 0.3)
  const quotes = cited
    .map(item => ({ evidenceId: item.id, ...bestQuote(wanted, item.text) }))
    .sort((left, right) => right.match - left.match)
  const best = quotes[0]
  if (best !== undefined && best.match >= 0.5 && negates(text) !== negates(best.quote)) support *= 0.4
  return {
    text,
    evidenceIds,
    kind,
    support,
    supported: support >= supportThreshold,
    quotes: quotes.map(({ evidenceId, quote }) => ({ evidenceId, quote })),
  }
}

// "Yes." says only that the next sentence answers.
const particle = /^(?:yes|no|да|нет)[.,!]*$/iu

function passageText(item: Evidence): string {
  return [item.title, ...item.headings, item.question ?? '', item.text].join('\n')
}

function bestQuote(wanted: ReadonlySet<string>, passage: string): { quote: string; match: number } {
  let best = { quote: passage.slice(0, 240).trim(), match: 0 }
  for (const sentence of splitSentences(passage)) {
    const match = coverage(wanted, termSet(sentence.text))
    if (match > best.match) best = { quote: sentence.text, match }
  }
  return best
}

const limits =
  /(?:not|no) (?:only|later|earlier|less|more|just)|не (?:позднее|позже|ранее|раньше|менее|более|меньше|больше|только)/gu
const negation =
  /(?<![\p{L}])(?:not|no|never|cannot|without|\p{L}+n't|не|нет|нельзя|невозможно|никогда|без)(?![\p{L}])/u

function negates(text: string): boolean {
  return negation.test(text.toLowerCase().replaceAll('’', "'").replace(limits, ' '))
}

function isStale(item: Evidence, now: Date): boolean {
  // Catalogue facts are read anew for each run; their row's age says nothing.
  if (item.kind === 'product' || item.updatedAt === null) return false
  return now.getTime() - item.updatedAt.getTime() > staleAfterMs
}

function similarityOf(
  sentences: readonly GroundedSentence[],
  known: ReadonlyMap<string, Evidence>,
  evidence: readonly Evidence[],
): number {
  const statements = sentences.filter(sentence => sentence.kind === 'statement')
  const best = (ids: readonly string[]): number =>
    ids.reduce((most, id) => Math.max(most, known.get(id)?.similarity ?? 0), 0)
  if (statements.length > 0) {
    const sum = statements.reduce((total, item) => total + (item.supported ? best(item.evidenceIds) : 0), 0)
    return sum / statements.length
  }
  // Nothing claimed: a question is as good as what prompted it, a pure courtesy has nothing to prove.
  return sentences.some(sentence => sentence.kind === 'question') ? best(evidence.map(item => item.id)) : 1
}
