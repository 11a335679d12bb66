import {
  type LessonReason,
  lessonReasons,
  lessonScore,
  mergeReasons,
} from '../../packages/shared/src/learning/score-lesson.policy.ts'
import type { DemoOutcome, DemoSuggestion } from './demo/demo.types.ts'
import { dayMs, hourMs } from './demo/schedule-conversations.ts'
import { type HistoryRows, memberOf, type RecordSetting } from './history-rows.ts'

/** What is younger waits for the manager, who looks through the queue once a day but not through all of it. */
const waitingDays = 9
const reviewer = 'manager@demo.test'

/**
 * What a person's decision can teach, in the learning queue, by the product's own rules. Older items were looked at and set
 * aside: nothing that is taught here would have come of them in the shop's history.
 */
export function recordLesson(
  rows: HistoryRows,
  setting: RecordSetting,
  conversationId: string,
  drafted: { readonly id: string; readonly suggestion: DemoSuggestion; readonly question: string },
  outcome: DemoOutcome,
): void {
  const { id, suggestion, question } = drafted
  const finalText = outcome.finalText ?? null
  const reasons = lessonReasons({
    decision: suggestion.decision,
    action: outcome.action,
    draft: suggestion.text,
    finalText,
    penalties: suggestion.penalties.map(({ code }) => code),
  })
  if (reasons.length === 0) return
  const waits = setting.now.getTime() - outcome.at.getTime() < waitingDays * dayMs
  const open = waits
    ? rows.lessons.findIndex(item => item.conversationId === conversationId && item.status === 'pending')
    : -1
  const earlier = open < 0 ? undefined : rows.lessons[open]
  const all = mergeReasons((earlier?.reasons ?? []) as unknown as LessonReason[], reasons)
  const row = {
    id: earlier?.id ?? setting.ids.next(),
    tenantId: setting.tenantId,
    conversationId,
    suggestionId: id,
    learningScore: lessonScore(all),
    reasons: all.map(reason => ({ ...reason })),
    intent: suggestion.intent,
    question,
    draft: suggestion.text,
    finalAnswer: finalText,
    createdAt: earlier?.createdAt ?? outcome.at,
    updatedAt: outcome.at,
    ...(waits
      ? { status: 'pending' as const }
      : {
          status: 'dismissed' as const,
          reviewedById: memberOf(setting, reviewer),
          reviewedAt: new Date(outcome.at.getTime() + 20 * hourMs),
        }),
  }
  if (open < 0) rows.lessons.push(row)
  else rows.lessons[open] = row
}
