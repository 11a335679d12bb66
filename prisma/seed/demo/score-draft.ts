import type {
  DemoBlockedBy,
  DemoDecision,
  DemoIntent,
  DemoPenalty,
  DemoSentence,
  DemoSuggestion,
} from './demo.types.ts'
import { drawChance, type Random } from './draw-random.ts'
import type { Scenario } from './scenario.types.ts'

/** Scores as the product combines them, and the thresholds it decides by. */
export const scoring = {
  weights: { similarity: 0.45, intent: 0.3, selfCheck: 0.25 },
  escalateBelow: 0.4,
  autoFrom: 0.8,
} as const

/**
 * How the demo shop opened the AI over time, counted back from the day of the seed: drafts only, then the feature switched on
 * in learning mode, then semi-automatic for four intents. No gate has opened since: none has the record for it yet.
 */
export const demoAutonomy = {
  flagOnDaysAgo: 45,
  semiAutoDaysAgo: 30,
  mode: 'semi_auto',
  allowedIntents: ['shipping', 'availability', 'price', 'order_status'] as readonly DemoIntent[],
} as const

/** Typical similarity, intent score and self-check for each level of coverage. */
const levels: Readonly<Record<Scenario['coverage'], readonly [number, number, number]>> = {
  strong: [0.9, 0.94, 0.95],
  good: [0.83, 0.89, 0.89],
  fair: [0.71, 0.81, 0.77],
  weak: [0.64, 0.78, 0.68],
  poor: [0.36, 0.55, 0.4],
}

type Scores = Pick<DemoSuggestion, 'similarity' | 'intentScore' | 'selfCheck' | 'penalties' | 'rawScore'>

/** Scores of one draft: its scenario's level with some noise, now and then a draft that missed the point. */
export function scoreDraft(
  random: Random,
  scenario: Scenario,
  sentences: readonly DemoSentence[],
  messageCount: number,
): Scores {
  const [similarityLevel, intentLevel, selfCheckLevel] = levels[scenario.coverage]
  const miss = drawChance(random, 0.06) ? 0.18 : 0
  const near = (level: number) => clampScore(level + (random() + random() - 1) * 0.09)
  const similarity = near(similarityLevel - miss)
  const intentScore = near(intentLevel - miss / 3)
  const selfCheck = near(selfCheckLevel - miss)
  const penalties = findPenalties(scenario, sentences, similarity, messageCount)
  return {
    similarity,
    intentScore,
    selfCheck,
    penalties,
    rawScore: combineScores(similarity, intentScore, selfCheck, penalties),
  }
}

/** The product's formula, rounded to the five digits three-digit scores can produce. */
export function combineScores(
  similarity: number,
  intentScore: number,
  selfCheck: number,
  penalties: readonly DemoPenalty[],
): number {
  const { weights } = scoring
  const sum = weights.similarity * similarity + weights.intent * intentScore + weights.selfCheck * selfCheck
  const lost = penalties.reduce((total, penalty) => total + penalty.value, 0)
  return Math.round(Math.min(1, Math.max(0, sum - lost)) * 1e5) / 1e5
}

const clampScore = (value: number) => Math.round(Math.min(0.995, Math.max(0.05, value)) * 1000) / 1000

function findPenalties(
  scenario: Scenario,
  sentences: readonly DemoSentence[],
  similarity: number,
  messageCount: number,
): DemoPenalty[] {
  const unsupported = sentences.filter(sentence => !sentence.supported).length
  const penalties: DemoPenalty[] = []
  if (unsupported === sentences.length) {
    penalties.push({ code: 'NO_SOURCES', message: 'No passage supports any sentence.', value: 0.25 })
  } else if (unsupported > 0) {
    penalties.push({
      code: 'UNSUPPORTED_SENTENCE',
      message: 'One sentence has no supporting passage.',
      value: 0.08,
    })
  }
  if (similarity < 0.55) {
    penalties.push({
      code: 'LOW_SIMILARITY',
      message: 'The best passage is only loosely related.',
      value: 0.08,
    })
  }
  if (scenario.missing !== undefined) {
    penalties.push({
      code: 'MISSING_FIELDS',
      message: `The customer did not give: ${scenario.missing}.`,
      value: 0.05,
    })
  }
  if (scenario.upset === true) {
    penalties.push({ code: 'NEGATIVE_SENTIMENT', message: 'The customer is upset.', value: 0.08 })
  }
  if (messageCount > 6) {
    penalties.push({ code: 'LONG_CONVERSATION', message: `Already ${messageCount} messages.`, value: 0.03 })
  }
  return penalties
}

/** What the product decided about a draft at the time, and which key kept it from being sent by itself. */
export function decideDraft(
  scenario: Scenario,
  rawScore: number,
  createdAt: Date,
  now: Date,
): { decision: DemoDecision; blockedBy: DemoBlockedBy | null } {
  if (scenario.handOff !== undefined || rawScore < scoring.escalateBelow) {
    return { decision: 'ESCALATE', blockedBy: null }
  }
  if (rawScore < scoring.autoFrom) return { decision: 'NEED_APPROVAL', blockedBy: null }
  return { decision: 'NEED_APPROVAL', blockedBy: closedKey(scenario.intent, createdAt, now) }
}

function closedKey(intent: DemoIntent, createdAt: Date, now: Date): DemoBlockedBy {
  const daysAgo = (now.getTime() - createdAt.getTime()) / 86_400_000
  if (daysAgo > demoAutonomy.flagOnDaysAgo) return 'FLAG_OFF'
  if (daysAgo > demoAutonomy.semiAutoDaysAgo) return 'MODE'
  return demoAutonomy.allowedIntents.includes(intent) ? 'AUTONOMY_CLOSED' : 'INTENT_NOT_ALLOWED'
}
