import type { AgentProfileView } from '@countersign/shared/agent-profile/agent-profile.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordAudit } from '../audit/index.ts'
import { countPolicyChange, lockPolicy } from '../policy/index.ts'
import { deleteProfile, findProfile } from './agent-profile.repo.ts'
import { toView } from './describe-agent-profile.ts'

/** Takes a channel's own profile away: the tenant's holds there again. */
export async function removeAgentProfile(
  services: Services,
  actor: Actor,
  { channelId, version }: { channelId: string; version: number },
): Promise<Result<AgentProfileView>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    await lockPolicy(tx)
    const found = await findProfile(tx, channelId)
    const { own } = found
    if (found.channel === null) return refused('channel.not_found')
    if (own === null || own.version !== version) {
      return refused('setting.stale', { current: toView(found, channelId) })
    }
    await deleteProfile(tx, own.id)
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action: 'agent_profile_removed',
      entityType: 'agentProfile',
      entityId: own.id,
      metadata: { channelId },
    })
    await countPolicyChange(tx, services.clock.now())
    return ok(toView(await findProfile(tx, channelId), channelId))
  })
}
