import type { HandoffReason } from '@countersign/shared/suggestion/suggestion.codes'
import { contentTermsOf, termsOf } from '@countersign/shared/text/tokenise-text'
import type { DraftRequest, DraftResponse, DraftSentence } from '../model.port.ts'
import {
  answerFromCatalogue,
  answerFromDescription,
  meansProduct,
  namesInCatalogue,
} from './answer-from-catalogue.ts'
import { answerFromEvidence, matterWithout, onlyInOtherLanguage } from './answer-from-evidence.ts'
import { followPlaybook } from './follow-playbook.ts'
import { type Phrases, phrases } from './phrases.ts'
import { type QuestionReading, readQuestion } from './read-question.ts'

export type ComposedReply = Pick<DraftResponse, 'sentences' | 'questions' | 'missingFields' | 'handoff'>

/** A passage must fit this well to answer what usually needs a person: an order's whereabouts, a discount, a complaint. */
const selfSufficientFit = 0.62
/** Once the catalogue has named the figure, a page must fit this well to be added to it. */
const besideFigureFit = 0.6
/** Below this the intent is a guess, and the reply does not build on it. */
const minIntentScore = 0.5
const personalIntents: readonly (string | null)[] = ['order_status', 'discount', 'complaint']

interface Draft {
  readonly sentences: DraftSentence[]
  readonly questions: string[]
  readonly missingFields: string[]
  handoff: HandoffReason | null
}

/**
 * Writes a reply without a model: figures from the catalogue, answers and passages quoted from what was retrieved, courtesies in between. What
 * it cannot find it says it cannot, and asks for a colleague. Same request, same reply.
 */
export function composeReply(request: DraftRequest): ComposedReply {
  const words = phrases[request.language]
  const reading = readQuestion(request.question, saidBefore(request))
  const draft: Draft = { sentences: [], questions: [], missingFields: [], handoff: null }
  const courtesy = (text: string): void => {
    draft.sentences.push({ text, evidenceIds: [] })
  }
  const first = request.turns.every(turn => turn.from === 'customer')

  if (reading.greets && first) {
    courtesy(request.profile.addressStyle === 'informal' ? words.informalGreeting : words.greeting)
  }
  if (reading.asks.length === 0) {
    answerCourtesy(reading, words, draft)
  } else {
    if (intentOf(request) === 'complaint') courtesy(words.apology)
    answerAsks(request, reading, words, draft)
  }
  return {
    sentences: withoutRepeats(draft.sentences),
    questions: draft.questions,
    missingFields: draft.missingFields,
    handoff: draft.handoff === null ? null : { needed: true, reason: draft.handoff },
  }
}

function answerCourtesy(reading: QuestionReading, words: Phrases, draft: Draft): void {
  if (reading.thanks) draft.sentences.push({ text: words.youAreWelcome, evidenceIds: [] })
  if (reading.saysGoodbye || (reading.thanks && !reading.greets)) {
    draft.sentences.push({ text: words.goodbye, evidenceIds: [] })
  } else {
    draft.questions.push(words.howCanIHelp)
  }
}

function answerAsks(request: DraftRequest, reading: QuestionReading, words: Phrases, draft: Draft): void {
  const intent = intentOf(request)
  const wants = {
    price: intent === 'price' || (reading.wantsPrice && intent !== 'shipping' && intent !== 'return'),
    stock: intent === 'availability' || (reading.wantsStock && intent !== 'shipping' && intent !== 'return'),
  }
  const catalogue = answerFromCatalogue(request.question, request.products, wants, request.language)
  if (catalogue !== null) {
    draft.sentences.push(...catalogue.sentences)
    if (catalogue.ambiguous) draft.questions.push(words.askWhichProduct)
  }

  if (catalogue === null && asksForUnnamedProduct(request, intent)) {
    draft.missingFields.push('product')
    draft.questions.push(words.askWhichProduct)
    return
  }
  const minFit = personalIntents.includes(intent) ? selfSufficientFit : 0
  let answered = catalogue !== null ? 1 : 0
  const open: string[] = []
  for (const ask of reading.asks) {
    const names = catalogue?.names ?? namesInCatalogue(ask.full, request.products)
    const figure = catalogue !== null && (asksForFigure(ask.ask) || reading.asks.length === 1)
    const matter = matterWithout(ask.ask, names)
    // The catalogue has spoken; a page about the same thing would say it twice.
    if (figure && matter.size === 0) continue
    const bare = names.length === 0 ? ask : { ask: matter.text, full: matterWithout(ask.full, names).text }
    const answer = answerFromEvidence(bare, request.evidence, request.language)
    const described =
      matter.size > 0 && (answer === null || answer.fit < besideFigureFit)
        ? answerFromDescription(ask.full, matter.text, request.products, request.language)
        : null
    if (described !== null) {
      answered += 1
      draft.sentences.push(described)
      continue
    }
    if (answer === null || answer.fit < (figure ? besideFigureFit : minFit)) {
      if (!figure) open.push(ask.ask)
      continue
    }
    answered += 1
    draft.sentences.push(...answer.sentences)
  }

  if (intent === 'complaint') {
    draft.handoff = 'complaint'
    draft.sentences.push({ text: words.colleagueDecides, evidenceIds: [] })
    return
  }
  const next = answered === 0 ? followPlaybook(request.turns, request.evidence, request.language) : null
  if (next !== null) {
    draft.sentences.push(...next.sentences)
    if (!next.needsPerson) return
    draft.handoff = 'needs_account_access'
    draft.sentences.push({ text: words.colleague, evidenceIds: [] })
    return
  }
  if (answered === 0) {
    if (intent === 'order_status') needOrder(reading, words, draft)
    else if (intent === 'discount') needCommitment(words, draft)
    else answerNothing(request, reading, words, draft)
  } else if (open.length > 0 || reading.more) {
    draft.missingFields.push('unanswered_question')
    draft.sentences.push({ text: words.partlyUnknown, evidenceIds: [] })
  }
}

/** Customer turns before the last reply: what a short question leans on. */
function saidBefore(request: DraftRequest): string[] {
  const lastReply = request.turns.findLastIndex(turn => turn.from !== 'customer')
  return request.turns
    .slice(0, lastReply + 1)
    .filter(turn => turn.from === 'customer')
    .map(turn => turn.text)
}

function intentOf(request: DraftRequest): string | null {
  return request.intent !== null && request.intent.score >= minIntentScore ? request.intent.name : null
}

/** What became of an order stands in no article: a number first, then a person. */
function needOrder(reading: QuestionReading, words: Phrases, draft: Draft): void {
  if (reading.orderNumber === null) {
    draft.missingFields.push('order_number')
    draft.questions.push(words.askOrderNumber)
    return
  }
  draft.handoff = 'needs_account_access'
  draft.sentences.push({ text: words.colleagueChecksOrder, evidenceIds: [] })
}

function needCommitment(words: Phrases, draft: Draft): void {
  draft.handoff = 'needs_commitment'
  draft.sentences.push({ text: words.colleagueDecides, evidenceIds: [] })
}

function answerNothing(request: DraftRequest, reading: QuestionReading, words: Phrases, draft: Draft): void {
  for (const ask of reading.asks) {
    const inScope = request.intent !== null
    const other = inScope ? onlyInOtherLanguage(ask.full, request.evidence, request.language) : null
    if (other === null) continue
    draft.handoff = 'other_language_only'
    draft.sentences.push(
      { text: words.otherLanguage[other], evidenceIds: [] },
      { text: words.colleague, evidenceIds: [] },
    )
    return
  }
  if (termsOf(reading.asks.map(ask => ask.ask).join(' ')).length <= 1) {
    draft.missingFields.push('request')
    draft.questions.push(words.askMore)
    return
  }
  draft.handoff = 'no_knowledge'
  draft.sentences.push(
    { text: words.noKnowledge, evidenceIds: [] },
    { text: words.colleague, evidenceIds: [] },
  )
}

/** "How much is it?" names nothing the catalogue could look up. */
function asksForUnnamedProduct(request: DraftRequest, intent: string | null): boolean {
  const wantsFigure = intent === 'price' || intent === 'availability'
  return wantsFigure && !meansProduct(request.products) && contentTermsOf(request.question).length <= 1
}

function asksForFigure(ask: string): boolean {
  const reading = readQuestion(ask)
  return reading.wantsPrice || reading.wantsStock
}

function withoutRepeats(sentences: readonly DraftSentence[]): DraftSentence[] {
  const seen = new Set<string>()
  return sentences.filter(sentence => {
    const known = seen.has(sentence.text)
    seen.add(sentence.text)
    return !known
  })
}
