import { textSearchConfig } from '@countersign/shared/text/text-search-config'
import type { Services } from '../../api/services.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { fitCalibrationJob } from '../../jobs/catalog/fit-calibration.job.ts'
import { insertTrainingSample } from './learning.repo.ts'

export interface DecidedSuggestion {
  readonly id: string
  readonly question: string | null
  readonly text: string
  readonly language: string | null
  readonly intent: string | null
  readonly decision: string
  readonly rawScore: number
}

/** Keeps what a person decided as an example for calibration, few-shot and similar questions. */
export async function keepTrainingSample(
  services: Services,
  tx: TenantTx,
  conversation: { readonly id: string; readonly channelType: string },
  suggestion: DecidedSuggestion,
  decision: {
    readonly action: 'approve' | 'edit' | 'reject' | 'escalate'
    readonly finalText: string | null
    readonly reason: string | null
  },
): Promise<void> {
  await insertTrainingSample(tx, {
    id: services.ids.next(),
    conversationId: conversation.id,
    suggestionId: suggestion.id,
    channelType: conversation.channelType,
    question: suggestion.question ?? '',
    draft: suggestion.text,
    finalAnswer: decision.finalText,
    language: suggestion.language,
    intent: suggestion.intent,
    decision: suggestion.decision,
    outcome: decision.action,
    rawScore: suggestion.rawScore,
    reason: decision.reason,
    tsConfig: textSearchConfig(suggestion.language),
    now: services.clock.now(),
  })
  await services.jobs.enqueue(
    tx,
    fitCalibrationJob,
    { tenantId: tx.tenantId },
    { key: tx.tenantId, seconds: 60 },
  )
}
