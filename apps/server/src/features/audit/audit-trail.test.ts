import { actorKinds } from '@countersign/shared/audit/audit.contract'
import { hashAuditEvent, makeChainReader } from '@countersign/shared/audit/audit-chain.policy'
import fc from 'fast-check'
import { describe, expect, it, type TestContext } from 'vitest'
import { sqlOf } from '../../db/sql-of.ts'
import { insertRow, seedTenantRows } from '../../db/tenant-rows.fixture.ts'
import { asServer, databaseKinds, refusal, useDatabase } from '../../db/use-database.fixture.ts'
import { inWork } from '../../telemetry/log.ts'
import { type AuditEntry, insertAuditEvent, readLinks } from './audit.repo.ts'
import { checkAudit, sha256 } from './check-audit.ts'
import { exportChain } from './export-chain.ts'
import { recordAudit } from './record-audit.ts'

const ids = { next: () => crypto.randomUUID() as string }
let count = 0

describe.each(databaseKinds)('the trail, %s', kind => {
  const database = useDatabase(kind)
  const prepare = async (context: TestContext) => {
    const { admin, open } = database(context)
    count += 1
    const rows = await seedTenantRows(admin, `trail-${count}`)
    const note = (metadata: Record<string, string> = {}) =>
      open.database.withTenant(rows.tenantId, tx =>
        recordAudit({ ids }, tx, {
          actorKind: 'member',
          actorId: rows.memberId,
          action: 'conversation_assigned',
          entityType: 'conversation',
          entityId: rows.conversationId,
          metadata,
        }),
      )
    return { admin, database: open.database, rows, note }
  }

  it('is chained as it is written, each line to the one before', async context => {
    const { database, rows, note } = await prepare(context)
    for (const word of ['one', 'two', 'three']) await note({ word })
    expect(await checkAudit({ database }, rows.tenantId)).toMatchObject({ lines: 4, broken: null })
    const links = await database.readTenant(rows.tenantId, tx => readLinks(tx, 1, 10))
    expect(links.map(link => link.seq)).toEqual([2, 3, 4])
    expect(links.slice(1).map(link => link.prevHash)).toEqual(links.slice(0, -1).map(link => link.hash))
  })

  it('is taken away in parts that together prove it, also while it grows', async context => {
    const { database, rows, note } = await prepare(context)
    const actor = { tenantId: rows.tenantId, memberId: rows.memberId }
    const take = async (size: number) => {
      let text = ''
      for (let next: number | null | undefined; next !== null; ) {
        const part = await exportChain(
          { database, ids },
          actor,
          next === undefined ? {} : { after: next },
          size,
        )
        text += part.text
        next = part.next
        if (next === 4) await note({ word: 'meanwhile' })
      }
      const reader = makeChainReader(sha256)
      for (const line of text.split('\n').slice(0, -1)) reader.read(line)
      return reader.end()
    }
    for (const word of ['one', 'two', 'three', 'four']) await note({ word })
    // The first line is of the row the tenant was made with; that it was taken away is a line as well.
    expect(await take(2)).toMatchObject({ ok: true, tenantId: rows.tenantId, lines: 7 })
    expect(await take(7)).toMatchObject({ ok: true, lines: 7 })
    expect(await take(100)).toMatchObject({ ok: true, lines: 8 })
    const { head } = await checkAudit({ database }, rows.tenantId)
    expect(await take(100)).toMatchObject({ ok: true, lines: 9, head })
  })

  it('holds who, from where and in which request', async context => {
    const { admin, rows, note } = await prepare(context)
    const work = { requestId: 'r-1', address: '203.0.113.7', userAgent: 'Browser\u0000 \ud800 1.0' }
    await inWork(work, () => note())
    const { rows: lines } = await admin.query(
      'SELECT request_id, address, user_agent FROM audit_events WHERE tenant_id = $1 AND request_id IS NOT NULL',
      [rows.tenantId],
    )
    expect(lines).toEqual([{ request_id: 'r-1', address: '203.0.113.7', user_agent: 'Browser \ufffd 1.0' }])
  })

  it('hashes every line as the export does, whatever stands in it', async context => {
    const { database, rows } = await prepare(context)
    const text = fc
      .string({ unit: 'grapheme', maxLength: 20 })
      .map(one => one.replaceAll('\u0000', '').toWellFormed())
    const optional = fc.option(text, { nil: null })
    const entry: fc.Arbitrary<AuditEntry> = fc.record({
      id: fc.uuid(),
      actorKind: fc.constantFrom(...actorKinds),
      actorId: fc.option(fc.uuid(), { nil: null }),
      action: text,
      entityType: text,
      entityId: fc.uuid(),
      metadata: fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)), {
        maxKeys: 3,
      }),
      requestId: optional,
      address: optional,
      userAgent: optional,
    })
    const entries = fc.sample(entry, 60)
    await database.withTenant(rows.tenantId, async tx => {
      for (const one of entries) await insertAuditEvent(tx, one)
    })
    const links = await database.readTenant(rows.tenantId, tx => readLinks(tx, 0, 100))
    expect(links).toHaveLength(61)
    for (const { event, seq, prevHash, hash } of links) {
      expect(hashAuditEvent(event, seq, prevHash, sha256)).toBe(hash)
    }
    expect(await checkAudit({ database }, rows.tenantId)).toMatchObject({ lines: 61, broken: null })
  })

  it('of a transaction that is taken back leaves no line and no link', async context => {
    const { database, rows } = await prepare(context)
    const failing = database.withTenant(rows.tenantId, async tx => {
      await insertAuditEvent(tx, {
        id: ids.next(),
        actorKind: 'system',
        actorId: null,
        action: 'x',
        entityType: 'x',
        entityId: rows.tenantId,
        metadata: {},
        requestId: null,
        address: null,
        userAgent: null,
      })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await checkAudit({ database }, rows.tenantId)).toMatchObject({ lines: 1, broken: null })
  })

  it.for(['audit_events', 'audit_links', 'admin_actions'])(
    'lets nobody change %s',
    async (table, context) => {
      const { admin, rows } = await prepare(context)
      if (table === 'admin_actions') {
        await insertRow(admin, table, {
          id: ids.next(),
          action: 'flag_set',
          target_type: 'flag',
          reason: 'why',
        })
      }
      for (const statement of [
        `UPDATE ${table} SET ${table === 'audit_links' ? 'hash' : 'action'} = 'x'`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table}`,
      ]) {
        expect(await refusal(admin.query(statement)), statement).toBe('42501')
        expect(
          await refusal(asServer(admin, rows.tenantId, client => client.query(statement))),
          statement,
        ).toBe('42501')
      }
      const forge =
        table === 'admin_actions'
          ? "INSERT INTO admin_actions (id, action, target_type, reason) VALUES (gen_random_uuid(), 'x', 'x', 'x')"
          : table === 'audit_links'
            ? `INSERT INTO audit_links (tenant_id, seq, event_id, prev_hash, hash) VALUES ('${rows.tenantId}', 99, gen_random_uuid(), 'x', 'x')`
            : null
      if (forge !== null) {
        expect(await refusal(asServer(admin, rows.tenantId, client => client.query(forge)))).toBe('42501')
      }
    },
  )

  it('tells when somebody with every right has changed a line, taken one out or put one in', async context => {
    const { admin, database, rows, note } = await prepare(context)
    for (const word of ['one', 'two', 'three']) await note({ word })
    const tamper = async (statement: string) => {
      await admin.query('BEGIN')
      await admin.query("SET LOCAL session_replication_role = 'replica'")
      await admin.query(statement, [rows.tenantId])
      await admin.query('COMMIT')
      return checkAudit({ database }, rows.tenantId)
    }
    const one = (seq: number) => `(SELECT event_id FROM audit_links WHERE tenant_id = $1 AND seq = ${seq})`
    const noted = await tamper(`UPDATE audit_events SET metadata = '{"word": "tow"}' WHERE id = ${one(3)}`)
    expect(noted.broken).toEqual({ seq: 3, problem: 'it was changed' })
    const mended = await tamper(`UPDATE audit_events SET metadata = '{"word": "two"}' WHERE id = ${one(3)}`)
    expect(mended.broken).toBe(null)
    const added = await tamper(
      `INSERT INTO audit_events (id, tenant_id, actor_kind, action, entity_type, entity_id) VALUES (gen_random_uuid(), $1, 'system', 'x', 'x', $1)`,
    )
    expect(added.broken).toEqual({ seq: 5, problem: 'a line has no link, or a link no line' })
    await tamper("DELETE FROM audit_events WHERE tenant_id = $1 AND action = 'x'")
    const removed = await tamper(`DELETE FROM audit_events WHERE id = ${one(2)}`)
    expect(removed.broken).toEqual({ seq: 2, problem: 'it is number 3: one was removed, added or moved' })
  })
})

describe('the trail of a busy tenant', () => {
  const database = useDatabase('native')

  it('stays one chain, and nobody waits in a circle', async context => {
    const { admin, open } = database(context)
    const tenants = [await seedTenantRows(admin, 'busy-a'), await seedTenantRows(admin, 'busy-b')]
    const write = (tenant: (typeof tenants)[number], conversationId: string) =>
      open.database.withTenant(tenant.tenantId, async tx => {
        const fact = {
          actorKind: 'system',
          actorId: null,
          action: 'conversation_read',
          entityType: 'conversation',
          entityId: conversationId,
        } as const
        // Lines before and after a lock that others want in the other order.
        await recordAudit({ ids }, tx, fact)
        await sqlOf(tx).$executeRaw`
          UPDATE conversations SET version = version + 1 WHERE tenant_id = ${tx.tenantId}::uuid AND id = ${conversationId}::uuid`
        await recordAudit({ ids }, tx, fact)
      })
    const turns = Array.from({ length: 120 }, (_, turn) => {
      const tenant = tenants[turn % 2] ?? tenants[0]
      if (tenant === undefined) throw new Error('no tenant')
      return write(tenant, turn % 4 < 2 ? tenant.conversationId : tenant.otherConversationId)
    })
    await Promise.all(turns)
    for (const { tenantId } of tenants) {
      expect(await checkAudit({ database: open.database }, tenantId)).toMatchObject({
        lines: 1 + 120,
        broken: null,
      })
    }
  })
})
