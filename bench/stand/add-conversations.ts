import pg from 'pg'

/**
 * Conversations in every view of the first tenant's inbox, spread over a month: a fifth the operator's own, a fifth
 * nobody's, one in twenty with a draft that waits, one in thirty escalated, and the rest closed.
 *
 * @param url a role that row-level security does not hold
 */
export async function addConversations(url: string, count: number, operatorEmail: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ tenant: string; channel: string; member: string }>(
      `SELECT m.tenant_id AS tenant, c.id AS channel, m.id AS member
       FROM memberships m JOIN users u ON u.id = m.user_id
       JOIN channels c ON c.tenant_id = m.tenant_id AND c.key = 'demo'
       WHERE u.email = $1`,
      [operatorEmail],
    )
    const [place] = rows
    if (place === undefined) throw new Error('the demo shop is not there')
    const { tenant, channel, member } = place
    await client.query('BEGIN')
    await client.query(
      `CREATE TEMP TABLE added ON COMMIT DROP AS
       SELECT n, gen_random_uuid() AS id, gen_random_uuid() AS customer, gen_random_uuid() AS suggestion,
         now() - make_interval(secs => n * 250) AS at FROM generate_series(1, $1::int) n`,
      [count],
    )
    await client.query(
      `INSERT INTO customers (id, tenant_id, channel_id, external_id, name)
       SELECT customer, $1, $2, 'added-' || n, 'Customer ' || n FROM added`,
      [tenant, channel],
    )
    await client.query(
      `INSERT INTO conversations (id, tenant_id, channel_id, customer_id, thread_key, status, assignee_id, last_seq,
         last_customer_seq, unread_count, last_message_at, last_from, snippet, created_at, language)
       SELECT id, $1, $2, customer, 'added-' || n,
         (CASE WHEN n % 30 = 0 THEN 'escalated' WHEN n % 20 = 0 THEN 'waiting_operator'
           WHEN n % 5 IN (0, 1) THEN 'waiting_customer' ELSE 'resolved' END)::conversation_status,
         CASE WHEN n % 5 = 1 THEN $3::uuid END, 1, 1, n % 3, at, 'customer', 'How long does delivery take? ' || n, at, 'en'
       FROM added`,
      [tenant, channel, member],
    )
    await client.query(
      `INSERT INTO messages (id, tenant_id, conversation_id, channel_id, seq, direction, sender_kind, content, external_id, sent_at)
       SELECT gen_random_uuid(), $1, id, $2, 1, 'inbound', 'customer', 'How long does delivery take? ' || n, 'added-' || n, at
       FROM added`,
      [tenant, channel],
    )
    await client.query(
      `INSERT INTO suggestions (id, tenant_id, conversation_id, text, decision, model, prompt_version)
       SELECT suggestion, $1, id, 'Delivery takes two to four working days.', 'NEED_APPROVAL', 'offline', 'none' FROM added WHERE n % 20 = 0`,
      [tenant],
    )
    await client.query(
      `UPDATE conversations c SET pending_suggestion_id = a.suggestion, last_decision = 'NEED_APPROVAL'
       FROM added a WHERE c.id = a.id AND a.n % 20 = 0`,
    )
    await client.query('COMMIT')
    await client.query('VACUUM ANALYZE')
  } finally {
    await client.end()
  }
}
