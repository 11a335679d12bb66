import {
  type AgentProfileFields,
  type AgentProfileView,
  agentProfileFields,
} from '@countersign/shared/agent-profile/agent-profile.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { findProfile, type ProfileRow, type ProfileSituation } from './agent-profile.repo.ts'

/** The profile of the tenant or of a channel; a channel without its own shows the tenant's, at version 0. */
export async function describeAgentProfile(
  services: Services,
  actor: Actor,
  input: { channelId: string | null },
): Promise<Result<AgentProfileView>> {
  return services.database.readTenant(actor.tenantId, async tx => {
    const found = await findProfile(tx, input.channelId)
    return input.channelId !== null && found.channel === null
      ? refused('channel.not_found')
      : ok(toView(found, input.channelId))
  })
}

export function toView(found: ProfileSituation, channelId: string | null): AgentProfileView {
  const { own, tenants, models } = found
  return { ...toFields(own ?? tenants), channelId, version: own?.version ?? 0, models }
}

export function toFields(row: ProfileRow | null): AgentProfileFields {
  if (row === null) return unset
  // JSONB keeps no order of its own that a reader would know.
  const facts = Object.entries((row.companyFacts ?? {}) as Record<string, unknown>).sort(([left], [right]) =>
    left.localeCompare(right),
  )
  const { language } = agentProfileFields.pick({ language: true }).catch({ language: null }).parse(row)
  return {
    companyFacts: facts.map(([name, value]) => ({ name, value: String(value) })),
    model: row.model,
    // Single precision comes back as 0.30000001.
    temperature: rounded(row.temperature),
    topP: rounded(row.topP),
    tone: row.tone,
    language,
    systemPrompt: row.systemPrompt,
    flaggedKeywords: row.flaggedKeywords,
    flaggedPhrases: row.flaggedPhrases,
    ignoreExamples: row.ignoreExamples,
    chatsEnabled: row.chatsEnabled,
  }
}

const unset: AgentProfileFields = {
  companyFacts: [],
  model: null,
  temperature: null,
  topP: null,
  tone: null,
  language: null,
  systemPrompt: null,
  flaggedKeywords: [],
  flaggedPhrases: [],
  ignoreExamples: [],
  chatsEnabled: true,
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1000) / 1000
}
