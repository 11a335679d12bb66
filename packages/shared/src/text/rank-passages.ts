import { conceptOf } from './concepts.ts'
import type { Mention } from './find-named.ts'
import { fitTopics, placeAmongTopics, type Topics } from './fit-topics.ts'
import { relatedOf } from './related-words.ts'
import { stemWord } from './stem-word.ts'
import { isStopWord, tokeniseText } from './tokenise-text.ts'

export interface RankablePassage {
  readonly id: string
  /** What the passage answers or is called: a question, a title. */
  readonly head: string
  readonly body: string
  /** The product, place or order it is about; null when about none in particular. */
  readonly about: string | null
}

export interface RankedPassage {
  readonly id: string
  /** Comparable within one answer only. */
  readonly score: number
}

export interface RankOptions {
  readonly limit: number
  /** What the dialogue is about, with strengths 0..1 (see find-named). Absent or empty: nothing is preferred. */
  readonly about?: readonly Mention[]
}

interface Lane {
  readonly lengths: Float64Array
  readonly meanLength: number
  /** Term → passages that have it, with its weight there. */
  readonly postings: ReadonlyMap<string, readonly Posting[]>
}

interface Posting {
  readonly at: number
  readonly count: number
}

export interface PassageIndex {
  readonly passages: readonly RankablePassage[]
  readonly head: Lane
  readonly whole: Lane
  readonly topics: Topics
  readonly headPlaces: readonly Float32Array[]
  readonly wholePlaces: readonly Float32Array[]
}

// The figures below were chosen on the development halves of two labelled collections (see docs/evaluation.md).
const saturation = 2
const lengthShare = 0.8
/** "How do I" tells one how-to from another only when nothing else does. */
const stopShare = 0.75
const conceptShare = 0.5
const relatedShare = 0.6
/** Runs of letters join what the stemmer keeps apart: "sign in" and "signing", "spreadsheet" and "sheets". */
const letterShare = 0.5
const letterRun = 4
const topicShare = 0.5
const echoShare = 0.6
const echoPassages = 20
/** More than words and topics together can reach: a fitting answer about another thing is the wrong answer. */
const aboutShare = 3
const topicCount = 300
/** Smaller corpora are too small to learn from which words stand for which. */
const leastForTopics = 200

/** An in-memory index for up to some ten thousand passages; holds every word's postings and two vectors per passage. */
export function indexPassages(passages: readonly RankablePassage[]): PassageIndex {
  const heads = passages.map(({ head, about }) => withoutName(head, about))
  const wholes = passages.map(({ head, body, about }) => withoutName(`${head}\n${body}`, about))
  // A handful of candidates is put in order while somebody waits: no text of it is read for topics it is too small to have.
  const learns = passages.length >= leastForTopics
  const topics = learns ? fitTopics(wholes, topicCount) : noTopics
  const place = (text: string) => (learns ? placeAmongTopics(topics, text) : nowhere)
  return {
    passages,
    head: layLane(heads),
    whole: layLane(wholes),
    topics,
    headPlaces: heads.map(place),
    wholePlaces: wholes.map(place),
  }
}

const noTopics: Topics = { dimensions: 0, rarity: new Map(), directions: new Map() }
const nowhere = new Float32Array(0)

/**
 * Passages that fit a question best, best first. Three scores on one scale are added up: words (BM25 over heads and over whole
 * passages, as a share of the best), nearness among the corpus's own topics, and nearness to what the best passages have in common
 * (Rocchio's feedback), which finds the same matter said in other words. What the dialogue is about comes before all three.
 * Reciprocal rank fusion was tried first and lost 3 to 6 points of recall at 1: it forgets by how much a passage led.
 */
export function rankPassages(index: PassageIndex, question: string, options: RankOptions): RankedPassage[] {
  const direct = scoreDirectly(index, question)
  const echo = meanPlace(index, direct)
  const strengths = new Map((options.about ?? []).map(({ name, strength }) => [name, strength]))
  const strongest = Math.max(0, ...strengths.values())
  const total = direct.map((score, at) => {
    const strength = strengths.get(index.passages[at]?.about ?? '') ?? 0
    const fit = strongest === 0 ? 0 : strength / strongest
    return score + echoShare * dot(echo, index.wholePlaces[at]) + aboutShare * fit
  })
  return bestFirst(total)
    .slice(0, options.limit)
    .map(at => ({ id: index.passages[at]?.id ?? '', score: total[at] ?? 0 }))
}

function scoreDirectly(index: PassageIndex, question: string): Float64Array {
  const wanted = weighTerms(question)
  const words = new Float64Array(index.passages.length)
  for (const lane of [index.head, index.whole]) addBm25(lane, wanted, words)
  const most = words.reduce((top, score) => Math.max(top, score), 0)
  const asked = placeAmongTopics(index.topics, question)
  return words.map((score, at) => {
    const near = (dot(asked, index.headPlaces[at]) + dot(asked, index.wholePlaces[at])) / 2
    return (most === 0 ? 0 : score / most) + topicShare * near
  })
}

/** The direction the best passages share, of length one; zeros where nothing was found. */
function meanPlace(index: PassageIndex, scores: Float64Array): Float32Array {
  const sum = new Float32Array(index.topics.dimensions)
  for (const at of bestFirst(scores).slice(0, echoPassages)) {
    const score = scores[at] ?? 0
    const place = index.wholePlaces[at]
    for (let axis = 0; axis < sum.length; axis++) sum[axis] = (sum[axis] ?? 0) + score * (place?.[axis] ?? 0)
  }
  const norm = Math.sqrt(dot(sum, sum))
  return norm === 0 ? sum : sum.map(value => value / norm)
}

/** Ties go to the passage that was indexed first. */
function bestFirst(scores: Float64Array): number[] {
  return Array.from(scores, (_, at) => at).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
}

function dot(left: Float32Array, right: Float32Array | undefined): number {
  if (right === undefined) return 0
  let sum = 0
  for (let at = 0; at < left.length; at++) sum += (left[at] as number) * (right[at] as number)
  return sum
}

function withoutName(text: string, name: string | null): string {
  if (name === null || name === '') return text
  const literal = name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  return text.replaceAll(new RegExp(literal, 'giu'), ' ')
}

function layLane(texts: readonly string[]): Lane {
  const postings = new Map<string, Posting[]>()
  const lengths = new Float64Array(texts.length)
  for (const [at, text] of texts.entries()) {
    for (const [term, count] of weighTerms(text)) {
      lengths[at] = (lengths[at] ?? 0) + count
      const list = postings.get(term)
      if (list === undefined) postings.set(term, [{ at, count }])
      else list.push({ at, count })
    }
  }
  const total = lengths.reduce((sum, length) => sum + length, 0)
  return { lengths, meanLength: total / Math.max(1, texts.length), postings }
}

function weighTerms(text: string): Map<string, number> {
  const terms = new Map<string, number>()
  for (const token of tokeniseText(text)) {
    for (const [term, weight] of termsOfWord(token.text)) terms.set(term, (terms.get(term) ?? 0) + weight)
  }
  return terms
}

/** What a word counts as: its stem, its runs of letters, the concept it names. */
function termsOfWord(word: string): readonly (readonly [string, number])[] {
  const known = wordTerms.get(word)
  if (known !== undefined) return known
  const stem = stemWord(word)
  const stop = isStopWord(word)
  const terms: [string, number][] = [[stem, stop ? stopShare : 1]]
  if (!stop) {
    const padded = `^${stem}$`
    for (let from = 0; from + letterRun <= padded.length; from++) {
      terms.push([`#${padded.slice(from, from + letterRun)}`, letterShare])
    }
  }
  const concept = conceptOf(stem, stemWord)
  if (concept !== null) terms.push([concept, conceptShare])
  for (const group of relatedOf(stem, stemWord)) terms.push([group, relatedShare])
  if (word.length > longestKept) return terms
  if (wordTerms.size >= mostKept) wordTerms.clear()
  wordTerms.set(word, terms)
  return terms
}

// Candidates of a search are indexed while somebody waits, and share most of their words with those of the last one.
const wordTerms = new Map<string, readonly (readonly [string, number])[]>()
const mostKept = 20_000
const longestKept = 40

function addBm25(lane: Lane, wanted: ReadonlyMap<string, number>, scores: Float64Array): void {
  const size = lane.lengths.length
  for (const [term, weight] of wanted) {
    const list = lane.postings.get(term)
    if (list === undefined) continue
    const rarity = Math.log(1 + (size - list.length + 0.5) / (list.length + 0.5))
    for (const { at, count } of list) {
      const length = 1 - lengthShare + (lengthShare * (lane.lengths[at] ?? 0)) / lane.meanLength
      const part = (count * (saturation + 1)) / (count + saturation * length)
      scores[at] = (scores[at] ?? 0) + Math.min(weight, 2) * rarity * part
    }
  }
}
