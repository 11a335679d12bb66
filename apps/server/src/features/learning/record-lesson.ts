import { lessonReason } from '@countersign/shared/learning/learning.contract'
import {
  lessonReasons,
  lessonScore,
  mergeReasons,
  repeatsCorrection,
} from '@countersign/shared/learning/score-lesson.policy'
import type { PenaltyCode } from '@countersign/shared/suggestion/suggestion.codes'
import { z } from 'zod'
import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { notifyMembers } from '../notification/index.ts'
import { findOpenLesson, listTaught, saveLesson } from './lesson.repo.ts'

export interface LessonSource {
  readonly id: string
  readonly question: string | null
  readonly text: string
  readonly intent: string | null
  readonly decision: 'AUTO_SEND' | 'NEED_APPROVAL' | 'ESCALATE'
  readonly penalties: unknown
}

const storedPenalties = z.array(z.object({ code: z.string() })).catch([])

/**
 * Puts what a decision can teach into the learning queue, under the lock of its conversation. A correction that was taught
 * before is linked to where it was, and told to those who teach.
 *
 * @param decision what a person did; null when the run itself handed over
 */
export async function recordLesson(
  services: Services,
  tx: TenantTx,
  conversationId: string,
  suggestion: LessonSource,
  decision: {
    readonly action: 'approve' | 'edit' | 'reject' | 'escalate'
    readonly finalText: string | null
  } | null,
): Promise<void> {
  const reasons = lessonReasons({
    decision: suggestion.decision,
    action: decision?.action ?? null,
    draft: suggestion.text,
    finalText: decision?.finalText ?? null,
    penalties: storedPenalties.parse(suggestion.penalties).map(({ code }) => code as PenaltyCode),
  })
  if (reasons.length === 0) return
  const now = services.clock.now()
  const open = await findOpenLesson(tx, conversationId)
  const all = mergeReasons(
    z
      .array(lessonReason)
      .catch([])
      .parse(open?.reasons ?? []),
    reasons,
  )
  const id = open?.id ?? services.ids.next()
  const correction = {
    question: suggestion.question ?? '',
    draft: suggestion.text,
    finalAnswer: decision?.finalText ?? null,
  }
  const taught = decision?.action === 'edit' ? await listTaught(tx, suggestion.intent, now) : []
  const repeatsId = taught.find(earlier => repeatsCorrection(earlier, correction))?.id ?? null
  await saveLesson(tx, {
    id,
    conversationId,
    suggestionId: suggestion.id,
    score: lessonScore(all),
    reasons: all,
    intent: suggestion.intent,
    ...correction,
    repeatsId,
    now,
  })
  if (repeatsId !== null) {
    await notifyMembers(services, tx, 'learning.review', {
      kind: 'repeat_edit',
      params: { itemId: id, repeatsId, intent: suggestion.intent },
    })
  }
  await recordChanges(tx, [{ type: 'learning.updated', entityId: id, conversationId: null }])
}
