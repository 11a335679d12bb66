import type { DemoConversation, DemoIntent, DemoLanguage } from './demo.types.ts'
import { drawBetween, drawChance, drawWeighted, type Random } from './draw-random.ts'
import { drawScenario } from './draw-situation.ts'
import { phrases } from './phrases.ts'
import { lastMoment, type Thread, type World } from './play-round.ts'
import {
  drawCast,
  drawWakeUp,
  finish,
  leaveClaimed,
  leaveEscalated,
  leavePending,
  playRounds,
  sayBriefly,
  sayThanks,
} from './play-thread.ts'
import type { Scenario } from './scenario.types.ts'
import { hourMs, minuteMs, scheduleStarts } from './schedule-conversations.ts'

/** The seed the demo tenant is built from; tests check the promises of the history for it. */
export const demoSeed = 20_261

type OpenKind = 'pending' | 'handed_over' | 'claimed' | 'waiting_customer' | 'active' | 'snoozed'

interface OpenPlan {
  readonly kind: OpenKind
  readonly language: DemoLanguage
  readonly intent?: DemoIntent
  readonly scenario?: string
  /** Minutes before now of the message that left it open. */
  readonly minutesAgo: number
  readonly assigned: boolean
}

const pending = (
  minutesAgo: number,
  language: DemoLanguage,
  intent: DemoIntent,
  assigned = false,
): OpenPlan => ({
  kind: 'pending',
  language,
  intent,
  minutesAgo,
  assigned,
})

const handedOver = (minutesAgo: number, language: DemoLanguage, scenario: string): OpenPlan => ({
  kind: 'handed_over',
  language,
  scenario,
  minutesAgo,
  assigned: false,
})

/** What is on the desk at first start: twelve drafts to decide, five escalations to take, and what people are busy with. */
const openPlans: readonly OpenPlan[] = [
  pending(3, 'en', 'shipping'),
  pending(6, 'en', 'return'),
  pending(11, 'ru', 'availability'),
  pending(17, 'en', 'price', true),
  pending(25, 'en', 'order_status'),
  pending(38, 'ru', 'shipping', true),
  pending(52, 'en', 'availability'),
  pending(74, 'en', 'discount'),
  pending(110, 'ru', 'return'),
  pending(165, 'en', 'complaint'),
  pending(240, 'ru', 'price', true),
  pending(390, 'en', 'other'),
  handedOver(9, 'en', 'courier'),
  handedOver(44, 'ru', 'person'),
  handedOver(130, 'en', 'legal'),
  handedOver(310, 'en', 'unknown'),
  handedOver(620, 'ru', 'legal'),
  { ...handedOver(95, 'en', 'person'), kind: 'claimed', assigned: true },
  { ...handedOver(260, 'ru', 'unknown'), kind: 'claimed', assigned: true },
  ...Array.from(
    { length: 14 },
    (_, index): OpenPlan => ({
      kind: 'waiting_customer',
      language: index % 3 === 2 ? 'ru' : 'en',
      minutesAgo: 130 + index * 260,
      assigned: true,
    }),
  ),
  ...([35, 80, 150, 210] as const).map(
    (minutesAgo, index): OpenPlan => ({
      kind: 'active',
      language: index === 2 ? 'ru' : 'en',
      minutesAgo,
      assigned: true,
    }),
  ),
  ...([1_700, 3_100, 4_900] as const).map(
    (minutesAgo, index): OpenPlan => ({
      kind: 'snoozed',
      language: index === 1 ? 'ru' : 'en',
      scenario: 'sold-out',
      minutesAgo,
      assigned: true,
    }),
  ),
]

type Draft = Omit<DemoConversation, 'key'>

/**
 * Past and open conversations of the demo shop: the 60 days before `now`, shaped by its opening hours, newest minutes ago. The
 * same `random` sequence, `now` and `count` give the same history. The open ones come first when `count` is small.
 */
export function buildHistory(options: { random: Random; now: Date; count?: number }): DemoConversation[] {
  const { random, now, count = 320 } = options
  const world: World = { random, now, takenNames: new Set(), streaks: new Map() }
  const open = openPlans.slice(0, count)
  const drafts: Draft[] = open.map(plan => buildOpen(world, plan))
  for (const start of scheduleStarts(random, now, count - open.length)) {
    drafts.push(buildPast(world, start))
  }
  drafts.sort((left, right) => left.startedAt.getTime() - right.startedAt.getTime())
  return drafts.map((draft, index) => ({
    key: `conversation-${String(index + 1).padStart(3, '0')}`,
    ...draft,
  }))
}

function buildPast(world: World, start: Date): Draft {
  const { random, now } = world
  const language: DemoLanguage = drawChance(random, 0.65) ? 'en' : 'ru'
  const scenario = drawScenario(random, language, () => true)
  const cast = drawCast(world, language, scenario.intent)
  const rounds = drawWeighted(random, [1, 2, 3], round => [0, 62, 28, 10][round] ?? 0)
  const thread = earlierUntilOver(start, now, from => {
    const played = playRounds(cast, from, scenario, rounds)
    if (drawChance(random, 0.6)) sayThanks(played, cast)
    return played
  })
  return finish(cast, thread, 'resolved', thread.escalation?.by ?? cast.setting.operator)
}

function buildOpen(world: World, plan: OpenPlan): Draft {
  const { random, now } = world
  const { kind, language } = plan
  const at = new Date(now.getTime() - plan.minutesAgo * minuteMs - Math.floor(drawBetween(random, 0, 50_000)))
  const scenario = drawScenario(random, language, candidate => fitsOpen(plan, candidate))
  const cast = drawCast(world, language, scenario.intent)
  const assignee = plan.assigned ? cast.setting.operator : undefined
  switch (kind) {
    case 'pending':
      return finish(cast, leavePending(cast, at, scenario), 'waiting_operator', assignee)
    case 'handed_over':
      return finish(cast, leaveEscalated(cast, at, scenario), 'escalated', assignee)
    case 'claimed':
      return finish(cast, leaveClaimed(cast, at, scenario), 'escalated', assignee)
    case 'active': {
      const thread = earlierUntilOver(new Date(at.getTime() - 25 * minuteMs), now, from => {
        const played = playRounds(cast, from, scenario, 1)
        sayBriefly(played, cast, phrases[language].later, drawBetween(random, 0.5, 3))
        return played
      })
      return finish(cast, thread, kind, assignee)
    }
    case 'waiting_customer':
      return finish(
        cast,
        earlierUntilOver(at, now, from => playRounds(cast, from, scenario, 1)),
        kind,
        assignee,
      )
    case 'snoozed': {
      const thread = earlierUntilOver(at, now, from => playRounds(cast, from, scenario, 1))
      return { ...finish(cast, thread, kind, assignee), snoozedUntil: drawWakeUp(random, now) }
    }
  }
}

/** Whether a scenario can leave a conversation open in the planned way. */
function fitsOpen(plan: OpenPlan, scenario: Scenario): boolean {
  if (plan.scenario !== undefined) return scenario.key === plan.scenario
  if (plan.intent !== undefined && scenario.intent !== plan.intent) return false
  if (scenario.handOff !== undefined || scenario.coverage === 'poor') return false
  return plan.kind === 'pending' || scenario.coverage !== 'weak'
}

/** Plays from `start`, or from as much earlier as it takes for everything to be over a minute before `now`. */
function earlierUntilOver(start: Date, now: Date, play: (from: Date) => Thread): Thread {
  const thread = play(start)
  if (lastMoment(thread).getTime() < now.getTime() - minuteMs) return thread
  return earlierUntilOver(new Date(start.getTime() - 5 * hourMs), now, play)
}
