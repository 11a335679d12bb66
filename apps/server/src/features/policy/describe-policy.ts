import { defaultAuditRate, defaultAutonomyTarget } from '@countersign/shared/autonomy/autonomy-gate.policy'
import { defaultDelayProfiles } from '@countersign/shared/delivery/human-delay.policy'
import { flagDefaults } from '@countersign/shared/platform/feature.flags'
import {
  type DelayPolicy,
  decisionPolicy,
  delayPolicy,
  type PolicyView,
  trainingPolicy,
} from '@countersign/shared/policy/policy.contract'
import { defaultWeights } from '@countersign/shared/suggestion/score-suggestion.policy'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { findPolicy } from './policy.repo.ts'

/** What holds where a tenant never chose; the same values as the columns' defaults. */
const unset = {
  decision: {
    tAuto: 0.8,
    tEscalate: 0.4,
    autosendAllowed: false,
    intentsAutosendAllowed: ['price', 'availability', 'shipping', 'other'],
    intentsForceHandoff: ['discount', 'complaint'],
    autonomyTarget: defaultAutonomyTarget,
    auditRate: defaultAuditRate,
    mode: 'learning',
    weights: defaultWeights,
  },
  training: { alwaysEscalateIntents: [], forbiddenTopics: [], disabledLearningIntents: [] },
  delay: {
    enabled: false,
    profiles: defaultDelayProfiles,
    nightMode: 'DELAY',
    nightDelayMultiplier: 3,
    nightAutoReplyText: null,
    minDelayMs: 3000,
    maxDelayMs: 120_000,
    typingIndicatorEnabled: true,
  } satisfies DelayPolicy,
} as const

export async function describePolicy(services: Services, actor: Actor): Promise<PolicyView> {
  return services.database.readTenant(actor.tenantId, tx => readPolicy(tx, services.clock.now()))
}

export async function readPolicy(tx: TenantTx, now: Date): Promise<PolicyView> {
  const row = await findPolicy(tx, now)
  const flags: Record<string, boolean> = { ...flagDefaults }
  for (const flag of [...row.flags].sort((left, right) => Number(left.own) - Number(right.own))) {
    flags[flag.name] = flag.enabled
  }
  const delay = (row.delay ?? {}) as Partial<DelayPolicy>
  return {
    version: row.version,
    decision: decisionPolicy.parse(row.decision ?? unset.decision),
    training: trainingPolicy.parse(row.training ?? unset.training),
    delay: delayPolicy.parse({
      ...unset.delay,
      ...delay,
      profiles: { ...defaultDelayProfiles, ...delay.profiles },
    }),
    budget: row.budget,
    channels: row.channels,
    flags,
  }
}
