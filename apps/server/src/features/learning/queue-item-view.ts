import { type LearningItemView, lessonReason } from '@countersign/shared/learning/learning.contract'
import { z } from 'zod'
import type { QueueRow } from './queue.repo.ts'

export function toItemView(row: QueueRow): LearningItemView {
  return {
    id: row.id,
    conversationId: row.conversationId,
    suggestionId: row.suggestionId,
    score: row.score,
    reasons: z.array(lessonReason).parse(row.reasons),
    intent: row.intent,
    question: row.question,
    draft: row.draft,
    finalAnswer: row.finalAnswer,
    status: row.status,
    lesson: row.lessonKind === null ? null : { kind: row.lessonKind, id: row.lessonId },
    repeats:
      row.repeatsId === null
        ? null
        : {
            id: row.repeatsId,
            lessonKind: row.repeatsKind,
            at: (row.repeatsAt ?? row.createdAt).toISOString(),
          },
    reviewedBy: row.reviewedBy,
    reviewedAt: row.reviewedAt?.toISOString() ?? null,
    at: row.createdAt.toISOString(),
  }
}
