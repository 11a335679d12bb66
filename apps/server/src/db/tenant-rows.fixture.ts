import { createHash } from 'node:crypto'
import pg from 'pg'

type Row = Readonly<Record<string, unknown>>

/** The ids of one tenant's rows; every tenant table has at least one. */
export interface TenantRows {
  readonly tenantId: string
  readonly channelId: string
  readonly channelKey: string
  readonly memberId: string
  readonly colleagueId: string
  readonly customerId: string
  readonly conversationId: string
  readonly otherConversationId: string
  readonly inboundId: string
  /** Pending, decided to be approved by a person. */
  readonly suggestionId: string
  readonly runId: string
  readonly userId: string
}

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

export async function insertRow(client: pg.ClientBase, table: string, row: Row): Promise<void> {
  const columns = Object.keys(row).map(pg.escapeIdentifier)
  const places = columns.map((_, index) => `$${index + 1}`)
  await client.query(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`,
    Object.values(row),
  )
}

/** What an exchange of the playground came to. */
const outcome = JSON.stringify({
  kind: 'ignored',
  intent: null,
  decision: null,
  blockedBy: null,
  escalationReason: null,
  confidence: null,
  reply: null,
  sources: [],
  supported: 0,
  sentences: 0,
  penalties: [],
})

/** Gives a new tenant one row in every tenant table, written by the owner. */
export async function seedTenantRows(client: pg.ClientBase, name: string): Promise<TenantRows> {
  const id = () => crypto.randomUUID()
  const rows: TenantRows = {
    tenantId: id(),
    channelId: id(),
    channelKey: `key-${name}`,
    memberId: id(),
    colleagueId: id(),
    customerId: id(),
    conversationId: id(),
    otherConversationId: id(),
    inboundId: id(),
    suggestionId: id(),
    runId: id(),
    userId: id(),
  }
  const { tenantId: tenant_id, channelId: channel_id, conversationId: conversation_id } = rows
  const insert = (table: string, row: Row) => insertRow(client, table, row)
  const own = (table: string, row: Row) => insert(table, { tenant_id, ...row })

  await insert('tenants', { id: tenant_id, name })
  const colleague = id()
  for (const [user, membership] of [
    [rows.userId, rows.memberId],
    [colleague, rows.colleagueId],
  ]) {
    const handle = `${name}-${user}`
    await insert('users', {
      id: user,
      username: handle,
      email: `${handle}@x.test`,
      name: handle,
      password_hash: 'x',
    })
    await own('memberships', { id: membership, user_id: user, role: 'operator' })
  }
  await insert('sessions', {
    id: id(),
    user_id: rows.userId,
    membership_id: rows.memberId,
    token_hash: id(),
    expires_at: new Date('2100-01-01'),
    absolute_expires_at: new Date('2100-01-01'),
  })
  await own('invites', {
    id: id(),
    email: `${name}@invited.test`,
    role: 'operator',
    token_hash: id(),
    invited_by: rows.memberId,
    sent_at: new Date(),
    expires_at: new Date('2100-01-01'),
    created_at: new Date(),
  })
  await own('api_keys', {
    id: id(),
    name,
    secret_hash: id(),
    last4: 'abcd',
    scopes: ['conversation.read'],
    created_by: rows.memberId,
    created_at: new Date(),
  })
  await own('channels', { id: channel_id, type: 'webchat', name, key: rows.channelKey })
  await own('agent_profiles', { id: id(), channel_id })
  await own('feature_flags', { id: id(), name: 'autosend' })
  for (const table of ['decision_settings', 'human_delay_settings', 'training_policies']) await own(table, {})
  await own('onboarding_state', {})
  await own('readiness_reports', { id: id(), score: 50, created_by_id: rows.memberId })
  await own('response_templates', { id: id(), name: 'hello', content: 'Hello' })

  await own('customers', { id: rows.customerId, channel_id, external_id: 'customer', name })
  for (const conversation of [conversation_id, rows.otherConversationId]) {
    await own('conversations', {
      id: conversation,
      channel_id,
      customer_id: rows.customerId,
      thread_key: conversation,
      last_seq: 1,
      last_customer_seq: 1,
    })
  }
  await own('messages', {
    id: rows.inboundId,
    conversation_id,
    channel_id,
    seq: 1,
    direction: 'inbound',
    sender_kind: 'customer',
    content: 'Where is my order?',
  })
  await own('inbound_events', {
    id: id(),
    channel_id,
    external_event_id: `event-${name}`,
    message_id: rows.inboundId,
    payload: '{}',
  })
  await own('suggest_settles', {
    conversation_id,
    burst_started_at: new Date(),
    due_at: new Date('2100-01-01'),
  })

  const document_id = id()
  const chunk_id = id()
  await own('documents', { id: document_id, source: 'text', title: 'Returns', content: 'Thirty days.' })
  await own('chunks', {
    id: chunk_id,
    document_id,
    index: 0,
    content: 'Thirty days.',
    token_count: 2,
    start_offset: 0,
    end_offset: 12,
    embedding: '[1,0,0]',
  })
  await own('faqs', { id: id(), document_id, questions: ['How long?'], answer: 'Thirty days.' })
  await own('products', {
    id: id(),
    document_id,
    sku: 'A-1',
    name: 'Cable',
    price_minor: 490,
    currency: 'EUR',
  })

  const site_id = id()
  await own('sites', {
    id: site_id,
    url: `https://${name}.example/`,
    max_pages: 1,
    max_depth: 1,
    status: 'done',
  })
  await own('site_pages', { id: id(), site_id, url: `https://${name}.example/`, round: 1, status: 'indexed' })
  await own('document_files', {
    id: id(),
    document_id,
    version: 1,
    name: 'returns.txt',
    kind: 'text',
    size: 12,
    sha256: sha256('Thirty days.'),
    bytes: Buffer.from('Thirty days.'),
  })
  await own('document_versions', {
    id: id(),
    document_id,
    version: 1,
    title: 'Returns',
    content: 'Twenty days.',
    size: 12,
    written_at: new Date('2026-01-01'),
  })
  await own('knowledge_counts', {})

  await own('suggest_runs', { id: rows.runId, conversation_id, last_customer_seq: 1 })
  await own('suggestions', { id: rows.suggestionId, run_id: rows.runId, ...suggestionRow(conversation_id) })
  await own('suggestion_sources', {
    id: id(),
    suggestion_id: rows.suggestionId,
    evidence_id: 'e1',
    kind: 'document',
    chunk_id,
    title: 'Returns',
    quote: 'Thirty days.',
    similarity: 0.9,
    position: 0,
  })
  await own('ai_decisions', { id: id(), conversation_id, run_id: rows.runId, verdict: 'respond' })
  await own('human_actions', {
    id: id(),
    suggestion_id: rows.suggestionId,
    membership_id: rows.memberId,
    action: 'reject',
    time_to_act_ms: 1,
  })
  await own('training_samples', {
    id: id(),
    conversation_id,
    suggestion_id: rows.suggestionId,
    channel_type: 'webchat',
    question: 'Where?',
    draft: 'There.',
    decision: 'NEED_APPROVAL',
    outcome: 'reject',
  })
  const intent_id = id()
  await own('intents', { id: intent_id, key: 'warranty', name: 'Warranty', position: 0 })
  await own('intent_examples', { id: id(), intent_id, text: 'how long', text_hash: 'x', source: 'manual' })
  await own('intent_models', {
    id: id(),
    version: 1,
    model: Buffer.from('x'),
    source_hash: 'x',
    sample_count: 1,
    accuracy: 1,
    trained_at: new Date(),
  })
  await own('calibration_models', { id: id(), model: '{}', diagram: '[]', ece: 0.1, sample_count: 1 })
  await own('autonomy_gates', {
    intent: 'return',
    channel_type: 'webchat',
    open: false,
    why: 'too_few',
    decisions: 1,
    unchanged: 0,
    lower_bound: 0,
    target: 0.95,
  })
  await own('ai_spend', { month: '2026-11-01' })
  const thread_id = id()
  const [case_id, evaluation] = [id(), id()]
  await own('studio_threads', { id: thread_id, membership_id: rows.memberId, title: 'Returns' })
  await own('studio_messages', { id: id(), thread_id, text: 'How long?' })
  await own('evaluation_cases', {
    id: case_id,
    name: 'Returns',
    turns: '[]',
    expected: outcome,
    created_by_id: rows.memberId,
  })
  await own('evaluation_runs', { id: evaluation })
  await own('evaluation_results', { id: id(), run_id: evaluation, case_id, status: 'done', outcome })
  await own('learning_queue', { id: id(), conversation_id, suggestion_id: rows.suggestionId })
  await own('user_activity', {
    membership_id: rows.memberId,
    day: '2026-05-04',
    first_seen_at: new Date('2026-05-04'),
    last_seen_at: new Date('2026-05-04'),
  })
  await own('notifications', { id: id(), membership_id: rows.memberId, kind: 'autonomy_closed' })
  await own('escalations', { id: id(), conversation_id, reason: 'policy' })

  const approval = approvalRow(rows, 'Thank you.')
  await insert('approvals', approval)
  const message_id = id()
  await insert(
    'messages',
    outboundRow(rows, { id: message_id, approval_id: approval.id, content: 'Thank you.', seq: 2 }),
  )
  await insert('outbound_messages', outboxRow(rows, message_id))
  const key_id = id()
  // Another tenant may have made the vault's one key in use.
  await client.query("INSERT INTO master_keys (id, wrapped, status) VALUES ($1, '\\x00', 'retiring')", [
    key_id,
  ])
  await own('integration_secrets', { id: id(), name: 'SEEDED_TOKEN', sealed: Buffer.from('x'), key_id })
  await own('audit_events', {
    id: id(),
    actor_kind: 'system',
    action: 'seeded',
    entity_type: 'tenant',
    entity_id: tenant_id,
  })
  await own('sync_events', { type: 'message.created', entity_id: rows.inboundId, conversation_id })
  await own('sync_floors', { xid: '0', id: 0 })
  await own('command_receipts', {
    id: id(),
    membership_id: rows.memberId,
    key: 'key',
    command: 'message.send',
    input_hash: 'x',
    answer: '{}',
  })
  return rows
}

export function suggestionRow(conversation_id: string, changes: Row = {}): Row {
  return {
    conversation_id,
    text: 'It is on its way.',
    decision: 'NEED_APPROVAL',
    model: 'offline',
    prompt_version: '1',
    ...changes,
  }
}

/** A member's approval of a message of their own in the first conversation. */
export function approvalRow(rows: TenantRows, text: string, changes: Row = {}): Row {
  return {
    id: crypto.randomUUID(),
    tenant_id: rows.tenantId,
    conversation_id: rows.conversationId,
    kind: 'own_message',
    membership_id: rows.memberId,
    text_hash: sha256(text),
    content_hash: sha256(text),
    last_customer_seq: 1,
    conversation_version: 1,
    policy_version: 1,
    ...changes,
  }
}

export function outboundRow(rows: TenantRows, changes: Row): Row {
  return {
    id: crypto.randomUUID(),
    tenant_id: rows.tenantId,
    conversation_id: rows.conversationId,
    channel_id: rows.channelId,
    direction: 'outbound',
    sender_kind: 'operator',
    author_id: rows.memberId,
    delivery_status: 'pending',
    ...changes,
  }
}

export function outboxRow(rows: TenantRows, message_id: string): Row {
  return {
    id: crypto.randomUUID(),
    tenant_id: rows.tenantId,
    channel_id: rows.channelId,
    conversation_id: rows.conversationId,
    message_id,
    idempotency_key: message_id,
    recipient: 'customer',
    payload: '{}',
    // Far away, so that nothing that delivers takes it.
    next_attempt_at: new Date('2100-01-01'),
  }
}
