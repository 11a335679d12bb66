import { expect, it, vi } from 'vitest'
import { resolveSession } from './platform-session.repo.ts'
import { openSession, rotateSession } from './platform-sign-in.repo.ts'
import { seedTenantRows } from './tenant-rows.fixture.ts'
import { useDatabase } from './use-database.fixture.ts'

const database = useDatabase('native')
const now = new Date('2026-05-04T12:00:00.000Z')

it('of two processes that swap one refresh token at once one wins, and nobody takes it for a theft', async context => {
  const { admin, open } = database(context)
  const run = open.database.statement
  const { userId, memberId: membershipId } = await seedTenantRows(admin, 'race')
  const id = crypto.randomUUID()
  const familyHash = 'family'
  const session = { id, userId, membershipId, device: null, address: null, method: 'password', now } as const
  await openSession(run, { ...session, tokenHash: 'first', familyHash })
  const swap = (hash: string, next: string) => rotateSession(run, { hash, familyHash }, next, now)

  // Both have to begin before one ends: the row is held until both wait for it.
  await admin.query('BEGIN')
  await admin.query('SELECT FROM sessions WHERE id = $1 FOR UPDATE', [id])
  const asked = [swap('first', 'one'), swap('first', 'two')]
  const bothWait = async () => {
    // A transaction sees one picture of the others unless it asks for a new one.
    await admin.query('SELECT pg_stat_clear_snapshot()')
    const waiting = await admin.query(
      "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%rotate_session%'",
    )
    expect(waiting.rowCount).toBe(2)
  }
  await vi.waitFor(bothWait, { timeout: 20_000 }).finally(() => admin.query('COMMIT'))

  const answers = await Promise.all(asked)
  expect(answers.filter(answer => answer === 'outrun')).toHaveLength(1)
  expect(await swap(answers[0] === 'outrun' ? 'two' : 'one', 'next')).toMatchObject({ sessionId: id })
  // What was a race then is a copy now.
  expect(await swap('first', 'late')).toBe(null)
  expect(await resolveSession(run, id, true, now)).toBe(null)
})
