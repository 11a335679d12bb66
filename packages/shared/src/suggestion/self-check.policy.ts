import { foldText } from '../text/clean-text.ts'
import type { Language, ReplyLanguage } from '../text/detect-language.ts'
import { splitAsks } from '../text/split-asks.ts'
import { splitSentences } from '../text/split-sentences.ts'
import { coverage, termSet } from '../text/term-overlap.ts'
import { contentTermsOf, tokeniseText } from '../text/tokenise-text.ts'
import { isCourtesy } from './courtesy.ts'
import type { Evidence } from './evidence.types.ts'
import { numbersIn } from './extract-values.ts'
import type { Exposure } from './find-exposures.ts'
import { discountWord } from './find-mismatches.ts'
import type { GroundedSentence } from './ground-sentences.policy.ts'
import type { HandoffReason } from './suggestion.codes.ts'

export const selfCheckCodes = [
  'EMPTY_REPLY',
  'QUESTION_NOT_ADDRESSED',
  'PROMISE',
  'WRONG_LANGUAGE',
  'TONE',
  'TOO_LONG',
  'LEAK',
  'INJECTION',
  'DRAFT_HANDOFF',
] as const
export type SelfCheckCode = (typeof selfCheckCodes)[number]

export interface SelfCheckInput {
  readonly question: string
  readonly sentences: readonly GroundedSentence[]
  readonly evidence: readonly Evidence[]
  readonly language: ReplyLanguage
  readonly replyLanguage: Language
  /** The drafter's own wish for a person. */
  readonly handoff: { readonly needed: boolean; readonly reason: HandoffReason } | null
  readonly exposures: readonly Exposure[]
  /** The customer's text tries to give orders. */
  readonly injection: boolean
}

export interface SelfCheckResult {
  /** 0..1. */
  readonly score: number
  readonly reasons: readonly SelfCheckCode[]
  /** 0..1, share of the customer's questions the reply speaks to. */
  readonly addressed: number
  readonly needHandoff: boolean
  readonly handoffReason: HandoffReason | null
}

/** Characters; a chat reply beyond this is not read. */
const longReply = 1500

const whole = (sources: readonly string[]): RegExp =>
  new RegExp(`(?<![\\p{L}])(?:${sources.join('|')})(?![\\p{L}])`, 'u')

// Deeds done, or states reached, in this customer's case. The drafter sees no order and moves no money, so no source can back them.
const deed = whole([
  "(?:i|we)(?: have|'ve)?(?: just| already| now)? (?:cancel(?:l)?ed|refunded|changed|updated|processed|issued|shipped|applied|added|booked|reserved|replaced)",
  'your (?:order|refund|payment|parcel|package|return|account)(?: \\p{L}+)? (?:has been|was|is being) (?:shipped|processed|cancel(?:l)?ed|refunded|approved|delivered|changed|dispatched|unlocked)',
  'я (?:уже )?(?:отменил|вернул|изменил|оформил|отправил|применил|забронировал|заменил)а?|(?:мы|мною|нами) (?:уже )?(?:отменили|вернули|изменили|оформили|отправили|применили|забронировали|заменили)',
  '(?:approved|granted|authori[sz]ed|waived|reserved) for you|(?:i|we) (?:hereby )?confirm|confirmed:|as (?:i |we |you )?(?:said|agreed|promised|discussed)|we (?:have )?agreed(?: on)?',
  'для вас (?:одобрен|согласован|зарезервирован)\\p{L}*|подтвержда(?:ю|ем)|как (?:мы )?(?:договорились|договаривались|обещали|и обещали|было обещано)',
  'ваш(?:а|е|у|и)? (?:заказ|возврат|платеж|посылка|оплата)(?: \\p{L}+)? (?:отправлен|обработан|отменен|возвращен|одобрен|доставлен|изменен)[аоы]?',
])

// Commitments the house itself may make on its pages, and the drafter only by quoting them.
const commitment = whole([
  "(?:i|we)(?:'ll| will| can| shall| am going to| are going to) (?:refund|cancel|compensate|reimburse|credit|replace|waive|give you an?|offer you an?|send you an?|reserve|make an exception|apply (?:a|the))",
  'your (?:order|refund|payment|parcel|package|return|account)(?: \\p{L}+)? will be (?:shipped|processed|cancel(?:l)?ed|refunded|approved|delivered|changed|dispatched|unlocked)',
  '(?:i|we) (?:can )?(?:guarantee|promise)|guaranteed',
  'free of charge|for free|at no (?:extra |additional )?cost',
  '(?:мы |я )?(?:вернем|верну|возместим|возмещу|компенсируем|компенсирую|заменим|заменю|отменим|отменю|подарим|подарю|сделаем (?:вам )?скидку|сделаю (?:вам )?скидку|дадим (?:вам )?скидку|забронируем|забронирую|оформим (?:вам )?возврат|оформлю (?:вам )?возврат)',
  'гарантируем|гарантирую|обещаем|обещаю|бесплатно|в подарок',
])

// Said to "will you give me 80 % off?", one such word is the whole promise.
const assent =
  /(?<!\p{L})(?:yes|yeah|yep|ok(?:ay)?|of course|certainly|sure|no problem|absolutely|agreed|confirmed|deal|with pleasure|да|ага|ладно|хорошо|конечно|разумеется|безусловно|договорились|согласны|согласен|подтверждаю|подтверждаем|без проблем|обязательно|с удовольствием)(?!\p{L})/u
const concession = whole([
  'refund\\p{L}*|compensat\\p{L}+|money back|for free|free of charge|gift|voucher|credit|waive\\p{L}*|half price|promise|confirm(?:ed)?|agree|guarantee|exception',
  'возврат\\p{L}*|верн\\p{L}+|компенсац\\p{L}+|бесплатно|подар\\p{L}+|полцены|пообеща\\p{L}+|обещай\\p{L}*|подтверд\\p{L}+|соглас\\p{L}+|гарант\\p{L}+|исключени\\p{L}+|за рубль',
])

const leak =
  /system prompt|my instructions|as an ai|language model|i was (?:told|instructed|programmed)|<\/?(?:evidence|customer|system)|begin evidence|end evidence|системн\p{L}+ промпт|мои инструкции|как (?:ии|языковая модель|искусственный интеллект)|мне (?:велели|приказали)/u
const rude =
  /(?<!\p{L})(?:stupid|idiot|shut up|dumb|moron|damn|hell no|your fault|calm down|дурак|идиот|туп\p{L}+|заткни\p{L}*|сам[аи]? виноват\p{L}*|успокойтесь|отстань\p{L}*)(?!\p{L})/u

/** A second look at a drafted reply by rule: does it answer, does it promise what nobody backed, is it fit to be sent? */
export function selfCheck(input: SelfCheckInput): SelfCheckResult {
  const reply = input.sentences.map(sentence => sentence.text).join(' ')
  const folded = foldText(reply)
  const reasons: SelfCheckCode[] = []
  const addressed = addressedShare(input)

  if (folded === '') reasons.push('EMPTY_REPLY')
  else if (saysNothing(input) && input.handoff?.needed !== true) reasons.push('QUESTION_NOT_ADDRESSED')
  else if (addressed < 0.25 && input.sentences.some(sentence => sentence.kind === 'statement')) {
    reasons.push('QUESTION_NOT_ADDRESSED')
  }
  const promised = input.sentences.some(sentence => {
    const text = foldText(sentence.text)
    return deed.test(text) || (commitment.test(text) && !backedByHouse(sentence, input.evidence))
  })
  if (promised || agreesToConcession(input)) reasons.push('PROMISE')
  if (input.replyLanguage !== 'und' && input.replyLanguage !== input.language) reasons.push('WRONG_LANGUAGE')
  if (rude.test(folded) || shouts(reply)) reasons.push('TONE')
  if (reply.length > longReply) reasons.push('TOO_LONG')
  if (leak.test(folded) || input.exposures.some(({ kind }) => kind === 'prompt')) reasons.push('LEAK')
  if (input.injection) reasons.push('INJECTION')
  if (input.handoff?.needed === true) reasons.push('DRAFT_HANDOFF')

  const deductions: Readonly<Record<SelfCheckCode, number>> = {
    EMPTY_REPLY: 1,
    QUESTION_NOT_ADDRESSED: 0.2,
    PROMISE: 0.5,
    WRONG_LANGUAGE: 0.3,
    TONE: 0.4,
    TOO_LONG: 0.15,
    LEAK: 1,
    INJECTION: 0.3,
    DRAFT_HANDOFF: 0.3,
  }
  const deducted = reasons.reduce((sum, code) => sum + deductions[code], 0)
  // Unsupported claims weigh through their own penalties; here they only dim the answer they are part of.
  const claims = input.sentences.filter(sentence => sentence.kind === 'statement')
  const carried =
    claims.length === 0 ? 1 : claims.filter(sentence => sentence.supported).length / claims.length
  const score = Math.max(0, Math.min(1, 0.4 + 0.4 * addressed + 0.2 * carried - deducted))
  const handoffReason = handoffOf(reasons, input)
  return { score, reasons, addressed, needHandoff: handoffReason !== null, handoffReason }
}

function handoffOf(reasons: readonly SelfCheckCode[], input: SelfCheckInput): HandoffReason | null {
  if (reasons.includes('INJECTION') || reasons.includes('LEAK')) return 'unsafe_request'
  if (reasons.includes('DRAFT_HANDOFF')) return input.handoff?.reason ?? 'unclear_request'
  if (reasons.includes('EMPTY_REPLY')) return 'no_knowledge'
  if (reasons.includes('PROMISE')) return 'needs_commitment'
  return null
}

/** Greetings and thanks, where the customer came with more than those. Whatever passage they cite, they answer nothing. */
function saysNothing({ question, sentences }: SelfCheckInput): boolean {
  if (!sentences.every(sentence => sentence.kind === 'courtesy')) return false
  return splitAsks(question).some(part => contentTermsOf(part).length > 0 && !isCourtesy(part))
}

/** Of the customer's questions (each sentence with something in it), the mean share the reply and its passages speak to. */
function addressedShare(input: SelfCheckInput): number {
  const cited = new Set(input.sentences.flatMap(sentence => sentence.evidenceIds))
  const answer = termSet(
    [
      ...input.sentences.map(sentence => sentence.text),
      ...input.evidence
        .filter(item => cited.has(item.id))
        .map(item => [item.title, ...item.headings, item.question ?? '', item.text].join('\n')),
    ].join('\n'),
  )
  const parts = splitAsks(input.question)
  const asked = parts.filter(part => /[?？]\s*$/.test(part))
  // "How long does it take?" without a word of its own is answered by whatever the asks around it are.
  const wishes = (asked.length > 0 ? asked : parts)
    .filter(part => contentTermsOf(part).length > 0)
    .map(termSet)
    .filter(terms => terms.size > 0)
  if (wishes.length === 0) return 1
  const onlyCourtesy = input.sentences.every(sentence => sentence.kind === 'courtesy')
  if (onlyCourtesy && cited.size === 0) return input.sentences.length === 0 ? 0 : 0.6
  // Two thirds of a question's words in the answer are as good as all: nobody repeats a question whole.
  const shares = wishes.map(terms => Math.min(1, coverage(terms, answer) * 1.5))
  return shares.reduce((sum, share) => sum + share, 0) / shares.length
}

/**
 * Does the reply say yes where money was asked for? "Yes. You can return it within 30 days." answers; a yes with nothing after it, or one to a sum no
 * source names, promises.
 */
function agreesToConcession(input: SelfCheckInput): boolean {
  const asked = foldText(input.question)
  if (!discountWord.test(asked) && !concession.test(asked)) return false
  const parts = input.sentences
    .flatMap(({ text }) => splitSentences(text))
    .flatMap(({ text }) => foldText(text).split(/[,;:—–]/u))
  const says = (part: string): boolean => assent.test(part) && tokeniseText(part).length <= 4
  const yes = parts.findIndex(says)
  if (yes < 0) return false
  if (parts.slice(yes + 1).every(part => says(part) || isCourtesy(part))) return true
  const cited = new Set(input.sentences.flatMap(sentence => sentence.evidenceIds))
  const known = new Set(
    input.evidence
      .filter(item => cited.has(item.id))
      .flatMap(item => numbersIn(`${item.question ?? ''}\n${item.text}`)),
  )
  return numbersIn(asked).some(value => !known.has(value))
}

function backedByHouse(sentence: GroundedSentence, evidence: readonly Evidence[]): boolean {
  // Nothing was held against the sources for a courtesy or a question.
  if (!sentence.supported || sentence.kind !== 'statement') return false
  return evidence.some(
    item =>
      sentence.evidenceIds.includes(item.id) && item.kind !== 'approved_reply' && item.kind !== 'product',
  )
}

function shouts(reply: string): boolean {
  const letters = reply.match(/\p{L}/gu) ?? []
  const upper = letters.filter(letter => /\p{Lu}/u.test(letter)).length
  return (letters.length >= 20 && upper / letters.length > 0.6) || /!{3,}/.test(reply)
}
