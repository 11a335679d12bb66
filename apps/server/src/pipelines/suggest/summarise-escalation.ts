import { type Explanation, explainDecision } from '@countersign/shared/suggestion/explain-decision'
import type { EscalationReason } from '@countersign/shared/suggestion/suggestion.codes'
import type { ReplyLanguage } from '@countersign/shared/text/detect-language'
import type { SuggestEscalation } from './suggest.types.ts'

export interface EscalationFacts {
  readonly reason: EscalationReason
  /** Why, most important first; the first one is told. */
  readonly explanation: readonly Explanation[]
  readonly question: string
  readonly suggestedResponse: string | null
  readonly missingFields: readonly string[]
  /** The reader's language: the tenant's. */
  readonly language: ReplyLanguage
}

/** Characters of the customer's words a summary repeats. */
const maxQuote = 280

const words = {
  en: {
    wrote: (text: string) => `The customer wrote: “${text}”`,
    nothing: 'The customer’s message has no text.',
    missing: (list: string) => `Find out first: ${list}.`,
    fields: {
      order_number: 'the order number',
      product: 'which product is meant',
      request: 'what exactly is needed',
      unanswered_question: 'the answer to the rest of the question',
    },
  },
  ru: {
    wrote: (text: string) => `Клиент написал: «${text}»`,
    nothing: 'В сообщении клиента нет текста.',
    missing: (list: string) => `Сначала уточните: ${list}.`,
    fields: {
      order_number: 'номер заказа',
      product: 'о каком товаре речь',
      request: 'что именно нужно',
      unanswered_question: 'ответ на остальную часть вопроса',
    },
  },
} as const

/** What the person who takes over reads first: why it came to them, and what the customer said. */
export function summariseEscalation(facts: EscalationFacts): SuggestEscalation {
  const { language } = facts
  const text = words[language]
  const [why] = explainDecision(facts.explanation.slice(0, 1), language)
  const flat = facts.question.replace(/\s+/g, ' ').trim()
  const quote = flat.length > maxQuote ? `${flat.slice(0, maxQuote).trimEnd().toWellFormed()}…` : flat
  const names: Readonly<Record<string, string>> = text.fields
  const missing = facts.missingFields.map(field => names[field] ?? field.replaceAll('_', ' '))
  return {
    reason: facts.reason,
    summary: [why, quote === '' ? text.nothing : text.wrote(quote)].filter(Boolean).join(' '),
    suggestedResponse: facts.suggestedResponse,
    clarificationNeeded: missing.length === 0 ? null : text.missing(missing.join(', ')),
  }
}
