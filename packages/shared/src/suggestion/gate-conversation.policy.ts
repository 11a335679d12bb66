import { readTranslit } from '../text/read-translit.ts'
import { stemWord } from '../text/stem-word.ts'
import { stemsOf, tokeniseText } from '../text/tokenise-text.ts'
import { unmaskText } from '../text/unmask-text.ts'
import { gatePatterns } from './gate-patterns.ts'
import type { EscalationReason, GateAction, GateRule } from './suggestion.codes.ts'

export interface GateInput {
  /** Unanswered customer messages joined by line breaks. */
  readonly question: string
  readonly featureEnabled: boolean
  readonly channelAiEnabled: boolean
  readonly conversationAiEnabled: boolean
  readonly profileEnabled: boolean
  readonly flaggedKeywords: readonly string[]
  readonly flaggedPhrases: readonly string[]
  readonly forbiddenTopics: readonly string[]
  readonly ignoreExamples: readonly string[]
  readonly outsideHours: boolean
}

export interface GateSignals {
  /** Distinct marks of displeasure: words, shouting, runs of exclamation marks. */
  readonly negative: number
  /** The text tries to give orders to the one who answers. */
  readonly injection: boolean
}

export interface GateVerdict {
  readonly action: GateAction
  readonly rule: GateRule
  /** What in the text or the settings made the rule fire; null when it was a switch or nothing. */
  readonly matched: string | null
  /** Set exactly when the action is `escalate`. */
  readonly escalationReason: EscalationReason | null
  /** May a draft be made? True for `respond`; for `escalate` unless the customer wants a person or the topic is forbidden. */
  readonly draft: boolean
  readonly outsideHours: boolean
  readonly signals: GateSignals
}

/**
 * May the AI speak at all? Switches first, because where it is off a person reads everything anyway; then the customer's own
 * wish for a person, law and urgency; then the tenant's words and topics; then messages that want no answer.
 */
export function gateConversation(input: GateInput): GateVerdict {
  const text = unmaskText(input.question)
  const patterns = gatePatterns()
  const signals = readSignals(text, input.question)
  const verdict = (
    action: GateAction,
    rule: GateRule,
    matched: string | null = null,
    escalationReason: EscalationReason | null = null,
    draft = action === 'respond',
  ): GateVerdict => ({
    action,
    rule,
    matched,
    escalationReason,
    draft,
    outsideHours: input.outsideHours,
    signals,
  })

  if (tokeniseText(text).length === 0 || !/[\p{L}\p{N}]/u.test(text))
    return verdict('ignore', 'nothing_to_answer')
  if (!input.featureEnabled) return verdict('ignore', 'feature_off')
  if (!input.channelAiEnabled) return verdict('ignore', 'channel_off')
  if (!input.conversationAiEnabled) return verdict('ignore', 'conversation_off')
  if (!input.profileEnabled) return verdict('ignore', 'profile_off')

  const readings = readingsOf(text)
  const human = firstMatch(
    readings,
    read => patterns.humanRequested.exec(read) ?? lineMatch(patterns.humanAlone, read),
  )
  if (human !== null) return verdict('escalate', 'human_requested', human[0].trim(), 'human_requested')
  const legal = firstMatch(readings, read => patterns.legalThreat.exec(read))
  if (legal !== null) return verdict('escalate', 'legal_threat', legal[0], 'legal_matter', true)
  const urgent = firstMatch(readings, read => patterns.urgentRequest.exec(read))
  if (urgent !== null) return verdict('escalate', 'urgent_request', urgent[0], 'urgent_request', true)

  const words = wordsOf(text)
  const stems = words.map(word => word.stem)
  const keyword = input.flaggedKeywords.find(item => containsRun(words, wordsOf(unmaskText(item))))
  if (keyword !== undefined) return verdict('escalate', 'flagged_keyword', keyword, 'policy', true)
  const phrase = input.flaggedPhrases.find(item => containsRun(words, wordsOf(unmaskText(item))))
  if (phrase !== undefined) return verdict('escalate', 'flagged_phrase', phrase, 'policy', true)
  const topic = input.forbiddenTopics.find(item => {
    const wanted = wordsOf(unmaskText(item))
    return wanted.length > 0 && wanted.every(word => words.some(known => isForm(known, word)))
  })
  if (topic !== undefined) return verdict('escalate', 'forbidden_topic', topic, 'policy')

  const ignored = input.ignoreExamples.find(item => sameMessage(stems, stemsOf(unmaskText(item))))
  if (ignored !== undefined) return verdict('ignore', 'ignore_example', ignored)
  return verdict('respond', 'open')
}

function readSignals(text: string, original: string): GateSignals {
  const patterns = gatePatterns()
  const words = new Set(
    readingsOf(text).flatMap(read => Array.from(read.matchAll(patterns.negative), match => match[0])),
  )
  let negative = words.size
  const letters = original.match(/\p{L}/gu) ?? []
  const upper = letters.filter(letter => /\p{Lu}/u.test(letter)).length
  if (letters.length >= 20 && upper / letters.length > 0.7) negative += 1
  if (/!{3,}/.test(text)) negative += 1
  return { negative, injection: patterns.injection.test(text) || patterns.markup.test(text) }
}

/** The text, and what it says when it is Russian in Latin letters. */
function readingsOf(text: string): readonly string[] {
  const russian = readTranslit(text)
  return russian === null ? [text] : [text, russian]
}

function firstMatch(
  readings: readonly string[],
  match: (text: string) => RegExpExecArray | null,
): RegExpExecArray | null {
  for (const reading of readings) {
    const found = match(reading)
    if (found !== null) return found
  }
  return null
}

function lineMatch(pattern: RegExp, text: string): RegExpExecArray | null {
  for (const line of text.split('\n')) {
    const match = pattern.exec(line)
    if (match !== null) return match
  }
  return null
}

interface Word {
  readonly text: string
  readonly stem: string
}

function wordsOf(text: string): Word[] {
  return tokeniseText(text).map(token => ({ text: token.text, stem: stemWord(token.text) }))
}

function containsRun(words: readonly Word[], run: readonly Word[]): boolean {
  if (run.length === 0) return false
  return words.some((_, at) => run.every((word, offset) => isForm(words[at + offset], word)))
}

// Russian stems of a noun and its plural can differ by a letter, so a short ending on the word as given counts as a form of it too.
function isForm(given: Word | undefined, word: Word): boolean {
  if (given === undefined) return false
  if (given.stem === word.stem) return true
  const longer = given.text.length - word.text.length
  return longer > 0 && longer <= 3 && given.text.startsWith(word.text) && /^[а-я]{4,}$/.test(word.text)
}

// Four words of five in common: "ok thanks" is ignored like "ok, thanks a lot", a question that merely begins so is not.
function sameMessage(left: readonly string[], right: readonly string[]): boolean {
  if (right.length === 0) return false
  const a = new Set(left)
  const b = new Set(right)
  let shared = 0
  for (const stem of a) if (b.has(stem)) shared += 1
  return shared / (a.size + b.size - shared) >= 0.8
}
