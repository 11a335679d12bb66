import type { ChannelType } from '@countersign/shared/channel/channel.contract'
import type { ConversationStatus } from '@countersign/shared/conversation/conversation.machine'
import type { ModelPrice } from '@countersign/shared/suggestion/price-run.policy'
import { Prisma } from '../../db/generated/client.ts'
import { sqlOf } from '../../db/sql-of.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'

/** Everything a run reads before it starts, as it is stored. One statement, so that it is one moment's truth. */
export interface SituationRow {
  readonly conversationId: string
  readonly status: ConversationStatus
  readonly mode: 'learning' | 'semi_auto' | 'auto'
  readonly aiEnabled: boolean
  readonly version: number
  readonly language: string | null
  readonly lastSeq: number
  readonly lastCustomerSeq: number
  readonly channelType: ChannelType
  readonly channelActive: boolean
  readonly messages: {
    id: string
    seq: number
    from: 'customer' | 'operator' | 'ai' | 'system'
    text: string
    sentAt: string
    /** Of a reply: the customer's last message when it was approved. */
    answers: number | null
  }[]
  readonly tenant: {
    name: string
    language: string
    tone: string
    address_style: string
    currency: string
    timezone: string
    working_hours_start: string
    working_hours_end: string
    working_days: string[]
    auto_reply_outside_hours: boolean
    allow_discounts: boolean
    max_discount_percent: number
  }
  readonly profile: unknown
  readonly settings: unknown
  readonly policies: unknown
  readonly templates: unknown
  readonly flags: { name: string; enabled: boolean; own: boolean }[]
  readonly calibrations: { intent: string | null; model: unknown }[]
  readonly prices: ModelPrice[]
  /** Millionths of a US dollar spent in the month of the run. */
  readonly spentMicros: number
}

const messageWindow = 30

/** What every run of a tenant starts from, whatever it is about. Of the row `t` of tenants. */
const tenantParts = (now: Date) => Prisma.sql`
      (SELECT row_to_json(s) FROM decision_settings s WHERE s.tenant_id = t.id) AS settings,
      (SELECT row_to_json(p) FROM training_policies p WHERE p.tenant_id = t.id) AS policies,
      (SELECT coalesce(json_agg(r), '[]') FROM response_templates r WHERE r.tenant_id = t.id AND r.active) AS templates,
      (SELECT coalesce(json_agg(json_build_object('name', f.name, 'enabled', f.enabled, 'own', f.tenant_id IS NOT NULL)), '[]')
        FROM feature_flags f) AS flags,
      (SELECT coalesce(json_agg(json_build_object('intent', k.intent, 'model', k.model)), '[]') FROM (
        SELECT DISTINCT ON (m.intent) m.intent, m.model FROM calibration_models m
        WHERE m.tenant_id = t.id ORDER BY m.intent, m.created_at DESC
      ) k) AS calibrations,
      (SELECT coalesce(json_agg(json_build_object('name', m.name, 'inputMicros', m.input_micros, 'outputMicros', m.output_micros,
        'perCallMicros', m.per_call_micros)), '[]') FROM ai_models m) AS prices,
      coalesce((SELECT x.cost_micros FROM ai_spend x WHERE x.tenant_id = t.id
        AND x.month = date_trunc('month', ${now} AT TIME ZONE 'UTC')::date), 0)::float8 AS "spentMicros"`

export async function findSituation(
  tx: TenantTx,
  conversationId: string,
  now: Date,
): Promise<SituationRow | null> {
  const tenantId = tx.tenantId
  const [row] = await sqlOf(tx).$queryRaw<SituationRow[]>`
    SELECT c.id AS "conversationId", c.status,
      coalesce(c.mode, ch.mode, (SELECT s.mode FROM decision_settings s WHERE s.tenant_id = c.tenant_id), 'learning') AS mode,
      c.ai_enabled AS "aiEnabled", c.version, c.language, c.last_seq AS "lastSeq",
      c.last_customer_seq AS "lastCustomerSeq", ch.type AS "channelType", ch.active AS "channelActive",
      (SELECT coalesce(json_agg(recent.line ORDER BY recent.seq), '[]') FROM (
        SELECT m.seq, json_build_object('id', m.id, 'seq', m.seq, 'from', m.sender_kind, 'text', m.content, 'sentAt', m.sent_at,
          'answers', a.last_customer_seq) AS line
        FROM messages m LEFT JOIN approvals a ON a.tenant_id = m.tenant_id AND a.id = m.approval_id
        WHERE m.tenant_id = c.tenant_id AND m.conversation_id = c.id AND m.delivery_status IS DISTINCT FROM 'failed'
        ORDER BY m.seq DESC LIMIT ${messageWindow}
      ) recent) AS messages,
      row_to_json(t) AS tenant,
      (SELECT row_to_json(p) FROM agent_profiles p
        WHERE p.tenant_id = c.tenant_id AND (p.channel_id = c.channel_id OR p.channel_id IS NULL)
        ORDER BY p.channel_id NULLS LAST LIMIT 1) AS profile,
      ${tenantParts(now)}
    FROM conversations c
    JOIN channels ch ON ch.tenant_id = c.tenant_id AND ch.id = c.channel_id
    JOIN tenants t ON t.id = c.tenant_id
    WHERE c.tenant_id = ${tenantId}::uuid AND c.id = ${conversationId}::uuid`
  return row ?? null
}

/** The part of a situation that belongs to no conversation. */
export type TenantSituationRow = Pick<
  SituationRow,
  | 'mode'
  | 'tenant'
  | 'profile'
  | 'settings'
  | 'policies'
  | 'templates'
  | 'flags'
  | 'calibrations'
  | 'prices'
  | 'spentMicros'
>

export async function findTenantSituation(tx: TenantTx, now: Date): Promise<TenantSituationRow> {
  const [row] = await sqlOf(tx).$queryRaw<TenantSituationRow[]>`
    SELECT coalesce((SELECT s.mode FROM decision_settings s WHERE s.tenant_id = t.id), 'learning') AS mode,
      row_to_json(t) AS tenant,
      (SELECT row_to_json(p) FROM agent_profiles p WHERE p.tenant_id = t.id AND p.channel_id IS NULL) AS profile,
      ${tenantParts(now)}
    FROM tenants t WHERE t.id = ${tx.tenantId}::uuid`
  if (row === undefined) throw new Error('there is no such tenant')
  return row
}
