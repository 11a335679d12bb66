import {
  type AutonomyVerdict,
  defaultAutonomyTarget,
} from '@countersign/shared/autonomy/autonomy-gate.policy'
import type { ChannelType } from '@countersign/shared/channel/channel.contract'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

export async function findAutonomyTarget(tx: TenantTx): Promise<number> {
  const [row] = await sqlOf(tx).$queryRaw<{ target: number }[]>`
    SELECT autonomy_target AS target FROM decision_settings WHERE tenant_id = ${tx.tenantId}::uuid`
  return row?.target ?? defaultAutonomyTarget
}

/**
 * Keeps the verdict on one intent × channel. Whoever judges it at the same time waits here, so that a change is told once.
 *
 * @returns how it was before; null when it was never judged
 */
export async function setAutonomyGate(
  tx: TenantTx,
  row: { intent: string; channelType: ChannelType; gate: AutonomyVerdict; now: Date },
): Promise<{ open: boolean } | null> {
  const { intent, channelType, gate, now } = row
  const sql = sqlOf(tx)
  const [before] = await sql.$queryRaw<{ open: boolean }[]>`
    SELECT open FROM autonomy_gates
    WHERE tenant_id = ${tx.tenantId}::uuid AND intent = ${intent} AND channel_type = ${channelType}::channel_type FOR UPDATE`
  await sql.$executeRaw`
    INSERT INTO autonomy_gates AS g (tenant_id, intent, channel_type, open, why, decisions, unchanged, lower_bound, target,
      changed_at, updated_at)
    VALUES (${tx.tenantId}::uuid, ${intent}, ${channelType}::channel_type, ${gate.open}, ${gate.why}, ${gate.decisions},
      ${gate.unchanged}, ${gate.lowerBound}, ${gate.target}, ${now}, ${now})
    ON CONFLICT (tenant_id, intent, channel_type) DO UPDATE SET open = EXCLUDED.open, why = EXCLUDED.why,
      decisions = EXCLUDED.decisions, unchanged = EXCLUDED.unchanged, lower_bound = EXCLUDED.lower_bound,
      target = EXCLUDED.target, updated_at = EXCLUDED.updated_at,
      changed_at = CASE WHEN g.open = EXCLUDED.open THEN g.changed_at ELSE EXCLUDED.changed_at END`
  return before ?? null
}
