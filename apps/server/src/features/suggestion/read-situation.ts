import { defaultAuditRate, defaultAutonomyTarget } from '@countersign/shared/autonomy/autonomy-gate.policy'
import { type FeatureFlag, flagDefaults } from '@countersign/shared/platform/feature.flags'
import { calibrationModel } from '@countersign/shared/suggestion/calibrate-score.policy'
import { defaultWeights } from '@countersign/shared/suggestion/score-suggestion.policy'
import { languages } from '@countersign/shared/text/detect-language'
import { z } from 'zod'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { findSituation, type SituationRow } from './situation.repo.ts'

const share = z.number().min(0).max(1)

const profile = z.object({
  company_facts: z.record(z.string(), z.unknown()).default({}),
  system_prompt: z.string().nullable().default(null),
  model: z.string().nullable().default(null),
  temperature: z.number().nullable().default(null),
  top_p: z.number().nullable().default(null),
  tone: z.string().nullable().default(null),
  language: z.enum(['en', 'ru']).nullable().default(null).catch(null),
  flagged_keywords: z.array(z.string()).default([]),
  flagged_phrases: z.array(z.string()).default([]),
  ignore_examples: z.array(z.string()).default([]),
  chats_enabled: z.boolean().default(true),
})
const settings = z.object({
  t_auto: share.default(0.8),
  t_escalate: share.default(0.4),
  autosend_allowed: z.boolean().default(false),
  intents_autosend_allowed: z.array(z.string()).default(['price', 'availability', 'shipping', 'other']),
  intents_force_handoff: z.array(z.string()).default(['discount', 'complaint']),
  weights: z.object({ similarity: share, intent: share, selfCheck: share }).default(defaultWeights),
  autonomy_target: share.default(defaultAutonomyTarget),
  audit_rate: share.default(defaultAuditRate),
  policy_version: z.int().default(1),
  monthly_budget_micros: z.number().nullable().default(null),
  budget_warn_share: share.default(0.8),
})
const policies = z.object({
  always_escalate_intents: z.array(z.string()).default([]),
  forbidden_topics: z.array(z.string()).default([]),
})
const templates = z.array(
  z.object({
    id: z.uuid(),
    name: z.string(),
    content: z.string(),
    language: z.enum(languages).catch('und'),
    category: z.string().nullable(),
    triggers: z.array(z.string()),
  }),
)
const calibrations = z.array(z.object({ intent: z.string().nullable(), model: calibrationModel }))

/** The tenant's switches for a run. A tenant's own row wins over the global one; unknown names are ignored. */
const switches = [
  'AI_SUGGESTIONS_ENABLED',
  'AI_AUTOSEND_ENABLED',
  'DECISION_ENGINE_ENABLED',
  'RAG_ENABLED',
  'FEW_SHOT_LEARNING',
] as const satisfies readonly FeatureFlag[]
export type FlagName = (typeof switches)[number]

type Line = SituationRow['messages'][number]

/** What a run starts from, parsed: the JSON columns are checked here, once. */
export type Situation = ReturnType<typeof toSituation>

export async function readSituation(tx: TenantTx, conversationId: string, now: Date) {
  const row = await findSituation(tx, conversationId, now)
  return row === null ? null : toSituation(row)
}

export function toSituation(row: SituationRow) {
  const unset = Object.fromEntries(switches.map(name => [name, flagDefaults[name]]))
  const flags = unset as Record<FlagName, boolean>
  for (const flag of [...row.flags].sort((left, right) => Number(left.own) - Number(right.own))) {
    if (flag.name in flags) flags[flag.name as FlagName] = flag.enabled
  }
  const answered = Math.max(0, ...row.messages.map(message => message.answers ?? 0))
  const isWaiting = (message: Line) => message.from === 'customer' && message.seq > answered
  const unanswered = row.messages.filter(isWaiting)
  // Words of a person may leave after something the customer wrote meanwhile, which they do not answer.
  const messages = [...row.messages.filter(message => !isWaiting(message)), ...unanswered]
  const stored = {
    profile: profile.parse(row.profile ?? {}),
    settings: settings.parse(row.settings ?? {}),
    policies: policies.parse(row.policies ?? {}),
    templates: templates.parse(row.templates),
    calibrations: calibrations.parse(row.calibrations),
  }
  return {
    ...row,
    ...stored,
    language: z.enum(languages).nullable().catch(null).parse(row.language),
    flags,
    /** Oldest first, what waits for an answer last. */
    messages: messages.map(({ answers, ...message }) => message),
    triggerMessageId: unanswered.at(-1)?.id ?? null,
    /** False when nothing waits for an answer. */
    waiting: unanswered.length > 0 && row.status !== 'resolved',
  }
}
