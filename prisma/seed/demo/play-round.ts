import { composeDraft, editDraft, type Situation, writeOwnReply } from './compose-draft.ts'
import type {
  DemoConversation,
  DemoEscalation,
  DemoEscalationReason,
  DemoLanguage,
  DemoMessage,
  DemoOutcome,
  DemoSuggestion,
} from './demo.types.ts'
import { drawActionInTurn, type Streaks } from './draw-action.ts'
import { drawBetween, drawChance, drawOne, drawWeighted, type Random } from './draw-random.ts'
import { fillSlots } from './fill-slots.ts'
import { phrases } from './phrases.ts'
import { minuteMs, nextStaffedMoment, shopClock } from './schedule-conversations.ts'
import { decideDraft, scoreDraft } from './score-draft.ts'

/** A conversation while it is being written down. */
export interface Thread {
  readonly messages: DemoMessage[]
  readonly suggestions: DemoSuggestion[]
  escalation?: DemoEscalation
}

/** A situation and what the customer asked in it. */
export interface Round extends Situation {
  readonly question: string
}

/** What all conversations of one history share. */
export interface World {
  readonly random: Random
  readonly now: Date
  readonly takenNames: Set<string>
  readonly streaks: Streaks
}

/** What a round knows about the world around it. */
export interface RoundSetting extends World {
  /** E-mails of the member who answers and of the one who takes what is handed over. */
  readonly operator: string
  readonly manager: string
  /** False where the conversation must go on afterwards. */
  readonly mayEscalate: boolean
}

const after = (at: Date, ms: number) => new Date(at.getTime() + Math.round(ms))

/** When the thread last had something happen. */
export function lastMoment(thread: Thread): Date {
  const moments = [
    ...thread.messages.map(message => message.sentAt),
    ...thread.suggestions.map(suggestion => suggestion.createdAt),
    ...(thread.escalation === undefined ? [] : [thread.escalation.createdAt, thread.escalation.at]),
  ]
  return new Date(Math.max(...moments.map(moment => moment.getTime())))
}

/** Adds the draft for the thread's last message, undecided. Settling and drafting took two to four seconds. */
export function suggest(thread: Thread, round: Round, setting: RoundSetting): DemoSuggestion {
  const { random, now } = setting
  const triggerIndex = thread.messages.length - 1
  const trigger = thread.messages[triggerIndex]
  if (trigger === undefined) throw new Error('A draft needs a message to answer')
  const draft = composeDraft(random, round)
  const scores = scoreDraft(random, round.scenario, draft.sentences, thread.messages.length)
  const createdAt = after(trigger.sentAt, drawBetween(random, 1_900, 4_000))
  return {
    triggerIndex,
    ...draft,
    intent: round.scenario.intent,
    ...scores,
    ...decideDraft(round.scenario, scores.rawScore, createdAt, now),
    createdAt,
    outcome: null,
  }
}

/** A person decides the draft and the customer gets an answer; or the case is handed over and answered there. */
export function settle(
  thread: Thread,
  round: Round,
  suggestion: DemoSuggestion,
  setting: RoundSetting,
): void {
  if (suggestion.decision === 'ESCALATE') {
    thread.suggestions.push(suggestion)
    thread.escalation = openEscalation(round, suggestion, pipelineReason(round), suggestion.createdAt)
    closeEscalation(thread, round, setting)
    return
  }
  const outcome = decide(round, suggestion, setting)
  thread.suggestions.push({ ...suggestion, outcome })
  if (outcome.action === 'escalate') {
    const reason = suggestion.intent === 'discount' ? 'policy' : 'complex_issue'
    thread.escalation = openEscalation(round, suggestion, reason, outcome.at)
    closeEscalation(thread, round, setting)
    return
  }
  const text =
    outcome.action === 'approve'
      ? suggestion.text
      : (outcome.finalText ?? writeOwnReply(setting.random, round))
  reply(thread, setting.random, outcome.by, text, outcome.at)
}

/** A pending escalation from a draft. Its summary names the question where the knowledge has nothing to say. */
export function openEscalation(
  round: Round,
  suggestion: DemoSuggestion,
  reason: DemoEscalationReason,
  at: Date,
): DemoEscalation {
  const { language, scenario, slots, question } = round
  const words = phrases[language]
  const unknown = suggestion.penalties.some(penalty => penalty.code === 'NO_SOURCES')
  const template =
    scenario.handOff?.summary ?? (unknown ? words.noSource : words.summaries[suggestion.intent])
  const summary = fillSlots(template, { ...slots, values: { ...slots.values, question } })
  return { reason, summary, status: 'pending', createdAt: at, at }
}

/** Why the product itself handed over. */
export function pipelineReason(round: Round): DemoEscalationReason {
  return round.scenario.handOff?.reason ?? 'low_confidence'
}

function decide(round: Round, suggestion: DemoSuggestion, setting: RoundSetting): DemoOutcome {
  const { random, operator, mayEscalate, streaks } = setting
  const { language } = round
  const action = drawActionInTurn(random, suggestion.rawScore, suggestion.intent, mayEscalate, streaks)
  const [low, high] = { approve: [0.2, 2.5], edit: [1, 7], reject: [1.5, 10], escalate: [1, 8] }[action] as [
    number,
    number,
  ]
  const noticed = nextStaffedMoment(suggestion.createdAt)
  const waited = noticed > suggestion.createdAt ? drawBetween(random, 2, 40) : 0
  const at = after(noticed, (waited + drawBetween(random, low, high)) * minuteMs)
  if (action === 'approve') return { action, by: operator, at }
  if (action === 'edit') {
    return { action, by: operator, at, finalText: editDraft(random, round, suggestion.sentences) }
  }
  const { rejectReasons, escalateReasons } = phrases[language]
  const reasons = (action === 'reject' ? rejectReasons : escalateReasons)[suggestion.intent]
  return { action, by: operator, at, reason: drawOne(random, reasons) }
}

function closeEscalation(thread: Thread, round: Round, setting: RoundSetting): void {
  const { random, operator, manager } = setting
  const open = thread.escalation
  if (open === undefined) return
  const dismissed = open.reason !== 'legal_matter' && drawChance(random, 0.15)
  const by = dismissed || open.reason === 'human_requested' ? operator : manager
  const taken = nextStaffedMoment(after(open.createdAt, drawBetween(random, 3, 15) * minuteMs))
  const at = after(taken, drawBetween(random, dismissed ? 2 : 5, dismissed ? 10 : 90) * minuteMs)
  thread.escalation = { ...open, status: dismissed ? 'dismissed' : 'handled', by, at }
  reply(thread, random, by, writeOwnReply(random, round), at)
}

function reply(thread: Thread, random: Random, author: string, text: string, decidedAt: Date): void {
  const sentAt = after(decidedAt, drawBetween(random, 2_000, 14_000))
  thread.messages.push({ from: 'operator', author, text, sentAt })
}

/** The customer asks; now and then a bare greeting comes first, which the product leaves alone. */
export function ask(thread: Thread, situation: Situation, random: Random, at: Date): Round {
  const { language, scenario, slots } = situation
  const words = phrases[language]
  const question = fillSlots(drawOne(random, scenario.asks), slots)
  const opens = thread.messages.length === 0
  const greets = opens && drawChance(random, scenario.upset === true ? 0.35 : 0.8)
  const greeting = drawGreeting(random, language, at)
  const greetsApart = greets && drawChance(random, 0.1)
  if (greetsApart) thread.messages.push({ from: 'customer', text: greeting, sentAt: at })
  const buys =
    ['price', 'availability', 'shipping'].includes(scenario.intent) && scenario.product !== undefined
  const endings = buys ? [...words.endings, ...words.purchaseEndings] : words.endings
  const ends = scenario.upset !== true && drawChance(random, 0.4)
  const parts = [
    ...(greets && !greetsApart ? [greeting] : []),
    ...(opens ? [] : [drawOne(random, words.another)]),
    question,
    ...(ends ? [fillSlots(drawOne(random, endings), slots)] : []),
  ]
  const sentAt = greetsApart ? after(at, drawBetween(random, 5_000, 22_000)) : at
  thread.messages.push({ from: 'customer', text: parts.join(' '), sentAt })
  return { ...situation, question }
}

function drawGreeting(random: Random, language: DemoLanguage, at: Date): string {
  const { greetings, dayGreetings } = phrases[language]
  const { hour } = shopClock(at)
  const ofTheDay = dayGreetings[hour < 12 ? 0 : hour < 18 ? 1 : 2]
  return drawOne(random, [...greetings, ofTheDay])
}

/** Who usually answers in which language; complaints land with the manager more often. */
export function drawOperator(
  random: Random,
  conversation: Pick<DemoConversation, 'language' | 'intent'>,
): string {
  const manager = conversation.intent === 'complaint' ? 30 : 10
  const shares: readonly (readonly [string, number])[] =
    conversation.language === 'ru'
      ? [
          ['operator@demo.test', 75],
          ['operator2@demo.test', 12],
          ['manager@demo.test', manager],
        ]
      : [
          ['operator@demo.test', 38],
          ['operator2@demo.test', 48],
          ['manager@demo.test', manager],
          ['owner@demo.test', 3],
        ]
  return drawWeighted(random, shares, share => share[1])[0]
}
