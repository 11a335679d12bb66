import type {
  AgentProfileFields,
  AgentProfileView,
  agentProfileUpdateInput,
} from '@countersign/shared/agent-profile/agent-profile.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { z } from 'zod'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { recordAudit } from '../audit/index.ts'
import { countPolicyChange, lockPolicy } from '../policy/index.ts'
import { findProfile, insertProfile, updateProfile } from './agent-profile.repo.ts'
import { toFields, toView } from './describe-agent-profile.ts'

/**
 * Changes how the AI presents itself. A channel's first change gives it a profile of its own, which starts as the tenant's. Drafts that wait were written
 * by the profile before: they are made again.
 */
export async function updateAgentProfile(
  services: Services,
  actor: Actor,
  input: z.output<typeof agentProfileUpdateInput>,
): Promise<Result<AgentProfileView>> {
  // A field that is there has a value: JSON knows no undefined.
  const { version, channelId, ...given } = input
  const change = given as Partial<AgentProfileFields>
  return services.database.withTenant(actor.tenantId, async tx => {
    // Before anything is read: two changes at once take turns.
    await lockPolicy(tx)
    const found = await findProfile(tx, channelId)
    const { own, tenants, models } = found
    if (channelId !== null && found.channel === null) return refused('channel.not_found')
    if ((own?.version ?? 0) !== version)
      return refused('setting.stale', { current: toView(found, channelId) })
    const before = toFields(own ?? tenants)
    const after = { ...before, ...change }
    if (after.model !== before.model && after.model !== null && !models.includes(after.model)) {
      return refused('input.invalid', { field: 'model' })
    }
    const now = services.clock.now()
    const id = own?.id ?? services.ids.next()
    if (own === null) await insertProfile(tx, { id, channelId }, after, now)
    else await updateProfile(tx, id, after, now)
    await recordAudit(services, tx, {
      actorKind: 'member',
      actorId: actor.memberId,
      action: 'agent_profile_updated',
      entityType: 'agentProfile',
      entityId: id,
      metadata: {
        ...(channelId === null ? {} : { channelId }),
        changed: changedNames(before, after).join(', '),
      },
    })
    await countPolicyChange(tx, now)
    return ok(toView(await findProfile(tx, channelId), channelId))
  })
}

/** Names alone: house style and facts are the house's own, the trail is for more eyes. */
function changedNames(before: AgentProfileFields, after: AgentProfileFields): string[] {
  return (Object.keys(after) as (keyof AgentProfileFields)[]).filter(
    name => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  )
}
