import { describe, expect, it, type TestContext } from 'vitest'
import type { Actor } from '../api/actor.ts'
import type { Services } from '../api/services.ts'
import { createTenant } from '../features/identity/create-tenant.ts'
import { pullChanges } from '../realtime/pull-changes.ts'
import {
  pruneSyncLog,
  purgeEmailTokens,
  purgeInvites,
  purgeOidcTickets,
  purgeSignInLocks,
  removeUnverifiedAccounts,
} from './platform-housekeeping.repo.ts'
import { confirmEmail, issueEmailToken, registerSignUp, within } from './platform-sign-in.repo.ts'
import { insertRow, seedTenantRows } from './tenant-rows.fixture.ts'
import { type DatabaseKind, type Owner, useDatabase } from './use-database.fixture.ts'

const day = 24 * 3600_000
const noon = new Date('2026-05-04T12:00:00.000Z')
const daysAgo = (days: number) => new Date(noon.getTime() - days * day)

describe.each<{ kind: DatabaseKind; owner: Owner }>([
  { kind: 'embedded', owner: 'superuser' },
  { kind: 'native', owner: 'superuser' },
  { kind: 'native', owner: 'landlord' },
])('what is over, $kind, the owner is a $owner', ({ kind, owner }) => {
  const database = useDatabase(kind, owner)
  let count = 0
  const prepare = (context: TestContext) => {
    const { admin, open } = database(context)
    const run = open.database.statement
    const services = {
      database: open.database,
      ids: { next: () => crypto.randomUUID() },
      clock: { now: () => noon },
    } as unknown as Services
    const left = async (sql: string, ...values: unknown[]) =>
      (await admin.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`, values)).rows[0]?.n
    /** Somebody who signed up and has not confirmed their address. */
    const signUp = async (at: Date) => {
      count += 1
      const userId = crypto.randomUUID()
      const tenantId = crypto.randomUUID()
      const email = `unverified-${count}@x.test`
      const tokenId = crypto.randomUUID()
      await open.database.withTenant(tenantId, async tx => {
        const person = {
          id: userId,
          username: userId,
          email,
          name: 'N',
          passwordHash: 'x',
          language: 'en' as const,
          tenantName: 'T',
        }
        await registerSignUp(within(tx), { ...person, now: at })
        await createTenant(services, tx, { name: 'T', language: 'en', ownerUserId: userId })
        await issueEmailToken(within(tx), {
          id: tokenId,
          userId,
          kind: 'verify',
          email,
          tokenHash: `token-${userId}`,
          codeHash: 'code',
          now: at,
          expiresAt: new Date(at.getTime() + day),
        })
      })
      return { userId, tenantId, tokenId, email }
    }
    return { admin, open, run, services, left, signUp }
  }

  it('an account that was never confirmed goes after a week, with all that was made for it', async context => {
    const { admin, run, left, signUp } = prepare(context)
    const old = await signUp(daysAgo(8))
    const young = await signUp(daysAgo(6))
    const other = await seedTenantRows(admin, `other-${count}`)
    await admin.query('UPDATE users SET email_verified_at = now() WHERE id = $1', [other.userId])
    const tables = await admin.query<{ name: string }>(`
      SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname NOT LIKE 'audit_%'`)
    const rowsOf = async (tenantId: string) => {
      let rows = 0
      for (const { name } of tables.rows) {
        rows += (await left(`${name} WHERE tenant_id = $1`, tenantId)) ?? 0
      }
      return rows
    }
    const others = await rowsOf(other.tenantId)
    expect(await removeUnverifiedAccounts(run, daysAgo(7), 10)).toBe(1)
    expect(await left('users WHERE id = $1', old.userId)).toBe(0)
    expect(await left('tenants WHERE id = $1', old.tenantId)).toBe(0)
    expect(await rowsOf(old.tenantId)).toBe(0)
    // Nothing takes away what is in a trail.
    expect(await left('audit_events WHERE tenant_id = $1', old.tenantId)).toBe(1)
    expect(await left('tenants WHERE id = $1', young.tenantId)).toBe(1)
    expect(await rowsOf(other.tenantId)).toBe(others)
    expect(await removeUnverifiedAccounts(run, daysAgo(7), 10)).toBe(0)
  })

  it('an account stays that was confirmed, asked for another mail, or has anything to do with others', async context => {
    const { admin, run, left, signUp } = prepare(context)
    const confirmed = await signUp(daysAgo(20))
    expect(await confirmEmail(run, confirmed.tokenId, daysAgo(19.5))).toBe(true)
    const trying = await signUp(daysAgo(20))
    await issueEmailToken(run, {
      id: crypto.randomUUID(),
      userId: trying.userId,
      kind: 'verify',
      email: trying.email,
      tokenHash: `again-${trying.userId}`,
      codeHash: 'code',
      now: daysAgo(1),
      expiresAt: noon,
    })
    const renewed = await signUp(daysAgo(20))
    await admin.query('UPDATE users SET password_updated_at = $2 WHERE id = $1', [renewed.userId, daysAgo(2)])
    const joined = await signUp(daysAgo(20))
    await insertRow(admin, 'memberships', {
      id: crypto.randomUUID(),
      tenant_id: joined.tenantId,
      user_id: confirmed.userId,
      role: 'operator',
    })
    const noted = await signUp(daysAgo(20))
    await insertRow(admin, 'audit_events', {
      id: crypto.randomUUID(),
      tenant_id: noted.tenantId,
      actor_kind: 'system',
      action: 'tenant_updated',
      entity_type: 'tenant',
      entity_id: noted.tenantId,
    })
    const guessed = await signUp(daysAgo(20))
    await insertRow(admin, 'audit_events', {
      id: crypto.randomUUID(),
      tenant_id: guessed.tenantId,
      actor_kind: 'system',
      action: 'member_sign_in_failed',
      entity_type: 'member',
      entity_id: guessed.userId,
    })
    // Somebody's wrong guesses at its password keep no account alive.
    expect(await removeUnverifiedAccounts(run, daysAgo(7), 10)).toBe(1)
    expect(await left('users WHERE id = $1', guessed.userId)).toBe(0)
    for (const { userId, tenantId } of [confirmed, trying, renewed, joined, noted]) {
      expect(await left('users WHERE id = $1', userId)).toBe(1)
      expect(await left('tenants WHERE id = $1', tenantId)).toBe(1)
    }
  })

  it('unverified accounts go a batch at a time', async context => {
    const { run, signUp } = prepare(context)
    for (let turn = 0; turn < 3; turn += 1) await signUp(daysAgo(30))
    expect(await removeUnverifiedAccounts(run, daysAgo(7), 2)).toBe(2)
    expect(await removeUnverifiedAccounts(run, daysAgo(7), 2)).toBe(1)
  })

  it('secrets that have run out and counts long forgiven go, a batch at a time', async context => {
    const { admin, run, left } = prepare(context)
    count += 1
    const { tenantId, memberId, userId } = await seedTenantRows(admin, `over-${count}`)
    await admin.query('DELETE FROM email_tokens; DELETE FROM oidc_tickets; DELETE FROM sign_in_locks')
    await admin.query('DELETE FROM invites')
    for (const [index, at] of [daysAgo(3), daysAgo(2), daysAgo(1)].entries()) {
      const id = crypto.randomUUID()
      const text = `${tenantId}-${index}`
      const expires_at = at
      await insertRow(admin, 'email_tokens', {
        id,
        user_id: userId,
        kind: 'reset',
        email: 'a@x.test',
        token_hash: text,
        code_hash: text,
        created_at: daysAgo(9),
        expires_at,
      })
      await insertRow(admin, 'oidc_tickets', {
        ticket_hash: text,
        kind: 'state',
        sealed: Buffer.from('x'),
        expires_at,
      })
      await insertRow(admin, 'sign_in_locks', { key_hash: text, failed: 1, last_failed_at: at })
      const invite = {
        tenant_id: tenantId,
        role: 'operator',
        invited_by: memberId,
        sent_at: daysAgo(9),
        created_at: daysAgo(9),
        expires_at,
      }
      await insertRow(admin, 'invites', { ...invite, id, email: `${index}@x.test`, token_hash: text })
      await insertRow(admin, 'invites', {
        ...invite,
        id: crypto.randomUUID(),
        email: `accepted-${index}@x.test`,
        token_hash: `accepted-${text}`,
        accepted_at: at,
        accepted_by: memberId,
      })
    }
    for (const [purge, table] of [
      [purgeEmailTokens, 'email_tokens'],
      [purgeOidcTickets, 'oidc_tickets'],
      [purgeSignInLocks, 'sign_in_locks'],
      [purgeInvites, 'invites WHERE accepted_at IS NULL'],
    ] as const) {
      expect(await purge(run, daysAgo(1), 1), table).toBe(1)
      expect(await purge(run, daysAgo(1), 10), table).toBe(1)
      expect(await purge(run, daysAgo(1), 10), table).toBe(0)
      expect(await left(table), table).toBe(1)
    }
    expect(await left('invites WHERE accepted_at IS NOT NULL')).toBe(3)
  })

  it('lines of the log go, and whoever had not read them starts over', async context => {
    const { admin, run, services } = prepare(context)
    await admin.query('DELETE FROM sync_events; DELETE FROM sync_floors')
    const [mine, theirs, quiet] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
    const write = (tenantId: string, at: Date) =>
      insertRow(admin, 'sync_events', {
        tenant_id: tenantId,
        type: 'conversation.updated',
        entity_id: crypto.randomUUID(),
        created_at: at,
      })
    const pull = (tenantId: string, cursor: string | null) =>
      pullChanges(services, { tenantId } as Actor, { cursor })
    const beginning = (await pull(mine, null)).cursor
    for (const days of [40, 35, 31, 2]) await write(mine, daysAgo(days))
    for (const days of [33, 32]) await write(theirs, daysAgo(days))
    const all = (await pull(mine, beginning)).events
    expect(all).toHaveLength(4)
    const theirHead = (await pull(theirs, null)).cursor

    expect(await pruneSyncLog(run, daysAgo(30), 2)).toBe(2)
    expect(await pruneSyncLog(run, daysAgo(30), 10)).toBe(3)
    expect(await pruneSyncLog(run, daysAgo(30), 10)).toBe(0)

    const head = all[3]?.cursor
    for (const cursor of [beginning, all[0]?.cursor ?? '', all[1]?.cursor ?? '']) {
      expect(await pull(mine, cursor)).toEqual({ events: [], cursor: head, reset: true })
    }
    // What was read up to the last line that is gone goes on.
    expect(await pull(mine, all[2]?.cursor ?? '')).toEqual({ events: [all[3]], cursor: head, reset: false })
    expect(await pull(mine, head ?? '')).toEqual({ events: [], cursor: head, reset: false })
    // A log with nothing left in it still has its head, and a reset ends there.
    expect((await pull(theirs, null)).cursor).toBe(theirHead)
    expect(await pull(theirs, beginning)).toEqual({ events: [], cursor: theirHead, reset: true })
    expect(await pull(theirs, theirHead)).toEqual({ events: [], cursor: theirHead, reset: false })
    await write(theirs, daysAgo(0))
    expect((await pull(theirs, theirHead)).events).toHaveLength(1)
    // And a tenant that lost nothing has nothing to start over from.
    expect((await pull(quiet, beginning)).reset).toBe(false)
  })
})
