import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type {
  DecisionPolicy,
  PolicyView,
  policyUpdateInput,
  TrainingPolicy,
} from '@countersign/shared/policy/policy.contract'
import type { z } from 'zod'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import { afterCommit } from '../../db/tenant-tx.ts'
import { wake } from '../../db/wake.ts'
import { recordAudit } from '../audit/index.ts'
import { readPolicy } from './describe-policy.ts'
import { lockPolicy, settleJudgedDrafts, updateDecisionPolicy, updateTrainingPolicy } from './policy.repo.ts'

/**
 * Changes what is sent, asked and handed over. Drafts that wait were judged by the rules before: they are drafted again,
 * and an approval of one is stale from now on.
 */
export async function updatePolicy(
  services: Services,
  actor: Actor,
  input: z.output<typeof policyUpdateInput>,
): Promise<Result<PolicyView>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    // A field that is there has a value: JSON knows no undefined.
    const change = (input.decision ?? {}) as Partial<DecisionPolicy>
    const training = input.training as Partial<TrainingPolicy> | undefined
    const version = await lockPolicy(tx)
    const before = await readPolicy(tx, services.clock.now())
    if (version !== input.version) return refused('setting.stale', { current: before })
    const decision = { ...before.decision, ...change }
    // One half of the pair may come alone.
    if (decision.tEscalate > decision.tAuto) return refused('input.invalid', { field: 'decision.tEscalate' })
    const now = services.clock.now()
    await updateDecisionPolicy(tx, change, now)
    if (training !== undefined) await updateTrainingPolicy(tx, training, now)
    if ((await settleJudgedDrafts(tx, now)) > 0) afterCommit(tx, () => wake('suggest'))
    const after = await readPolicy(tx, services.clock.now())
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action: 'policy_updated',
      entityType: 'policy',
      entityId: actor.tenantId,
      metadata: changedFields(
        { ...before.decision, ...before.training },
        { ...after.decision, ...after.training },
      ),
    })
    await recordChanges(tx, [{ type: 'policy.updated', entityId: actor.tenantId, conversationId: null }])
    return ok(after)
  })
}

/** Each changed field as `field: "before → after"`, in JSON. */
function changedFields(before: object, after: object): Record<string, string> {
  const written = new Map(Object.entries(before).map(([field, value]) => [field, JSON.stringify(value)]))
  return Object.fromEntries(
    Object.entries(after).flatMap(([field, value]) => {
      const now = JSON.stringify(value)
      const then = written.get(field)
      return then === now ? [] : [[field, `${then} → ${now}`]]
    }),
  )
}
