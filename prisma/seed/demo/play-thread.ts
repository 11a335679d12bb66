import { type Customer, drawCustomer } from './customer-names.ts'
import type {
  DemoConversation,
  DemoIntent,
  DemoLanguage,
  DemoProduct,
  DemoStatus,
  DemoSuggestion,
} from './demo.types.ts'
import { drawBetween, drawChance, drawOne, type Random } from './draw-random.ts'
import { drawOrderNumber, drawScenario, drawSituation } from './draw-situation.ts'
import { fillSlots } from './fill-slots.ts'
import { phrases } from './phrases.ts'
import {
  ask,
  drawOperator,
  lastMoment,
  openEscalation,
  pipelineReason,
  type Round,
  type RoundSetting,
  settle,
  suggest,
  type Thread,
  type World,
} from './play-round.ts'
import type { Scenario } from './scenario.types.ts'
import {
  dayMs,
  drawMoment,
  hourMs,
  minuteMs,
  nextStaffedMoment,
  shopClock,
} from './schedule-conversations.ts'

/** The people of one conversation. */
export interface Cast {
  readonly customer: Customer
  readonly language: DemoLanguage
  readonly setting: RoundSetting
}

/** A new customer and the member who looks after them. */
export function drawCast(world: World, language: DemoLanguage, intent: DemoIntent): Cast {
  const customer = drawCustomer(world.random, language, world.takenNames)
  const operator = drawOperator(world.random, { language, intent })
  const mayEscalate = operator.startsWith('operator')
  return { customer, language, setting: { ...world, operator, manager: 'manager@demo.test', mayEscalate } }
}

/** Up to `rounds` questions, each answered. Ends early when one is handed over. */
export function playRounds(cast: Cast, start: Date, scenario: Scenario, rounds: number): Thread {
  const { random } = cast.setting
  const thread: Thread = { messages: [], suggestions: [] }
  const asked = new Set<Scenario>()
  let product: DemoProduct | undefined
  let next = scenario
  let at = start
  for (let number = 1; number <= rounds && thread.escalation === undefined; number++) {
    asked.add(next)
    const round = askNext(cast, thread, next, at, product)
    settle(thread, round, suggest(thread, round, cast.setting), cast.setting)
    product = round.product ?? product
    next = drawScenario(random, cast.language, candidate => isFollowUp(candidate) && !asked.has(candidate))
    const pause = drawChance(random, 0.15)
      ? drawBetween(random, 2, 18) * hourMs
      : drawBetween(random, 1, 16) * minuteMs
    at = new Date(lastMoment(thread).getTime() + Math.floor(pause))
  }
  return thread
}

const isFollowUp = (scenario: Scenario) =>
  scenario.handOff === undefined && scenario.upset !== true && scenario.coverage !== 'poor'

function askNext(cast: Cast, thread: Thread, scenario: Scenario, at: Date, product?: DemoProduct): Round {
  const { customer, language, setting } = cast
  const order = drawOrderNumber(setting.random)
  const situation = drawSituation(setting.random, language, scenario, customer, order, product)
  return ask(thread, situation, setting.random, at)
}

/** A short word of the customer some minutes after the last message; the product drafts nothing for it. */
export function sayBriefly(thread: Thread, cast: Cast, words: readonly string[], minutesLater: number): void {
  const { customer, setting } = cast
  const slots = { values: { name: customer.firstName }, gender: customer.gender }
  thread.messages.push({
    from: 'customer',
    text: fillSlots(drawOne(setting.random, words), slots),
    sentAt: new Date(lastMoment(thread).getTime() + Math.floor(minutesLater * minuteMs)),
  })
}

/** The customer's last word, in the tone of the conversation. */
export function sayThanks(thread: Thread, cast: Cast): void {
  const { thanks, calmThanks } = phrases[cast.language]
  const upset = thread.suggestions.at(-1)?.intent === 'complaint'
  sayBriefly(thread, cast, upset ? calmThanks : thanks, drawBetween(cast.setting.random, 0.5, 25))
}

/** A question asked at `at` whose draft waits for a person; one in three customers had been here a day or two before. */
export function leavePending(cast: Cast, at: Date, scenario: Scenario): Thread {
  const thread = drawChance(cast.setting.random, 0.35)
    ? playEarlierRound(cast, at)
    : { messages: [], suggestions: [] }
  const round = askNext(cast, thread, scenario, at)
  thread.suggestions.push(suggestUntil(thread, round, cast.setting, 'NEED_APPROVAL'))
  return thread
}

/** A question asked at `at` that the product handed over and nobody has taken yet. */
export function leaveEscalated(cast: Cast, at: Date, scenario: Scenario): Thread {
  const thread: Thread = { messages: [], suggestions: [] }
  const round = askNext(cast, thread, scenario, at)
  const suggestion = suggestUntil(thread, round, cast.setting, 'ESCALATE')
  thread.suggestions.push(suggestion)
  thread.escalation = openEscalation(round, suggestion, pipelineReason(round), suggestion.createdAt)
  return thread
}

/** The same, taken by the operator a few minutes later; earlier than `at` when nobody has been there since. */
export function leaveClaimed(cast: Cast, at: Date, scenario: Scenario): Thread {
  const { random, now, operator } = cast.setting
  const thread = leaveEscalated(cast, at, scenario)
  const open = thread.escalation
  if (open === undefined) return thread
  const claimedAt = nextStaffedMoment(
    new Date(open.createdAt.getTime() + Math.floor(drawBetween(random, 4, 30) * minuteMs)),
  )
  if (claimedAt.getTime() >= now.getTime())
    return leaveClaimed(cast, new Date(at.getTime() - 5 * hourMs), scenario)
  thread.escalation = { ...open, status: 'claimed', by: operator, at: claimedAt }
  return thread
}

function playEarlierRound(cast: Cast, before: Date): Thread {
  const { random } = cast.setting
  const scenario = drawScenario(random, cast.language, isSmooth)
  const calm = { ...cast, setting: { ...cast.setting, mayEscalate: false } }
  let day = new Date(before.getTime() - drawBetween(random, 1.2, 2.6) * dayMs)
  let thread = playRounds(calm, drawMoment(random, day), scenario, 1)
  while (thread.escalation !== undefined || lastMoment(thread).getTime() > before.getTime() - hourMs) {
    day = new Date(day.getTime() - dayMs)
    thread = playRounds(calm, drawMoment(random, day), scenario, 1)
  }
  return thread
}

/** Surely answered by the one asked: a scenario that always hands over would be tried for ever here. */
const isSmooth = (scenario: Scenario) =>
  scenario.handOff === undefined && (scenario.coverage === 'strong' || scenario.coverage === 'good')

/** Drafts again until the product decides as wished: the noise of a score can tip a scenario near a threshold. */
function suggestUntil(
  thread: Thread,
  round: Round,
  setting: RoundSetting,
  decision: DemoSuggestion['decision'],
): DemoSuggestion {
  for (let attempt = 0; attempt < 500; attempt++) {
    const suggestion = suggest(thread, round, setting)
    if (suggestion.decision === decision) return suggestion
  }
  throw new Error(`Scenario ${round.scenario.key} never ends in ${decision}`)
}

/** Monday to Friday at ten, one to five days ahead. */
export function drawWakeUp(random: Random, now: Date): Date {
  const { midnight } = shopClock(new Date(now.getTime() + Math.ceil(drawBetween(random, 0, 4)) * dayMs))
  return nextStaffedMoment(new Date(midnight + dayMs + 10 * hourMs))
}

/** The conversation as the seed stores it. Its intent is that of the latest draft. */
export function finish(
  cast: Cast,
  thread: Thread,
  status: DemoStatus,
  assignee: string | undefined,
): Omit<DemoConversation, 'key'> {
  const { customer, language } = cast
  const first = thread.messages[0]
  const latest = thread.suggestions.at(-1)
  if (first === undefined || latest === undefined) throw new Error('A conversation has a message and a draft')
  return {
    customerName: customer.name,
    ...(customer.email === undefined ? {} : { customerEmail: customer.email }),
    language,
    intent: latest.intent,
    startedAt: first.sentAt,
    status,
    ...(assignee === undefined ? {} : { assignee }),
    messages: thread.messages,
    suggestions: thread.suggestions,
    ...(thread.escalation === undefined ? {} : { escalation: thread.escalation }),
  }
}
