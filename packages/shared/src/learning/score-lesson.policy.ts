import type { PenaltyCode } from '../suggestion/suggestion.codes.ts'
import { changedShare, type DiffOp, diffWords } from '../text/diff-words.ts'
import { passageSimilarity } from '../text/passage-similarity.ts'

/** Why a conversation can teach something, and how much each reason weighs at most. */
export const lessonPoints = {
  ESCALATED: 30,
  REJECTED: 25,
  EDITED: 25,
  LOW_SIMILARITY: 15,
  SOURCE_CONFLICT: 15,
  OUT_OF_SCOPE: 10,
  LOW_CSAT: 20,
} as const
export const lessonCodes = Object.keys(lessonPoints) as readonly LessonCode[]
export type LessonCode = keyof typeof lessonPoints

export interface LessonReason {
  readonly code: LessonCode
  readonly points: number
}

export interface LessonFacts {
  readonly decision: 'AUTO_SEND' | 'NEED_APPROVAL' | 'ESCALATE'
  /** What a person did; null when the run itself handed over. */
  readonly action: 'approve' | 'edit' | 'reject' | 'escalate' | null
  readonly draft: string
  readonly finalText: string | null
  readonly penalties: readonly PenaltyCode[]
}

const fromPenalties: Partial<Record<PenaltyCode, LessonCode>> = {
  LOW_SIMILARITY: 'LOW_SIMILARITY',
  NO_SOURCES: 'LOW_SIMILARITY',
  SOURCE_CONFLICT: 'SOURCE_CONFLICT',
  OUT_OF_SCOPE: 'OUT_OF_SCOPE',
}

/** What there is to learn from one decision; nothing where a person let the draft pass. */
export function lessonReasons(facts: LessonFacts): LessonReason[] {
  if (facts.action === 'approve') return []
  const codes = new Set<LessonCode>()
  if (facts.action === 'escalate' || (facts.action === null && facts.decision === 'ESCALATE'))
    codes.add('ESCALATED')
  if (facts.action === 'reject') codes.add('REJECTED')
  if (facts.action === 'edit') codes.add('EDITED')
  for (const penalty of facts.penalties) {
    const code = fromPenalties[penalty]
    if (code !== undefined) codes.add(code)
  }
  return [...codes].map(code => ({
    code,
    points: code === 'EDITED' ? editPoints(facts) : lessonPoints[code],
  }))
}

function editPoints({ draft, finalText }: LessonFacts): number {
  return Math.max(1, Math.round(lessonPoints.EDITED * changedShare(diffWords(draft, finalText ?? ''))))
}

/** The reasons of a conversation so far: each code once, at its heaviest. */
export function mergeReasons(
  earlier: readonly LessonReason[],
  later: readonly LessonReason[],
): LessonReason[] {
  const heaviest = new Map<LessonCode, number>()
  for (const { code, points } of [...earlier, ...later]) {
    heaviest.set(code, Math.max(points, heaviest.get(code) ?? 0))
  }
  return [...heaviest].map(([code, points]) => ({ code, points }))
}

/** 0..100 */
export function lessonScore(reasons: readonly LessonReason[]): number {
  return Math.min(
    100,
    reasons.reduce((sum, { points }) => sum + points, 0),
  )
}

export interface Correction {
  readonly question: string
  readonly draft: string
  readonly finalAnswer: string | null
}

const sameQuestion = 0.6
const sameWords = 0.5

/**
 * Is this the correction that was taught before? The question asks the same, and the words people put in are mostly the same
 * ones; where both only took words out, those they took out. Rewording without a common word is not a repeat: nobody could have
 * learned it from the first.
 */
export function repeatsCorrection(taught: Correction, now: Correction): boolean {
  if (taught.finalAnswer === null || now.finalAnswer === null) return false
  const alike = passageSimilarity(now.question, { title: '', text: '', question: taught.question })
  if (alike < sameQuestion) return false
  const before = diffWords(taught.draft, taught.finalAnswer)
  const after = diffWords(now.draft, now.finalAnswer)
  const [putIn, putInNow] = [wordsOf('insert', before), wordsOf('insert', after)]
  if (putIn.size > 0 || putInNow.size > 0) return areAlike(putIn, putInNow)
  return areAlike(wordsOf('delete', before), wordsOf('delete', after))
}

function areAlike(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  const fewer = Math.min(left.size, right.size)
  const shared = [...right].filter(word => left.has(word)).length
  return fewer > 0 && shared / fewer >= sameWords
}

function wordsOf(kind: DiffOp['op'], ops: readonly DiffOp[]): Set<string> {
  const words = ops.flatMap(({ op, text }) =>
    op === kind ? (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) : [],
  )
  return new Set(words)
}
