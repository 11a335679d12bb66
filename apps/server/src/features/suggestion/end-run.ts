import { nextConversationStatus } from '@countersign/shared/conversation/conversation.machine'
import type { Decision, EscalationReason } from '@countersign/shared/suggestion/suggestion.codes'
import type { Services } from '../../api/services.ts'
import { type Change, recordChanges } from '../../db/sync-log.repo.ts'
import { afterCommit, type TenantTx } from '../../db/tenant-tx.ts'
import { wake } from '../../db/wake.ts'
import { recordAudit } from '../audit/index.ts'
import { setConversationStatus } from '../conversation/index.ts'
import { openEscalation } from '../escalation/index.ts'
import { recordLesson } from '../learning/index.ts'
import { lockReplyTarget, queueReply, type ReplyTarget } from '../message/index.ts'
import { countSpend } from './count-spend.ts'
import {
  type FinishedRun,
  findQuestion,
  finishRun,
  insertAiDecision,
  isDealtWith,
  readPolicyVersion,
  settleAgain,
} from './run.repo.ts'
import {
  insertSuggestion,
  type NewSource,
  type NewSuggestion,
  showPendingSuggestion,
} from './suggestion.repo.ts'
import { supersedePending } from './supersede-pending.ts'

/** A drafted reply with everything stored about it, without the ids that are given to it here. */
export type DraftedReply = Omit<
  NewSuggestion,
  'id' | 'conversationId' | 'messageId' | 'runId' | 'status' | 'now'
> & {
  readonly sources: readonly Omit<NewSource, 'id'>[]
}

/** How a run ended. */
export interface RunEnd {
  readonly runId: string
  readonly tenantId: string
  readonly conversationId: string
  /** The customer's last message when the run began: a newer one voids its result. */
  readonly lastCustomerSeq: number
  readonly triggerMessageId: string
  readonly record: Omit<FinishedRun, 'status' | 'now'>
  readonly status: 'finished' | 'failed' | 'superseded'
  readonly gate: { verdict: 'respond' | 'ignore' | 'escalate'; rule: string; snapshot: unknown } | null
  readonly reply: DraftedReply | null
  readonly escalation: {
    reason: EscalationReason
    summary: string
    suggestedResponse: string | null
    clarificationNeeded: string | null
  } | null
}

/**
 * Stores what a run came to, in one transaction: the run, the gate's verdict, the suggestion with its evidence, the
 * escalation or the automatic reply. A customer who wrote in the meantime, or a person who answered or resolved, voids
 * all but the record; so does a change of policy, after which the run is made again.
 *
 * @returns what was decided about the stored suggestion; null when none was stored
 */
export async function endRun(services: Services, end: RunEnd): Promise<Decision | null> {
  return services.database.withTenant(end.tenantId, async tx => {
    const now = services.clock.now()
    const target = await lockReplyTarget(tx, end.conversationId)
    const current =
      target !== null &&
      target.status !== 'resolved' &&
      target.lastCustomerSeq === end.lastCustomerSeq &&
      !(await isDealtWith(tx, { ...end, id: end.runId }))
    const judgedAnew =
      current && end.reply !== null && end.reply.policyVersion !== (await readPolicyVersion(tx))
    if (judgedAnew) {
      await settleAgain(tx, end.conversationId, now)
      afterCommit(tx, () => wake('suggest'))
    }
    const status = end.status === 'finished' && (!current || judgedAnew) ? 'superseded' : end.status
    // Nobody there any more: an erased customer's words are not stored again by a run that had read them before.
    const record = target === null ? { ...end.record, stages: [], outcome: {}, error: null } : end.record
    await finishRun(tx, end.runId, { ...record, status, now })
    const { costMicros, tokensIn, tokensOut } = end.record
    await countSpend(services, tx, { costMicros, tokensIn, tokensOut, discarded: status !== 'finished', now })
    if (end.gate !== null) {
      const { verdict, rule, snapshot } = end.gate
      await insertAiDecision(tx, {
        id: services.ids.next(),
        conversationId: end.conversationId,
        runId: end.runId,
        verdict,
        rule,
        snapshot: target === null ? {} : snapshot,
      })
    }
    const changes: Change[] = [
      { type: 'conversation.updated', entityId: end.conversationId, conversationId: end.conversationId },
    ]
    let decision: Decision | null = null
    if (target !== null && status === 'finished') {
      const suggestionId = end.reply === null ? null : await storeReply(services, tx, target, end, end.reply)
      if (suggestionId !== null && end.reply !== null) {
        decision = end.reply.decision
        changes.push({
          type: 'suggestion.created',
          entityId: suggestionId,
          conversationId: end.conversationId,
        })
      }
      if (end.escalation !== null) {
        await openEscalation(services, tx, target, { ...end.escalation, suggestionId, by: { kind: 'ai' } })
        if (suggestionId !== null && end.reply !== null) {
          const question = await findQuestion(tx, end.triggerMessageId)
          await recordLesson(services, tx, target.id, { ...end.reply, id: suggestionId, question }, null)
        }
      }
    }
    await recordChanges(tx, changes)
    return decision
  })
}

async function storeReply(
  services: Services,
  tx: TenantTx,
  target: ReplyTarget,
  end: RunEnd,
  reply: DraftedReply,
): Promise<string> {
  const { sources, ...fields } = reply
  const id = services.ids.next()
  const autoSend = reply.decision === 'AUTO_SEND'
  await supersedePending(services, tx, target.id)
  await insertSuggestion(
    tx,
    {
      ...fields,
      id,
      conversationId: target.id,
      messageId: end.triggerMessageId,
      runId: end.runId,
      status: autoSend ? 'auto_sent' : 'pending',
      now: services.clock.now(),
    },
    sources.map(source => ({ ...source, id: services.ids.next() })),
  )
  await showPendingSuggestion(tx, target.id, {
    pendingSuggestionId: autoSend ? null : id,
    intent: reply.intent,
    decision: reply.decision,
  })
  await recordAudit(services, tx, {
    actorKind: 'ai',
    actorId: null,
    action: 'suggestion_generated',
    entityType: 'suggestion',
    entityId: id,
    metadata: { decision: reply.decision, blockedBy: reply.blockedBy, model: reply.model },
  })
  if (autoSend) {
    await queueReply(services, tx, target, {
      text: reply.text,
      warrant: { kind: 'auto_send', suggestionId: id },
      policyVersion: reply.policyVersion,
      idempotencyKey: `suggestion:${id}`,
    })
  } else {
    const next = nextConversationStatus(target.status, 'suggestion_ready')
    if (next.ok && next.value !== target.status) await setConversationStatus(tx, target.id, next.value)
  }
  return id
}
