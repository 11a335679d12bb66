import type pg from 'pg'
import { sha256, type TenantRows } from './tenant-rows.fixture.ts'

/** The tables that grow with every message. */
export const growing = [
  'conversations',
  'customers',
  'escalations',
  'human_actions',
  'messages',
  'outbound_messages',
  'suggest_runs',
  'suggestions',
  'sync_events',
  'training_samples',
]

/** Past conversations are resolved, one in twenty is open; open ones are in every state and with everyone. */
export async function growTenant(client: pg.Client, rows: TenantRows, count: number): Promise<void> {
  const run = (sql: string, ...values: unknown[]) => client.query(sql, [rows.tenantId, ...values])
  await run(
    `INSERT INTO customers (id, tenant_id, channel_id, external_id, name)
     SELECT gen_random_uuid(), $1, $2, 'grown-' || n, 'Customer ' || n FROM generate_series(1, $3::int) n`,
    rows.channelId,
    count,
  )
  await run(
    `INSERT INTO conversations (id, tenant_id, channel_id, customer_id, thread_key, status, assignee_id, last_message_at)
     SELECT gen_random_uuid(), tenant_id, channel_id, id, external_id,
       (CASE WHEN n % 20 > 0 THEN 'resolved' WHEN n % 3 = 0 THEN 'escalated' WHEN n % 3 = 1 THEN 'waiting_operator'
          ELSE 'active' END)::conversation_status,
       CASE n % 7 WHEN 0 THEN $2::uuid WHEN 1 THEN $3::uuid END, now() - n * interval '1 minute'
     FROM (SELECT *, substr(external_id, 7)::int AS n FROM customers WHERE tenant_id = $1 AND external_id LIKE 'grown-%') c`,
    rows.memberId,
    rows.colleagueId,
  )
  const grown = "tenant_id = $1 AND thread_key LIKE 'grown-%'"
  await run(
    `INSERT INTO messages (id, tenant_id, conversation_id, channel_id, seq, direction, sender_kind, content)
     SELECT gen_random_uuid(), tenant_id, id, channel_id, n, 'inbound', 'customer', 'hello'
     FROM conversations, generate_series(1, 2) n WHERE ${grown}`,
  )
  await run(
    `INSERT INTO suggestions (id, tenant_id, conversation_id, text, decision, model, prompt_version, status, created_at)
     SELECT gen_random_uuid(), tenant_id, id, 'x', 'NEED_APPROVAL', 'offline', '1',
       (CASE WHEN status = 'waiting_operator' THEN 'pending' ELSE 'approved' END)::suggestion_status, last_message_at
     FROM conversations WHERE ${grown}`,
  )
  await run(
    `UPDATE conversations c SET pending_suggestion_id = s.id FROM suggestions s
     WHERE c.tenant_id = $1 AND s.tenant_id = c.tenant_id AND s.conversation_id = c.id AND s.status = 'pending'`,
  )
  await run(
    `INSERT INTO escalations (id, tenant_id, conversation_id, reason, status, created_at)
     SELECT gen_random_uuid(), tenant_id, id, 'policy',
       (CASE status WHEN 'escalated' THEN 'pending' ELSE 'handled' END)::escalation_status, last_message_at
     FROM conversations WHERE ${grown}`,
  )
  await run(
    `INSERT INTO training_samples (id, tenant_id, conversation_id, suggestion_id, channel_type, question, draft, decision,
       outcome, intent, created_at)
     SELECT gen_random_uuid(), tenant_id, conversation_id, id, 'webchat', 'x', 'x', 'NEED_APPROVAL', 'approve', 'price', created_at
     FROM suggestions WHERE tenant_id = $1 AND status = 'approved'`,
  )
  await run(
    `INSERT INTO sync_events (tenant_id, type, entity_id, conversation_id)
     SELECT tenant_id, 'conversation.updated', id, id FROM conversations WHERE ${grown}`,
  )
  await run(
    `INSERT INTO approvals (id, tenant_id, conversation_id, kind, membership_id, text_hash, content_hash, last_customer_seq,
       conversation_version, policy_version)
     SELECT gen_random_uuid(), tenant_id, id, 'own_message', $2, $3, $3, 1, 1, 1 FROM conversations WHERE ${grown}`,
    rows.memberId,
    sha256('hello'),
  )
  await run(
    `INSERT INTO messages (id, tenant_id, conversation_id, channel_id, seq, direction, sender_kind, author_id, content,
       delivery_status, approval_id)
     SELECT gen_random_uuid(), tenant_id, conversation_id, $2, 3, 'outbound', 'operator', membership_id, 'hello', 'sent', id
     FROM approvals WHERE tenant_id = $1 AND text_hash = $3`,
    rows.channelId,
    sha256('hello'),
  )
  await run(
    `INSERT INTO outbound_messages (id, tenant_id, channel_id, conversation_id, message_id, idempotency_key, recipient, payload,
       status, next_attempt_at)
     SELECT gen_random_uuid(), tenant_id, channel_id, conversation_id, id, id, 'x', '{}',
       (CASE WHEN row_number() OVER () <= 20 THEN 'pending' ELSE 'sent' END)::outbound_status, now()
     FROM messages WHERE tenant_id = $1 AND direction = 'outbound'
     ON CONFLICT DO NOTHING`,
  )
  await run(
    `INSERT INTO suggest_runs (id, tenant_id, conversation_id, last_customer_seq, status)
     SELECT gen_random_uuid(), tenant_id, id, 1, 'finished' FROM conversations WHERE ${grown}`,
  )
}
