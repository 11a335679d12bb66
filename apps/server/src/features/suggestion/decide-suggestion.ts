import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { DecisionView } from '@countersign/shared/suggestion/suggestion.contract'
import { nextSuggestionStatus } from '@countersign/shared/suggestion/suggestion.machine'
import type { DiffOp } from '@countersign/shared/text/diff-words'
import type { Actor } from '../../api/actor.ts'
import { answerOnce } from '../../api/answer-once.ts'
import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import { afterCommit, type TenantTx } from '../../db/tenant-tx.ts'
import { wake } from '../../db/wake.ts'
import { recordAudit } from '../audit/index.ts'
import { keepTrainingSample } from '../learning/index.ts'
import { lockReplyTarget, type ReplyTarget } from '../message/index.ts'
import { settleAgain } from './run.repo.ts'
import {
  clearPendingSuggestion,
  closeSuggestion,
  type DecidableSuggestion,
  findDecidable,
  findSuggestionConversation,
  insertHumanAction,
} from './suggestion.repo.ts'

export interface DecisionInput {
  readonly id: string
  readonly version: number
  readonly idempotencyKey?: string | undefined
}

/** What a person decided, as it is recorded. */
export interface HumanDecision {
  readonly action: 'approve' | 'edit' | 'reject' | 'escalate'
  /** The words that leave; null when none do. */
  readonly finalText: string | null
  readonly editDiff: readonly DiffOp[] | null
  readonly reason: string | null
}

const auditedAs = {
  approve: 'suggestion_approved',
  edit: 'suggestion_edited',
  reject: 'suggestion_rejected',
  escalate: 'suggestion_escalated',
} as const

export interface DecisionEffect {
  readonly messageId: string | null
  readonly escalationId: string | null
}

/**
 * The frame of every decision a person makes about a suggestion: lock the conversation, repeat an earlier answer,
 * refuse what is stale or decided, then do it and record who did what.
 *
 * @param effect what the decision causes besides being recorded
 */
export function decideSuggestion(
  services: Services,
  actor: Actor,
  command: string,
  input: DecisionInput,
  decide: (suggestion: DecidableSuggestion) => HumanDecision,
  effect: (
    tx: TenantTx,
    target: ReplyTarget,
    suggestion: DecidableSuggestion,
    decision: HumanDecision,
  ) => Promise<DecisionEffect>,
): Promise<Result<DecisionView>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    const conversationId = await findSuggestionConversation(tx, input.id)
    const target = conversationId === null ? null : await lockReplyTarget(tx, conversationId)
    if (target === null) return refused('suggestion.not_found')
    return answerOnce(services, tx, actor, command, input, async () => {
      const suggestion = await findDecidable(tx, input.id)
      if (suggestion === null) return refused('suggestion.not_found')
      const decision = decide(suggestion)
      const next = nextSuggestionStatus(suggestion.status, decision.action)
      if (!next.ok) return refused(next.code, whatHappened(suggestion))
      if (suggestion.version !== input.version) {
        return refused('suggestion.stale', { status: suggestion.status, version: suggestion.version })
      }
      const now = services.clock.now()
      if (decision.action === 'approve' && suggestion.policyVersion !== suggestion.currentPolicyVersion) {
        // Nobody can approve it any more, so it must not wait for a person either.
        await settleAgain(tx, target.id, now)
        afterCommit(tx, () => wake('suggest'))
        return refused('suggestion.stale', { ...whatHappened(suggestion), changed: 'policy' })
      }
      await closeSuggestion(tx, suggestion.id, next.value as Exclude<typeof next.value, 'pending'>, now)
      await clearPendingSuggestion(tx, target.id)
      const caused = await effect(tx, target, suggestion, decision)
      await insertHumanAction(tx, {
        id: services.ids.next(),
        suggestionId: suggestion.id,
        memberId: actor.memberId,
        action: decision.action,
        editedText: decision.action === 'edit' ? decision.finalText : null,
        editDiff: decision.editDiff,
        reason: decision.reason,
        timeToActMs: Math.max(0, now.getTime() - suggestion.createdAt.getTime()),
        now,
      })
      await keepTrainingSample(services, tx, target, suggestion, decision)
      await recordAudit(services, tx, {
        actorKind: 'member',
        actorId: actor.memberId,
        action: auditedAs[decision.action],
        entityType: 'suggestion',
        entityId: suggestion.id,
        metadata: { version: suggestion.version },
      })
      await recordChanges(tx, [
        { type: 'suggestion.updated', entityId: suggestion.id, conversationId: target.id },
        { type: 'conversation.updated', entityId: target.id, conversationId: target.id },
      ])
      return ok({
        suggestionId: suggestion.id,
        version: suggestion.version + 1,
        status: next.value,
        ...caused,
      })
    })
  })
}

/** Who decided, when, and how: what the console tells the one who came second. */
function whatHappened(suggestion: DecidableSuggestion): Record<string, unknown> {
  return {
    status: suggestion.status,
    by:
      suggestion.decidedById === null
        ? null
        : { memberId: suggestion.decidedById, name: suggestion.decidedByName ?? '' },
    at: suggestion.decidedAt?.toISOString() ?? null,
  }
}
