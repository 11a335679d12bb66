import type { DemoIntent, DemoOutcome } from './demo.types.ts'
import { drawChance, drawWeighted, type Random } from './draw-random.ts'

type Action = DemoOutcome['action']

/** How much easier (above 0) or harder (below 0) an intent is to answer well than its score says, in log-odds. */
const intentEase: Readonly<Record<DemoIntent, number>> = {
  price: 0.2,
  availability: 1.3,
  shipping: 1.2,
  return: -0.3,
  discount: -0.5,
  complaint: -0.9,
  order_status: -0.9,
  other: 0,
}

/** Probability that a person sends a draft unchanged: rises with the raw score, and some intents are kinder than others. */
export function unchangedProbability(rawScore: number, intent: DemoIntent): number {
  return 1 / (1 + Math.exp(-((rawScore - 0.66) * 12 + intentEase[intent])))
}

/**
 * Nobody approves more drafts of one intent in a row than this. It keeps every intent short of the record that opens its gate
 * (73 of 73, or 110 with one exception), so that the history's closed gates are true whatever the seed.
 */
const longestStreak = 24

/** How many drafts of each intent were last approved in a row. */
export type Streaks = Map<DemoIntent, number>

/** Like `drawAction`, but remembers streaks of approvals and ends one that grows too long. */
export function drawActionInTurn(
  random: Random,
  rawScore: number,
  intent: DemoIntent,
  mayEscalate: boolean,
  streaks: Streaks,
): Action {
  const streak = streaks.get(intent) ?? 0
  const drawn = drawAction(random, rawScore, intent, mayEscalate)
  const action = drawn === 'approve' && streak >= longestStreak ? 'edit' : drawn
  streaks.set(intent, action === 'approve' ? streak + 1 : 0)
  return action
}

/** What a person does with a draft. `escalate` is only drawn where `mayEscalate` says so. */
export function drawAction(
  random: Random,
  rawScore: number,
  intent: DemoIntent,
  mayEscalate: boolean,
): Action {
  if (drawChance(random, unchangedProbability(rawScore, intent))) return 'approve'
  const shares: readonly (readonly [Action, number])[] =
    intent === 'complaint'
      ? [
          ['edit', 40],
          ['reject', 25],
          ['escalate', mayEscalate ? 35 : 0],
        ]
      : [
          ['edit', 62],
          ['reject', 25],
          ['escalate', mayEscalate ? 13 : 0],
        ]
  return drawWeighted(random, shares, share => share[1])[0]
}
