import type { Prisma } from '../../apps/server/src/db/generated/client.ts'
import type { IdSource } from '../../packages/shared/src/kernel/ids.ts'
import type { Random } from './demo/draw-random.ts'
import type { PastDecision } from './judge-draft.ts'
import type { Shelf } from './shelve-knowledge.ts'

/** The rows of the history, table by table, in the order the database takes them. */
export interface HistoryRows {
  readonly customers: Prisma.CustomerCreateManyInput[]
  readonly conversations: Prisma.ConversationCreateManyInput[]
  readonly inboundEvents: Prisma.InboundEventCreateManyInput[]
  readonly inboundMessages: Prisma.MessageCreateManyInput[]
  readonly runs: Prisma.SuggestRunCreateManyInput[]
  readonly aiDecisions: Prisma.AiDecisionCreateManyInput[]
  readonly suggestions: Prisma.SuggestionCreateManyInput[]
  readonly sources: Prisma.SuggestionSourceCreateManyInput[]
  readonly approvals: Prisma.ApprovalCreateManyInput[]
  readonly outboundMessages: Prisma.MessageCreateManyInput[]
  readonly outbox: Prisma.OutboundMessageCreateManyInput[]
  readonly humanActions: Prisma.HumanActionCreateManyInput[]
  readonly samples: Prisma.TrainingSampleCreateManyInput[]
  readonly lessons: Prisma.LearningItemCreateManyInput[]
  readonly escalations: Prisma.EscalationCreateManyInput[]
  readonly auditEvents: Prisma.AuditEventCreateManyInput[]
}

export function noRows(): HistoryRows {
  return {
    customers: [],
    conversations: [],
    inboundEvents: [],
    inboundMessages: [],
    runs: [],
    aiDecisions: [],
    suggestions: [],
    sources: [],
    approvals: [],
    outboundMessages: [],
    outbox: [],
    humanActions: [],
    samples: [],
    lessons: [],
    escalations: [],
    auditEvents: [],
  }
}

/** What recording a conversation needs to know besides the conversation. */
export interface RecordSetting {
  readonly ids: IdSource
  /** For figures nobody decides by: how many milliseconds a stage took. */
  readonly random: Random
  readonly now: Date
  readonly tenantId: string
  readonly channelId: string
  /** Membership by e-mail. */
  readonly members: ReadonlyMap<string, string>
  readonly shelf: Shelf
  readonly decisions: readonly PastDecision[]
}

export function memberOf(setting: RecordSetting, email: string): string {
  const id = setting.members.get(email)
  if (id === undefined) throw new Error(`${email} is no member of the demo shop`)
  return id
}

/** A line of the audit trail, as the server writes it. */
export function audit(
  setting: RecordSetting,
  by: { readonly kind: 'ai' | 'system' } | { readonly kind: 'member'; readonly memberId: string },
  action: string,
  entity: { readonly type: string; readonly id: string },
  at: Date,
  metadata: Record<string, string | number | boolean | null> = {},
): Prisma.AuditEventCreateManyInput {
  return {
    id: setting.ids.next(),
    tenantId: setting.tenantId,
    actorKind: by.kind,
    actorId: by.kind === 'member' ? by.memberId : null,
    action,
    entityType: entity.type,
    entityId: entity.id,
    metadata,
    createdAt: at,
  }
}
