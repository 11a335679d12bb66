import { roundBound } from '../autonomy/wilson-bound.policy.ts'
import type { ReplyLanguage } from '../text/detect-language.ts'
import {
  autonomyWords,
  gateRuleWords,
  handoffWords,
  intentWords,
  modeWords,
  penaltyWords,
} from './explanation-words.ts'

export const explanationCodes = [
  'FORCED_INTENT',
  'GATE_ESCALATED',
  'SELF_CHECK_HANDOFF',
  'BELOW_ESCALATE',
  'BELOW_AUTO',
  'AUTO_SENT',
  'BLOCKED_FLAG',
  'BLOCKED_SETTING',
  'BLOCKED_OUTSIDE_HOURS',
  'BLOCKED_MODE',
  'BLOCKED_INTENT',
  'BLOCKED_AUTONOMY_TOO_FEW',
  'BLOCKED_AUTONOMY_BELOW',
  'BLOCKED_AUTONOMY_DRIFT',
  'BLOCKED_AUDIT',
  'BLOCKED_EVIDENCE',
  'BLOCKED_BUDGET',
  'RECORD',
  'NO_RECORD',
  'PENALTY',
] as const
export type ExplanationCode = (typeof explanationCodes)[number]

/** One reason as data, stored with the suggestion: a code and the figures or names it speaks of. */
export interface Explanation {
  readonly code: ExplanationCode
  readonly params: Readonly<Record<string, string | number>>
}

type Words = Readonly<Record<ReplyLanguage, string>>

// `{name}` is a name or a number as it is, `{name%}` a share as percent, `{name@list}` a code put into words.
const texts: Readonly<Record<ExplanationCode, Words>> = {
  FORCED_INTENT: {
    en: 'Requests about {intent@intent} always go to a person.',
    ru: 'Обращения на тему «{intent@intent}» всегда передаются человеку.',
  },
  GATE_ESCALATED: { en: '{rule@rule}', ru: '{rule@rule}' },
  SELF_CHECK_HANDOFF: { en: '{reason@handoff}', ru: '{reason@handoff}' },
  BELOW_ESCALATE: {
    en: 'Confidence {confidence%} is below {threshold%}, so a person takes over.',
    ru: 'Уверенность {confidence%} ниже {threshold%}, поэтому отвечает человек.',
  },
  BELOW_AUTO: {
    en: 'Confidence {confidence%} is below the {threshold%} needed to send without asking.',
    ru: 'Уверенность {confidence%} ниже {threshold%}, нужных для отправки без подтверждения.',
  },
  AUTO_SENT: {
    en: 'Confidence {confidence%} reached {threshold%} and every condition was met.',
    ru: 'Уверенность {confidence%} достигла {threshold%}, и все условия выполнены.',
  },
  BLOCKED_FLAG: {
    en: 'Automatic sending is switched off.',
    ru: 'Автоматическая отправка отключена.',
  },
  BLOCKED_SETTING: {
    en: 'Your settings do not allow automatic sending.',
    ru: 'Ваши настройки не разрешают автоматическую отправку.',
  },
  BLOCKED_OUTSIDE_HOURS: {
    en: 'Outside working hours replies wait for a person.',
    ru: 'В нерабочее время ответы ждут человека.',
  },
  BLOCKED_MODE: {
    en: 'The conversation is in {mode@mode} mode, which never sends by itself.',
    ru: 'Диалог в режиме «{mode@mode}»: сам он ничего не отправляет.',
  },
  BLOCKED_INTENT: {
    en: 'Replies about {intent@intent} may not be sent without approval.',
    ru: 'Ответы на тему «{intent@intent}» нельзя отправлять без подтверждения.',
  },
  BLOCKED_AUTONOMY_TOO_FEW: {
    en: 'Only {decisions} decisions on replies like this so far: too few to send without asking.',
    ru: 'Решений по таким ответам пока {decisions}: слишком мало, чтобы отправлять без подтверждения.',
  },
  BLOCKED_AUTONOMY_BELOW: {
    en: '{unchanged} of {decisions} like this went unchanged; the lower bound {lowerBound%↓} is below the target of {target%}.',
    ru: 'Без правок прошли {unchanged} из {decisions} таких ответов; нижняя граница {lowerBound%↓} меньше цели {target%}.',
  },
  BLOCKED_AUTONOMY_DRIFT: {
    en: 'Of the latest {recent} replies like this only {recentUnchanged} went unchanged, so nothing is sent by itself for now.',
    ru: 'Из последних {recent} таких ответов без правок прошли только {recentUnchanged}, поэтому пока ничего не отправляется само.',
  },
  // Worded as for any reply that waits: whoever reads it must not learn that this one is an audit.
  BLOCKED_AUDIT: { en: 'This reply waits for a person.', ru: 'Этот ответ ждёт решения человека.' },
  BLOCKED_EVIDENCE: {
    en: 'Not sent by itself: {penalty@penaltyInside}.',
    ru: 'Не отправлено автоматически: {penalty@penaltyInside}.',
  },
  BLOCKED_BUDGET: {
    en: 'The AI’s budget for this month is used up, so nothing is sent by itself.',
    ru: 'Бюджет ИИ на этот месяц исчерпан, поэтому ничего не отправляется само.',
  },
  RECORD: {
    en: '{unchanged} of {decisions} like this went unchanged.',
    ru: 'Без правок прошли {unchanged} из {decisions} таких ответов.',
  },
  NO_RECORD: {
    en: 'Nobody has decided on a reply like this yet.',
    ru: 'По таким ответам решений ещё не было.',
  },
  PENALTY: { en: '{penalty@penalty} (−{value%}).', ru: '{penalty@penalty} (−{value%}).' },
}

/** The reasons in words an operator can read, one sentence each, in the order they weigh. Unknown names are shown as they are. */
export function explainDecision(explanation: readonly Explanation[], language: ReplyLanguage): string[] {
  return explanation.map(item => fill(texts[item.code][language], item.params, language))
}

function fill(template: string, params: Explanation['params'], language: ReplyLanguage): string {
  return template.replace(/\{(\w+)(%↓?|@\w+)?\}/g, (_, name: string, how: string | undefined) => {
    const value = params[name]
    if (value === undefined) return '—'
    if (how === undefined) return String(value)
    if (how === '%') return percent(Number(value))
    if (how === '%↓') return percent(roundBound(Number(value)))
    const word = wordFor(how.slice(1), String(value), language)
    return word
  })
}

function percent(share: number): string {
  const value = Math.round(share * 1000) / 10
  return `${Number.isInteger(value) ? value : value.toFixed(1)}%`
}

function wordFor(list: string, code: string, language: ReplyLanguage): string {
  const lists: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
    intent: intentWords,
    rule: gateRuleWords,
    handoff: handoffWords,
    mode: modeWords,
    penalty: penaltyWords,
    penaltyInside: penaltyWords,
    autonomy: autonomyWords,
  }
  const word = lists[list]?.[code]?.[language] ?? code
  return list === 'penaltyInside' ? word.charAt(0).toLowerCase() + word.slice(1) : word
}
