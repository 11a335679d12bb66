import type { ChannelType } from '@countersign/shared/channel/channel.contract'
import type { Decision } from '@countersign/shared/suggestion/suggestion.codes'
import { textSearchConfig } from '@countersign/shared/text/text-search-config'
import type { Services } from '../../api/services.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { fitCalibrationJob } from '../../jobs/catalog/fit-calibration.job.ts'
import { judgeAutonomy } from './judge-autonomy.ts'
import { insertTrainingSample } from './learning.repo.ts'
import { recordLesson } from './record-lesson.ts'

export interface DecidedSuggestion {
  readonly id: string
  readonly question: string | null
  readonly text: string
  readonly language: string | null
  readonly intent: string | null
  readonly decision: Decision
  readonly penalties: unknown
  readonly rawScore: number
}

/** Keeps what a person decided as an example for calibration, few-shot and similar questions. */
export async function keepTrainingSample(
  services: Services,
  tx: TenantTx,
  conversation: { readonly id: string; readonly channelType: ChannelType },
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
  if (suggestion.intent !== null)
    await judgeAutonomy(services, tx, suggestion.intent, conversation.channelType)
  await recordLesson(services, tx, conversation.id, suggestion, decision)
  await services.jobs.enqueue(
    tx,
    fitCalibrationJob,
    { tenantId: tx.tenantId },
    { key: tx.tenantId, seconds: 60 },
  )
}
