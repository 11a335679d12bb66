import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { PolicyView } from '@countersign/shared/policy/policy.contract'
import type { ConversationMode } from '@countersign/shared/suggestion/suggestion.codes'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordChanges } from '../../db/sync-log.repo.ts'
import { afterCommit } from '../../db/tenant-tx.ts'
import { wake } from '../../db/wake.ts'
import { recordAudit } from '../audit/index.ts'
import { readPolicy } from './describe-policy.ts'
import { lockPolicy, settleJudgedDrafts, updateChannelMode, updateDecisionPolicy } from './policy.repo.ts'

/** Gives a channel a mode of its own, or with null takes it back to the tenant's. A change of policy like any other. */
export async function setChannelMode(
  services: Services,
  actor: Actor,
  input: { channelId: string; mode: ConversationMode | null },
): Promise<Result<PolicyView>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    await lockPolicy(tx)
    if (!(await updateChannelMode(tx, input.channelId, input.mode))) return refused('channel.not_found')
    const now = services.clock.now()
    await updateDecisionPolicy(tx, {}, now)
    if ((await settleJudgedDrafts(tx, now)) > 0) afterCommit(tx, () => wake('suggest'))
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action: 'channel_mode_set',
      entityType: 'channel',
      entityId: input.channelId,
      metadata: { mode: input.mode },
    })
    await recordChanges(tx, [{ type: 'policy.updated', entityId: actor.tenantId, conversationId: null }])
    return ok(await readPolicy(tx, services.clock.now()))
  })
}
