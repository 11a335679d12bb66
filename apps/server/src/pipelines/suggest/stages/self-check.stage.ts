import { selfCheck } from '@countersign/shared/suggestion/self-check.policy'
import type {
  DraftOutput,
  GateOutput,
  GroundOutput,
  RetrieveOutput,
  SelfCheckOutput,
  SuggestQuestion,
} from '../suggest.types.ts'

/** The second look at the drafted reply. */
export function selfCheckStage(
  question: SuggestQuestion,
  gate: GateOutput,
  retrieval: RetrieveOutput,
  draft: DraftOutput,
  ground: GroundOutput,
): SelfCheckOutput {
  return selfCheck({
    question: question.text,
    sentences: ground.sentences,
    evidence: retrieval.evidence,
    language: question.language,
    replyLanguage: ground.replyLanguage,
    handoff: draft.handoff,
    exposures: ground.exposures,
    injection: gate.verdict.signals.injection,
  })
}
