import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

/** The record of a run of the suggest pipeline as it ends. */
export interface FinishedRun {
  readonly status: 'finished' | 'failed' | 'superseded'
  readonly triggerMessageId: string | null
  readonly promptVersion: string | null
  readonly model: string | null
  readonly tokensIn: number
  readonly tokensOut: number
  readonly costMicros: number | null
  readonly stages: unknown
  readonly outcome: unknown
  readonly error: string | null
  readonly now: Date
}

/** Opens the record of a run. A job that is tried again takes its own record up again. */
export async function openRun(
  tx: TenantTx,
  row: { id: string; conversationId: string; lastCustomerSeq: number; now: Date },
): Promise<void> {
  await sqlOf(tx).$executeRaw`
    INSERT INTO suggest_runs (id, tenant_id, conversation_id, last_customer_seq, started_at)
    VALUES (${row.id}::uuid, ${tx.tenantId}::uuid, ${row.conversationId}::uuid, ${row.lastCustomerSeq}, ${row.now})
    ON CONFLICT (id) DO UPDATE SET status = 'running', last_customer_seq = EXCLUDED.last_customer_seq,
      started_at = EXCLUDED.started_at, finished_at = NULL, error = NULL`
}

export async function findRunStatus(tx: TenantTx, id: string): Promise<string | null> {
  const [row] = await sqlOf(tx).$queryRaw<{ status: string }[]>`
    SELECT status FROM suggest_runs WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${id}::uuid`
  return row?.status ?? null
}

/** Ends the record of a run that has nothing left to do. */
export async function dropRun(tx: TenantTx, id: string, now: Date): Promise<void> {
  await sqlOf(tx).$executeRaw`
    UPDATE suggest_runs SET status = 'superseded', finished_at = ${now}
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${id}::uuid AND status <> 'finished'`
}

/** Whether the customer's words up to a place need no run any more: a reply to them is approved, or another run has judged them by the rules in force. */
export async function isDealtWith(
  tx: TenantTx,
  run: { id: string; conversationId: string; lastCustomerSeq: number },
): Promise<boolean> {
  const [row] = await sqlOf(tx).$queryRaw<{ done: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM messages m JOIN approvals a ON a.tenant_id = m.tenant_id AND a.id = m.approval_id
      WHERE m.tenant_id = ${tx.tenantId}::uuid AND m.conversation_id = ${run.conversationId}::uuid
        AND m.seq > ${run.lastCustomerSeq} AND m.delivery_status <> 'failed' AND a.last_customer_seq >= ${run.lastCustomerSeq}
    ) OR EXISTS (
      SELECT FROM suggest_runs r
      WHERE r.tenant_id = ${tx.tenantId}::uuid AND r.conversation_id = ${run.conversationId}::uuid
        AND r.last_customer_seq = ${run.lastCustomerSeq} AND r.status = 'finished' AND r.id <> ${run.id}::uuid
        -- A draft that waits, judged by rules that have changed since, is judged again.
        AND NOT EXISTS (
          SELECT FROM suggestions s JOIN decision_settings d ON d.tenant_id = s.tenant_id
          WHERE s.tenant_id = r.tenant_id AND s.run_id = r.id AND s.status = 'pending'
            AND s.policy_version <> d.policy_version
        )
        -- So is one that was to leave by itself and did not.
        AND NOT EXISTS (
          SELECT FROM suggestions s
          JOIN approvals a ON a.tenant_id = s.tenant_id AND a.suggestion_id = s.id
          JOIN messages m ON m.tenant_id = a.tenant_id AND m.approval_id = a.id
          WHERE s.tenant_id = r.tenant_id AND s.run_id = r.id AND s.status = 'auto_sent' AND m.delivery_status = 'failed'
        )
    ) AS done`
  return row?.done ?? false
}

export async function finishRun(tx: TenantTx, id: string, run: FinishedRun): Promise<void> {
  await sqlOf(tx).$executeRaw`
    UPDATE suggest_runs SET status = ${run.status}::suggest_run_status, trigger_message_id = ${run.triggerMessageId}::uuid,
      prompt_version = ${run.promptVersion}, model = ${run.model}, tokens_in = ${run.tokensIn}, tokens_out = ${run.tokensOut},
      cost_micros = ${run.costMicros}, stages = ${JSON.stringify(run.stages)}::jsonb,
      outcome = ${JSON.stringify(run.outcome)}::jsonb, error = ${run.error}, finished_at = ${run.now}
    WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${id}::uuid`
}

export async function insertAiDecision(
  tx: TenantTx,
  row: {
    id: string
    conversationId: string
    runId: string
    verdict: 'respond' | 'ignore' | 'escalate'
    rule: string
    snapshot: unknown
  },
): Promise<void> {
  await sqlOf(tx).$executeRaw`
    INSERT INTO ai_decisions (id, tenant_id, conversation_id, run_id, verdict, rule, snapshot)
    VALUES (${row.id}::uuid, ${tx.tenantId}::uuid, ${row.conversationId}::uuid, ${row.runId}::uuid, ${row.verdict}::ai_verdict,
      ${row.rule}, ${JSON.stringify(row.snapshot)}::jsonb)
    ON CONFLICT (tenant_id, run_id) DO NOTHING`
}

/** The version of the rules in force. */
export async function readPolicyVersion(tx: TenantTx): Promise<number> {
  const [row] = await sqlOf(tx).$queryRaw<{ version: number }[]>`
    SELECT policy_version AS version FROM decision_settings WHERE tenant_id = ${tx.tenantId}::uuid`
  return row?.version ?? 1
}

/** Has the conversation drafted again, at once, unless it is about to be anyway. */
export async function settleAgain(tx: TenantTx, conversationId: string, now: Date): Promise<void> {
  await sqlOf(tx).$executeRaw`
    INSERT INTO suggest_settles (tenant_id, conversation_id, burst_started_at, due_at)
    VALUES (${tx.tenantId}::uuid, ${conversationId}::uuid, ${now}, ${now})
    ON CONFLICT (tenant_id, conversation_id) DO NOTHING`
}

/** What the customer wrote last when the run began. */
export async function findQuestion(tx: TenantTx, messageId: string): Promise<string | null> {
  const [row] = await sqlOf(tx).$queryRaw<{ content: string }[]>`
    SELECT content FROM messages WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${messageId}::uuid`
  return row?.content ?? null
}
