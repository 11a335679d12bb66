import {
  autonomyGate,
  autonomyMinDecisions,
  autonomyWindow,
} from '@countersign/shared/autonomy/autonomy-gate.policy'
import type { AutonomyRow } from '@countersign/shared/insight/insight.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { listRecords, readThresholds } from './insight.repo.ts'

/** What was earned where: judged from the decisions themselves, by the rule the pipeline asks. */
export async function listAutonomy(
  services: Services,
  actor: Actor,
): Promise<{ items: AutonomyRow[]; window: number; minDecisions: number }> {
  const { records, thresholds } = await services.database.withTenant(actor.tenantId, async tx => ({
    records: await listRecords(tx),
    thresholds: await readThresholds(tx),
  }))
  const items = records.map(record => {
    const { decisions, unchanged } = record
    const recent = { decisions: record.recentDecisions, unchanged: record.recentUnchanged }
    const gate = autonomyGate({ decisions, unchanged, recent }, thresholds.autonomyTarget)
    return {
      intent: record.intent,
      channelType: record.channelType,
      decisions,
      unchanged,
      lowerBound: gate.lowerBound,
      target: gate.target,
      open: gate.open,
      why: gate.why,
      allowed: thresholds.allowed.includes(record.intent),
      forced: thresholds.forced.includes(record.intent),
      changedAt: record.changedAt?.toISOString() ?? null,
    }
  })
  return { items, window: autonomyWindow, minDecisions: autonomyMinDecisions }
}
