import type pg from 'pg'
import { describe, expect, it, type TestContext } from 'vitest'
import {
  approvalRow,
  insertRow,
  outboundRow,
  outboxRow,
  seedTenantRows,
  suggestionRow,
  type TenantRows,
} from './tenant-rows.fixture.ts'
import { asServer, databaseKinds, refusal, useDatabase } from './use-database.fixture.ts'

const checkViolation = '23514'
const uniqueViolation = '23505'
const noPrivilege = '42501'

type Attempt = (client: pg.ClientBase, rows: TenantRows) => Promise<unknown>

/** A message in the first conversation that its author approved with these words. */
async function sendOwn(
  client: pg.ClientBase,
  rows: TenantRows,
  change: { approval?: Record<string, unknown>; message?: Record<string, unknown> } = {},
): Promise<string> {
  const approval = approvalRow(rows, 'On its way.', change.approval)
  await insertRow(client, 'approvals', approval)
  const id = crypto.randomUUID()
  await insertRow(
    client,
    'messages',
    outboundRow(rows, { id, seq: 10, content: 'On its way.', approval_id: approval.id, ...change.message }),
  )
  return id
}

/** A second suggestion, decided already, so that it may stand beside the pending one. */
async function addSuggestion(client: pg.ClientBase, rows: TenantRows, decision: string): Promise<string> {
  const id = crypto.randomUUID()
  await insertRow(client, 'suggestions', {
    id,
    tenant_id: rows.tenantId,
    ...suggestionRow(rows.conversationId, { decision, status: 'auto_sent' }),
  })
  return id
}

const refused: readonly (readonly [name: string, code: string, attempt: Attempt])[] = [
  [
    'an outbound message without an approval',
    checkViolation,
    (client, rows) =>
      insertRow(
        client,
        'messages',
        outboundRow(rows, { seq: 10, content: 'On its way.', approval_id: null }),
      ),
  ],
  [
    'an outbound message with an approval that does not exist',
    checkViolation,
    (client, rows) =>
      insertRow(
        client,
        'messages',
        outboundRow(rows, { seq: 10, content: 'On its way.', approval_id: crypto.randomUUID() }),
      ),
  ],
  [
    'an outbound message with the approval of another conversation',
    checkViolation,
    (client, rows) => sendOwn(client, rows, { approval: { conversation_id: rows.otherConversationId } }),
  ],
  [
    'an outbound message with other words than were approved',
    checkViolation,
    (client, rows) => sendOwn(client, rows, { message: { content: 'On its way!' } }),
  ],
  [
    "an outbound message under somebody else's name",
    checkViolation,
    (client, rows) => sendOwn(client, rows, { message: { author_id: rows.colleagueId } }),
  ],
  [
    'an approved suggestion under the name of somebody who did not approve it',
    checkViolation,
    (client, rows) =>
      sendOwn(client, rows, {
        approval: { kind: 'suggestion', suggestion_id: rows.suggestionId },
        message: { author_id: rows.colleagueId },
      }),
  ],
  [
    'new words in a message that was approved',
    checkViolation,
    async (client, rows) => {
      const id = await sendOwn(client, rows)
      await client.query("UPDATE messages SET content = 'Something else.' WHERE id = $1", [id])
    },
  ],
  [
    'another author of a message that was approved',
    checkViolation,
    async (client, rows) => {
      const id = await sendOwn(client, rows)
      await client.query('UPDATE messages SET author_id = $2 WHERE id = $1', [id, rows.colleagueId])
    },
  ],
  [
    'turning what a customer wrote into a reply',
    checkViolation,
    (client, rows) =>
      client.query("UPDATE messages SET direction = 'outbound', delivery_status = 'pending' WHERE id = $1", [
        rows.inboundId,
      ]),
  ],
  [
    'taking the approval off a message',
    checkViolation,
    async (client, rows) => {
      const id = await sendOwn(client, rows)
      await client.query('UPDATE messages SET approval_id = NULL WHERE id = $1', [id])
    },
  ],
  [
    'a second message on one approval',
    uniqueViolation,
    async (client, rows) => {
      const approval = approvalRow(rows, 'On its way.')
      await insertRow(client, 'approvals', approval)
      for (const seq of [10, 11]) {
        const message = outboundRow(rows, { seq, content: 'On its way.', approval_id: approval.id })
        await insertRow(client, 'messages', message)
      }
    },
  ],
  [
    'a second approval of one suggestion',
    uniqueViolation,
    async (client, rows) => {
      for (const text of ['On its way.', 'On its way!']) {
        const approval = approvalRow(rows, text, { kind: 'suggestion', suggestion_id: rows.suggestionId })
        await insertRow(client, 'approvals', approval)
      }
    },
  ],
  [
    'an auto-send approval of a suggestion that needs a person',
    checkViolation,
    async (client, rows) => {
      const suggestion_id = await addSuggestion(client, rows, 'NEED_APPROVAL')
      const approval = approvalRow(rows, 'On its way.', {
        kind: 'auto_send',
        suggestion_id,
        membership_id: null,
      })
      await insertRow(client, 'approvals', approval)
    },
  ],
  [
    'changing the verdict on a suggestion so that it may be sent',
    checkViolation,
    (client, rows) =>
      client.query("UPDATE suggestions SET decision = 'AUTO_SEND' WHERE id = $1", [rows.suggestionId]),
  ],
  [
    'changing the words of a suggestion',
    checkViolation,
    (client, rows) => client.query("UPDATE suggestions SET text = 'x' WHERE id = $1", [rows.suggestionId]),
  ],
  [
    'an auto-send approval without a suggestion',
    checkViolation,
    (client, rows) =>
      insertRow(client, 'approvals', approvalRow(rows, 'x', { kind: 'auto_send', membership_id: null })),
  ],
  [
    'an approval of a suggestion by nobody',
    checkViolation,
    (client, rows) =>
      insertRow(
        client,
        'approvals',
        approvalRow(rows, 'x', { kind: 'suggestion', suggestion_id: rows.suggestionId, membership_id: null }),
      ),
  ],
  [
    "an approval of another conversation's suggestion",
    checkViolation,
    (client, rows) =>
      insertRow(
        client,
        'approvals',
        approvalRow(rows, 'x', {
          kind: 'suggestion',
          suggestion_id: rows.suggestionId,
          conversation_id: rows.otherConversationId,
        }),
      ),
  ],
  [
    'queueing what a customer wrote for delivery',
    checkViolation,
    (client, rows) => insertRow(client, 'outbound_messages', outboxRow(rows, rows.inboundId)),
  ],
  [
    'queueing a reply for delivery to another conversation',
    checkViolation,
    async (client, rows) => {
      const id = await sendOwn(client, rows)
      const row = { ...outboxRow(rows, id), conversation_id: rows.otherConversationId }
      await insertRow(client, 'outbound_messages', row)
    },
  ],
  [
    'queueing one reply twice',
    uniqueViolation,
    async (client, rows) => {
      const id = await sendOwn(client, rows)
      await insertRow(client, 'outbound_messages', outboxRow(rows, id))
      await insertRow(client, 'outbound_messages', { ...outboxRow(rows, id), idempotency_key: 'another' })
    },
  ],
  [
    'a second pending suggestion in a conversation',
    uniqueViolation,
    (client, rows) =>
      insertRow(client, 'suggestions', {
        id: crypto.randomUUID(),
        tenant_id: rows.tenantId,
        ...suggestionRow(rows.conversationId),
      }),
  ],
  [
    'a second open escalation in a conversation',
    uniqueViolation,
    (client, rows) =>
      insertRow(client, 'escalations', {
        id: crypto.randomUUID(),
        tenant_id: rows.tenantId,
        conversation_id: rows.conversationId,
        reason: 'policy',
        status: 'claimed',
      }),
  ],
  [
    'two messages with one place in a thread',
    uniqueViolation,
    (client, rows) => sendOwn(client, rows, { message: { seq: 1 } }),
  ],
  ['changing an approval', noPrivilege, client => client.query('UPDATE approvals SET policy_version = 2')],
  ['deleting an approval', noPrivilege, client => client.query('DELETE FROM approvals')],
  ['changing the audit trail', noPrivilege, client => client.query("UPDATE audit_events SET action = 'x'")],
  ['deleting from the audit trail', noPrivilege, client => client.query('DELETE FROM audit_events')],
  ['emptying the audit trail', noPrivilege, client => client.query('TRUNCATE audit_events')],
]

const refusedToTheOwner: readonly (readonly [name: string, statement: string])[] = [
  ['changing the audit trail', "UPDATE audit_events SET action = 'x'"],
  ['deleting from the audit trail', 'DELETE FROM audit_events'],
  ['emptying the audit trail', 'TRUNCATE audit_events'],
  ['changing an approval', 'UPDATE approvals SET policy_version = 2'],
]

describe.each(databaseKinds)('what the database refuses, %s', kind => {
  const database = useDatabase(kind)
  let seeded: TenantRows | undefined
  const prepare = async (context: TestContext) => {
    const { admin } = database(context)
    seeded ??= await seedTenantRows(admin, kind)
    return { admin, rows: seeded }
  }

  it('is not a reply that its author approved, nor its place in the outbox', async context => {
    const { admin, rows } = await prepare(context)
    const code = await refusal(
      asServer(admin, rows.tenantId, async client => {
        const id = await sendOwn(client, rows)
        await insertRow(client, 'outbound_messages', outboxRow(rows, id))
      }),
    )
    expect(code).toBe(null)
  })

  it('is not an automatic reply whose verdict was to send', async context => {
    const { admin, rows } = await prepare(context)
    const code = await refusal(
      asServer(admin, rows.tenantId, async client => {
        const suggestion_id = await addSuggestion(client, rows, 'AUTO_SEND')
        await sendOwn(client, rows, {
          approval: { kind: 'auto_send', suggestion_id, membership_id: null },
          message: { author_id: null, sender_kind: 'ai' },
        })
      }),
    )
    expect(code).toBe(null)
  })

  it.for(refused)('is %s', async ([, expected, attempt], context) => {
    const { admin, rows } = await prepare(context)
    expect(await refusal(asServer(admin, rows.tenantId, client => attempt(client, rows)))).toBe(expected)
  })

  it.for(refusedToTheOwner)('is %s, to the owner too', async ([, statement], context) => {
    const { admin } = await prepare(context)
    expect(await refusal(admin.query(statement))).toBe(noPrivilege)
  })
})
