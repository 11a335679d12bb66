import { applyCalibration, chooseCalibration } from '@countersign/shared/suggestion/calibrate-score.policy'
import {
  type Penalty,
  penaltyFor,
  scoreSuggestion,
} from '@countersign/shared/suggestion/score-suggestion.policy'
import { outOfScope, type PenaltyCode } from '@countersign/shared/suggestion/suggestion.codes'
import type {
  ClassifyOutput,
  DraftOutput,
  GateOutput,
  GroundOutput,
  ScoreOutput,
  SelfCheckOutput,
  SuggestContext,
  SuggestQuestion,
} from '../suggest.types.ts'

/** A cited passage below this fits only loosely. */
const looseSimilarity = 0.5
/** From here on a cited passage is about what was asked. */
const fittingSimilarity = 0.6
/** Messages after which earlier details are likely lost on whoever answers. */
const longConversation = 40

export interface ScoreStageInput {
  readonly context: SuggestContext
  readonly question: SuggestQuestion
  readonly gate: GateOutput
  readonly intent: ClassifyOutput
  readonly draft: DraftOutput
  readonly ground: GroundOutput
  readonly selfCheck: SelfCheckOutput
}

/** Turns all findings into one number, then into a probability people's decisions stand behind. */
export function scoreStage(input: ScoreStageInput): ScoreOutput {
  const { context, intent, draft, ground, selfCheck } = input
  const penalties = penaltiesOf(input)
  const inScope = intent.prediction.intent !== outOfScope
  const result = scoreSuggestion(
    {
      // "I do not know, a colleague will answer" proves nothing, however politely; nor does a mere greeting.
      similarity:
        (claimsNothing(ground) && draft.handoff?.needed === true) || saysNothing(ground, selfCheck)
          ? 0
          : ground.similarity,
      intent: inScope ? intent.prediction.score : 0,
      selfCheck: selfCheck.score,
    },
    penalties,
    context.settings.weights,
  )
  const choice = chooseCalibration(
    context.calibration?.byIntent[intent.prediction.intent] ?? null,
    context.calibration?.tenant ?? null,
  )
  return {
    ...result,
    penalties,
    calibrated: applyCalibration(choice.model, result.raw),
    calibratedBy: choice.by,
  }
}

/** What the shop has written an answer to is its business, whether or not an intent has a name for it. */
function answersFromSources(ground: GroundOutput): boolean {
  const statements = ground.sentences.filter(sentence => sentence.kind === 'statement')
  const supported = statements.length > 0 && statements.every(sentence => sentence.supported)
  return supported && ground.similarity >= fittingSimilarity
}

function claimsNothing(ground: GroundOutput): boolean {
  return ground.sentences.every(sentence => sentence.kind !== 'statement')
}

/** Nothing but courtesy where something was asked. */
function saysNothing(ground: GroundOutput, selfCheck: SelfCheckOutput): boolean {
  const courteous = ground.sentences.every(sentence => sentence.kind === 'courtesy')
  return courteous && selfCheck.reasons.includes('QUESTION_NOT_ADDRESSED')
}

function penaltiesOf({
  context,
  question,
  gate,
  intent,
  draft,
  ground,
  selfCheck,
}: ScoreStageInput): Penalty[] {
  const statements = ground.sentences.filter(sentence => sentence.kind === 'statement')
  const cited = ground.sentences.some(sentence => sentence.evidenceIds.length > 0)
  const handedOff = draft.handoff?.needed === true
  const unsupported = statements.filter(sentence => !sentence.supported).length
  const mismatches = (kind: string): number => ground.mismatches.filter(item => item.kind === kind).length
  const exposed = (kind: string): number => ground.exposures.filter(item => item.kind === kind).length
  const wrongLanguage = ground.replyLanguage !== 'und' && ground.replyLanguage !== question.language
  const counts: readonly (readonly [PenaltyCode, number])[] = [
    [
      'NO_SOURCES',
      (!cited && (statements.length > 0 || handedOff)) || saysNothing(ground, selfCheck) ? 1 : 0,
    ],
    ['LOW_SIMILARITY', cited && statements.length > 0 && ground.similarity < looseSimilarity ? 1 : 0],
    ['SOURCE_CONFLICT', ground.conflicts.length],
    ['MISSING_FIELDS', draft.missingFields.length],
    // A reply without any source is marked as such once, not once more per sentence.
    ['UNSUPPORTED_SENTENCE', cited ? unsupported : 0],
    ['INVALID_CITATION', ground.removedCitations.length],
    ['PRICE_MISMATCH', mismatches('price')],
    ['STOCK_MISMATCH', mismatches('stock')],
    ['DATE_MISMATCH', mismatches('date')],
    ['DISCOUNT_OVER_LIMIT', mismatches('discount')],
    ['PROMPT_LEAK', exposed('prompt')],
    ['FOREIGN_LINK', exposed('link')],
    ['PERSONAL_DATA', exposed('personal')],
    ['POISONED_SOURCE', exposed('poisoned')],
    // What the self-check takes off dims the score; this keeps the reply from leaving at any score.
    ['UNFIT_TEXT', selfCheck.reasons.some(reason => reason === 'TOO_LONG' || reason === 'TONE') ? 1 : 0],
    ['STALE_SOURCE', ground.staleEvidenceIds.length],
    ['LANGUAGE_MISMATCH', wrongLanguage ? 1 : 0],
    ['OUT_OF_SCOPE', intent.prediction.intent === outOfScope && !answersFromSources(ground) ? 1 : 0],
    ['LONG_CONVERSATION', context.messageCount > longConversation ? 1 : 0],
    ['NEGATIVE_SENTIMENT', gate.verdict.signals.negative],
    ['MODEL_FALLBACK', draft.usage.fallback === null ? 0 : 1],
  ]
  return counts.flatMap(([code, count]) => penaltyFor(code, count) ?? [])
}
