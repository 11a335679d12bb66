import { describe, expect, it, type TestContext } from 'vitest'
import { resolveSession } from './platform-session.repo.ts'
import {
  beginSignIn,
  changeStoredEmail,
  changeStoredPassword,
  confirmEmail,
  endOtherSessions,
  endSession,
  findAccount,
  findEmailToken,
  findPerson,
  forgiveSignIn,
  issueEmailToken,
  listOwnSessions,
  listOwnTenants,
  moveSession,
  openSession,
  registerSignUp,
  resetStoredPassword,
  rotateSession,
  signOutSession,
  updateStoredAccount,
  within,
} from './platform-sign-in.repo.ts'
import { insertRow, seedTenantRows, type TenantRows } from './tenant-rows.fixture.ts'
import { type DatabaseKind, type Owner, useDatabase } from './use-database.fixture.ts'

const noon = new Date('2026-05-04T12:00:00.000Z')
const after = (ms: number) => new Date(noon.getTime() + ms)
const minute = 60_000
const day = 24 * 60 * minute

describe.each<{ kind: DatabaseKind; owner: Owner }>([
  { kind: 'embedded', owner: 'superuser' },
  { kind: 'native', owner: 'superuser' },
  { kind: 'native', owner: 'landlord' },
])('people and sessions, $kind, the owner is a $owner', ({ kind, owner }) => {
  const database = useDatabase(kind, owner)
  let count = 0
  const prepare = async (context: TestContext) => {
    const { admin, open } = database(context)
    count += 1
    const one = await seedTenantRows(admin, `one-${count}`)
    const two = await seedTenantRows(admin, `two-${count}`)
    await admin.query('UPDATE users SET email_verified_at = now()')
    await admin.query('DELETE FROM sessions')
    const { rows } = await admin.query<{ email: string }>('SELECT email FROM users WHERE id = $1', [
      one.userId,
    ])
    const run = open.database.statement
    const hash = (name: string | number) => `${one.tenantId}-${name}`
    const enter = (name: string, at = noon, change: object = {}) => {
      const id = crypto.randomUUID()
      const session = { ...sessionOf(one, at), id, tokenHash: hash(name), familyHash: hash(`family-${name}`) }
      return openSession(run, { ...session, ...change }).then(opened => ({ id, opened }))
    }
    const lines = async () => {
      const found = await admin.query<{ entity_id: string }>(
        `SELECT entity_id FROM sync_events WHERE type = 'access.ended' AND tenant_id = ANY($1) ORDER BY id`,
        [[one.tenantId, two.tenantId]],
      )
      return found.rows.map(row => row.entity_id)
    }
    return { admin, open, run, one, two, email: rows[0]?.email ?? '', hash, enter, lines }
  }

  it('counts wrong passwords, locks for longer each time, and forgets them at a right one', async context => {
    const { run, email, admin, one } = await prepare(context)
    const keys = { account: `account-${email}`, address: null }
    let now = noon
    const locks: (number | null)[] = []
    for (let turn = 0; turn < 12; turn += 1) {
      const tried = await beginSignIn(run, email, keys, now)
      expect(tried).toMatchObject({ userId: one.userId, lockedUntil: null, attempts: turn + 1 })
      locks.push(tried.nextLock === null ? null : (tried.nextLock.getTime() - now.getTime()) / 1000)
      if (tried.nextLock !== null) {
        expect((await beginSignIn(run, email, keys, now)).lockedUntil).toEqual(tried.nextLock)
        now = tried.nextLock
      }
    }
    expect(locks).toEqual([null, null, null, null, 15, 30, 60, 120, 240, 480, 900, 900])
    await forgiveSignIn(run, keys)
    expect(await beginSignIn(run, email, keys, now)).toMatchObject({ attempts: 1, nextLock: null })
    // Unlocking by hand forgets as well.
    for (let turn = 0; turn < 4; turn += 1) await beginSignIn(run, email, keys, now)
    expect((await beginSignIn(run, email, keys, now)).lockedUntil).not.toBe(null)
    await admin.query('UPDATE users SET locked_until = NULL WHERE id = $1', [one.userId])
    expect(await beginSignIn(run, email, keys, now)).toMatchObject({ attempts: 1, lockedUntil: null })
  })

  it('counts an e-mail nobody has in the same way', async context => {
    const { run, one } = await prepare(context)
    const keys = { account: `nobody-${one.tenantId}`, address: null }
    const nobody = `nobody-${one.tenantId}@x.test`
    for (let turn = 0; turn < 5; turn += 1) {
      expect(await beginSignIn(run, nobody, keys, noon)).toMatchObject({ lockedUntil: null, userId: null })
    }
    expect((await beginSignIn(run, nobody, keys, noon)).lockedUntil).toEqual(after(15_000))
  })

  it('lets five of many tries at once through', async context => {
    const { run, email } = await prepare(context)
    const keys = { account: `many-${email}`, address: null }
    const tried = await Promise.all(Array.from({ length: 20 }, () => beginSignIn(run, email, keys, noon)))
    expect(tried.filter(one => one.lockedUntil === null)).toHaveLength(5)
  })

  it('locks an address that tries many accounts, and gives right tries back', async context => {
    const { run, one, email } = await prepare(context)
    const address = `address-${one.tenantId}`
    const keys = (turn: number) => ({ account: `${one.tenantId}-${turn}`, address })
    for (let turn = 0; turn < 200; turn += 1) {
      await beginSignIn(run, email, keys(turn), noon)
      await forgiveSignIn(run, keys(turn))
    }
    for (let turn = 0; turn < 50; turn += 1) {
      expect((await beginSignIn(run, email, keys(turn), noon)).lockedUntil).toBe(null)
    }
    expect((await beginSignIn(run, email, keys(99), noon)).lockedUntil).toEqual(after(15_000))
    expect((await beginSignIn(run, email, keys(99), after(30 * minute))).lockedUntil).toBe(null)
  })

  it('finds a person with the strongest membership that is open', async context => {
    const { admin, run, one, two, email } = await prepare(context)
    expect(await findPerson(run, 'nobody@x.test')).toBe(null)
    expect(await findPerson(run, email)).toMatchObject({ userId: one.userId, membershipId: one.memberId })
    const stronger = crypto.randomUUID()
    const member = { id: stronger, tenant_id: two.tenantId, user_id: one.userId, role: 'owner' }
    await insertRow(admin, 'memberships', member)
    expect(await findPerson(run, email)).toMatchObject({ membershipId: stronger, tenantId: two.tenantId })
    expect((await listOwnTenants(run, one.userId)).map(row => row.membershipId).sort()).toEqual(
      [stronger, one.memberId].sort(),
    )
    await admin.query("UPDATE tenants SET status = 'restricted' WHERE id = $1", [two.tenantId])
    expect(await findPerson(run, email)).toMatchObject({ membershipId: one.memberId })
    expect(await listOwnTenants(run, one.userId)).toHaveLength(1)
    await admin.query('UPDATE memberships SET disabled_at = now() WHERE id = $1', [one.memberId])
    expect(await findPerson(run, email)).toMatchObject({ membershipId: null, tenantId: null })
  })

  it('registers an address once, and again until it is confirmed', async context => {
    const { run, one } = await prepare(context)
    const email = `new-${one.tenantId}@x.test`
    const sign = (name: string) =>
      registerSignUp(run, {
        id: crypto.randomUUID(),
        username: crypto.randomUUID(),
        email,
        name,
        passwordHash: `hash of ${name}`,
        language: 'ru',
        tenantName: 'T',
        now: noon,
      })
    const first = await sign('first')
    expect(first).toMatchObject({ outcome: 'new', name: 'first' })
    expect(await sign('second')).toEqual({ outcome: 'unverified', userId: first.userId, name: 'second' })
    expect(await findAccount(run, first.userId)).toMatchObject({
      name: 'second',
      passwordHash: 'hash of second',
      language: 'ru',
    })
    const issued = { ...tokenOf(first.userId, 'verify', email, 'a'), now: noon }
    expect(await issueEmailToken(run, issued)).toBe(true)
    expect(await Promise.all([1, 2, 3].map(() => confirmEmail(run, issued.id, after(1))))).toEqual(
      expect.arrayContaining([true, false, false]),
    )
    expect(await sign('third')).toMatchObject({ outcome: 'taken', name: 'second' })
    expect(await findAccount(run, first.userId)).toMatchObject({ passwordHash: 'hash of second' })
    await updateStoredAccount(run, first.userId, 'Fourth', null)
    expect(await findAccount(run, first.userId)).toMatchObject({ name: 'Fourth', language: 'ru' })
  })

  it('finds a mailed secret by link or code while it is good, five codes long', async context => {
    const { run, one, email } = await prepare(context)
    const byLink = (tokenHash: string) => ({ tokenHash, userId: null, email: null, codeHash: null })
    const byCode = (codeHash: string, address = email) => ({
      tokenHash: null,
      userId: null,
      email: address,
      codeHash,
    })
    const token = tokenOf(one.userId, 'reset', email, `t-${count}`)
    expect(await issueEmailToken(run, token)).toBe(true)
    const find = (
      proof: Parameters<typeof findEmailToken>[2],
      kindOf: 'reset' | 'verify' = 'reset',
      at = noon,
    ) => findEmailToken(run, kindOf, proof, at)
    expect(await find(byLink(token.tokenHash))).toMatchObject({
      tokenId: token.id,
      userId: one.userId,
      email,
    })
    expect(await find(byCode(token.codeHash))).toMatchObject({ tokenId: token.id })
    expect(await find(byLink(token.tokenHash), 'verify')).toBe(null)
    expect(await find(byLink('other'))).toBe(null)
    expect(await find(byLink(token.tokenHash), 'reset', token.expiresAt)).toBe(null)
    expect(await find(byCode(token.codeHash, 'nobody@x.test'))).toBe(null)
    for (let turn = 0; turn < 4; turn += 1) expect(await find(byCode('wrong'))).toBe(null)
    expect(await find(byCode(token.codeHash))).toMatchObject({ tokenId: token.id })
    expect(await find(byCode('wrong'))).toBe(null)
    expect(await find(byCode(token.codeHash))).toBe(null)
    // The next one ends the one before; five an hour.
    const next = tokenOf(one.userId, 'reset', email, `u-${count}`)
    expect(await issueEmailToken(run, next)).toBe(true)
    expect(await find(byLink(token.tokenHash))).toBe(null)
    expect(await find(byCode(next.codeHash))).toMatchObject({ tokenId: next.id })
    expect(await find(byCode(next.codeHash), 'reset', after(10 * minute))).toBe(null)
    expect(await find(byLink(next.tokenHash), 'reset', after(10 * minute))).toMatchObject({
      tokenId: next.id,
    })
    for (let turn = 0; turn < 3; turn += 1) {
      expect(await issueEmailToken(run, tokenOf(one.userId, 'reset', email, `${turn}-${count}`))).toBe(true)
    }
    const sixth = tokenOf(one.userId, 'reset', email, `v-${count}`)
    expect(await issueEmailToken(run, sixth)).toBe(false)
    expect(await issueEmailToken(run, { ...sixth, now: after(61 * minute) })).toBe(true)
  })

  it('sets a new password once, and ends what an intruder could hold', async context => {
    const { run, one, email, enter, lines } = await prepare(context)
    const { id } = await enter('a')
    const token = tokenOf(one.userId, 'reset', email, `r-${count}`)
    const change = tokenOf(one.userId, 'change', `new-${email}`, `c-${count}`)
    await issueEmailToken(run, token)
    await issueEmailToken(run, change)
    const reset = await Promise.all(
      [1, 2, 3].map(turn => resetStoredPassword(run, token.id, `new ${turn}`, after(1))),
    )
    expect(reset.filter(Boolean)).toHaveLength(1)
    expect(await resolveSession(run, id, false, after(2))).toBe(null)
    expect(await lines()).toEqual([id])
    expect(await findAccount(run, one.userId)).toMatchObject({
      passwordHash: `new ${reset.indexOf(true) + 1}`,
      newEmail: null,
    })
    expect(await changeStoredEmail(run, change.id, after(2))).toBe(false)
  })

  it('keeps this session when the password is changed, and no other', async context => {
    const { run, one, enter, lines } = await prepare(context)
    const here = await enter('here')
    const there = await enter('there')
    expect(await changeStoredPassword(run, one.userId, 'new', here.id, after(1))).toBe(1)
    expect(await resolveSession(run, here.id, false, after(2))).not.toBe(null)
    expect(await resolveSession(run, there.id, false, after(2))).toBe(null)
    expect(await lines()).toEqual([there.id])
  })

  it('moves an account to another address, unless it has one', async context => {
    const { run, one, email } = await prepare(context)
    const fresh = tokenOf(one.userId, 'change', `moved-${email}`, `m-${count}`)
    await issueEmailToken(run, fresh)
    expect(await findAccount(run, one.userId)).toMatchObject({ email, newEmail: `moved-${email}` })
    expect(await changeStoredEmail(run, fresh.id, after(1))).toBe(true)
    expect(await changeStoredEmail(run, fresh.id, after(1))).toBe(false)
    expect(await findAccount(run, one.userId)).toMatchObject({ email: `moved-${email}`, newEmail: null })
    const taken = { ...tokenOf(one.userId, 'change', 'taken', `n-${count}`) }
    const { admin } = await prepare(context)
    const { rows } = await admin.query<{ email: string }>('SELECT email FROM users WHERE id <> $1 LIMIT 1', [
      one.userId,
    ])
    await issueEmailToken(run, { ...taken, email: rows[0]?.email ?? '' })
    expect(await changeStoredEmail(run, taken.id, after(1))).toBe(false)
  })

  it('opens a session for what is open, and knows a device it has seen', async context => {
    const { admin, run, one, two, enter } = await prepare(context)
    expect((await enter('a')).opened).toEqual({ expiresAt: after(30 * day), newDevice: false })
    expect((await enter('b')).opened?.newDevice).toBe(false)
    expect((await enter('c', noon, { device: 'Firefox on Windows' })).opened?.newDevice).toBe(true)
    expect((await enter('d', noon, { device: 'Firefox on Windows' })).opened?.newDevice).toBe(false)
    expect((await enter('e', noon, { membershipId: two.memberId })).opened).toBe(null)
    await admin.query(
      'UPDATE tenants SET session_idle_minutes = 60, session_absolute_minutes = 90 WHERE id = $1',
      [one.tenantId],
    )
    expect((await enter('f')).opened?.expiresAt).toEqual(after(60 * minute))
    await admin.query("UPDATE tenants SET status = 'restricted' WHERE id = $1", [one.tenantId])
    expect((await enter('g')).opened).toBe(null)
    expect((await listOwnSessions(run, one.userId, after(1))).map(row => row.device)).toContain(
      'Firefox on Windows',
    )
  })

  it('says who a session is, and notes its use now and then', async context => {
    const { admin, run, one, enter } = await prepare(context)
    const { id } = await enter('a')
    const expected = {
      userId: one.userId,
      membershipId: one.memberId,
      tenantId: one.tenantId,
      role: 'operator',
    }
    expect(await resolveSession(run, id, true, after(minute))).toEqual({
      ...expected,
      expiresAt: after(30 * day),
    })
    await Promise.all([1, 2, 3, 4].map(() => resolveSession(run, id, true, after(6 * minute))))
    expect(await resolveSession(run, id, true, after(7 * minute))).toEqual({
      ...expected,
      expiresAt: after(30 * day + 6 * minute),
    })
    expect(await resolveSession(run, id, false, after(20 * minute))).toMatchObject({
      expiresAt: after(30 * day + 6 * minute),
    })
    const { rows } = await admin.query(
      `SELECT day::text, first_seen_at, last_seen_at, count FROM user_activity
       WHERE membership_id = $1 AND last_seen_at >= $2`,
      [one.memberId, noon],
    )
    expect(rows).toEqual([
      { day: '2026-05-04', first_seen_at: expect.any(Date), last_seen_at: after(6 * minute), count: 3 },
    ])
    await admin.query("UPDATE memberships SET role = 'viewer' WHERE id = $1", [one.memberId])
    expect(await resolveSession(run, id, true, after(8 * minute))).toMatchObject({ role: 'viewer' })
    expect(await resolveSession(run, crypto.randomUUID(), true, noon)).toBe(null)
  })

  it('lets a session end for idleness, and however much it is used', async context => {
    const { admin, run, one, enter } = await prepare(context)
    await admin.query(
      'UPDATE tenants SET session_idle_minutes = 20, session_absolute_minutes = 60 WHERE id = $1',
      [one.tenantId],
    )
    const idle = await enter('idle')
    expect(await resolveSession(run, idle.id, true, after(19 * minute))).not.toBe(null)
    expect(await resolveSession(run, idle.id, true, after(38 * minute))).not.toBe(null)
    expect(await resolveSession(run, idle.id, true, after(57 * minute))).toMatchObject({
      expiresAt: after(60 * minute),
    })
    expect(await resolveSession(run, idle.id, true, after(60 * minute))).toBe(null)
    const left = await enter('left')
    expect(await resolveSession(run, left.id, true, after(20 * minute))).toBe(null)
    // A shorter time that is set later counts at once.
    const late = await enter('late')
    await admin.query('UPDATE tenants SET session_idle_minutes = 10 WHERE id = $1', [one.tenantId])
    expect(await resolveSession(run, late.id, true, after(11 * minute))).toBe(null)
    await admin.query(
      'UPDATE tenants SET session_idle_minutes = 30, session_absolute_minutes = 1440 WHERE id = $1',
      [one.tenantId],
    )
    const long = await enter('long')
    expect(await resolveSession(run, long.id, true, after(20 * minute))).not.toBe(null)
    await admin.query('UPDATE sessions SET created_at = $2 WHERE id = $1', [long.id, after(-day)])
    expect(await resolveSession(run, long.id, true, after(21 * minute))).toBe(null)
  })

  it.for<[string, string]>([
    ['the membership ends', 'UPDATE memberships SET disabled_at = now() WHERE id = $1'],
    [
      'the person is shut out',
      'UPDATE users SET disabled_at = now() WHERE id = (SELECT user_id FROM memberships WHERE id = $1)',
    ],
    [
      'the tenant is restricted',
      "UPDATE tenants SET status = 'restricted' WHERE id = (SELECT tenant_id FROM memberships WHERE id = $1)",
    ],
  ])('is nobody at once when %s, and says so in the log', async ([, change], context) => {
    const { admin, run, one, hash, enter, lines } = await prepare(context)
    const { id } = await enter('a')
    expect(await resolveSession(run, id, true, after(1))).not.toBe(null)
    await admin.query(change, [one.memberId])
    expect(await resolveSession(run, id, true, after(2))).toBe(null)
    expect(
      await rotateSession(run, { hash: hash('a'), familyHash: hash('family-a') }, hash('b'), after(2)),
    ).toBe(null)
    const ended = await lines()
    expect(ended).toHaveLength(1)
    expect([one.memberId, one.userId, one.tenantId]).toContain(ended[0])
  })

  it('tells of another role as of an end', async context => {
    const { open, one, lines } = await prepare(context)
    await open.database.withTenant(one.tenantId, async tx => {
      await within(tx)("UPDATE memberships SET role = 'viewer' WHERE id = $1::uuid RETURNING id", [
        one.memberId,
      ])
    })
    expect(await lines()).toEqual([one.memberId])
  })

  it('swaps a refresh token once, and ends the session when any earlier one comes again', async context => {
    const { run, one, hash, enter } = await prepare(context)
    const { id } = await enter('a')
    const familyHash = hash('family-a')
    const swap = (from: string, to: string, ms: number) =>
      rotateSession(run, { hash: hash(from), familyHash }, hash(to), after(ms))
    const swapped = { sessionId: id, membershipId: one.memberId }
    expect(await swap('a', 'b', 1)).toMatchObject(swapped)
    expect(await swap('b', 'c', 2)).toMatchObject(swapped)
    expect(await swap('c', 'd', 3)).toMatchObject(swapped)
    // Three before the current one.
    expect(await swap('a', 'x', 4)).toBe(null)
    expect(await swap('d', 'e', 5)).toBe(null)
  })

  it('swaps no token that has run out, was revoked or is unknown', async context => {
    const { run, hash, enter } = await prepare(context)
    const swap = (name: string, ms: number) =>
      rotateSession(run, { hash: hash(name), familyHash: hash(`family-${name}`) }, hash('x'), after(ms))
    await enter('old')
    expect(await swap('old', 30 * day)).toBe(null)
    await enter('ended')
    expect(await signOutSession(run, hash('ended'), noon)).not.toBe(null)
    expect(await signOutSession(run, hash('ended'), noon)).toBe(null)
    expect(await swap('ended', 1)).toBe(null)
    expect(await swap('unknown', 1)).toBe(null)
  })

  it('swaps a token for one of many who ask at once', async context => {
    const { run, hash, enter } = await prepare(context)
    await enter('a')
    const old = { hash: hash('a'), familyHash: hash('family-a') }
    const asked = await Promise.all(
      Array.from({ length: 10 }, (_, turn) => rotateSession(run, old, hash(turn), noon)),
    )
    expect(asked.filter(answer => answer !== null && answer !== 'outrun')).toHaveLength(1)
  })

  it('ends sessions of their own person only', async context => {
    const { run, one, two, enter, lines } = await prepare(context)
    const a = await enter('a')
    const b = await enter('b')
    const c = await enter('c')
    expect(await endSession(run, a.id, two.userId, after(1))).toBe(false)
    expect(await endSession(run, a.id, one.userId, after(1))).toBe(true)
    expect(await endSession(run, a.id, one.userId, after(1))).toBe(false)
    expect(await endOtherSessions(run, one.userId, c.id, after(1))).toBe(1)
    expect((await listOwnSessions(run, one.userId, after(2))).map(row => row.id)).toEqual([c.id])
    expect(await lines()).toEqual([a.id, b.id])
  })

  it('moves a session to another membership of its person, and to nobody else’s', async context => {
    const { admin, run, one, two, hash, enter, lines } = await prepare(context)
    const { id } = await enter('a')
    const move = (membershipId: string, name: string) =>
      moveSession(run, {
        id,
        userId: one.userId,
        membershipId,
        tokenHash: hash(name),
        familyHash: hash(`family-${name}`),
        now: after(1),
      })
    expect(await move(two.memberId, 'b')).toBe(null)
    const other = crypto.randomUUID()
    await insertRow(admin, 'memberships', {
      id: other,
      tenant_id: two.tenantId,
      user_id: one.userId,
      role: 'viewer',
    })
    expect(await move(other, 'c')).not.toBe(null)
    expect(await resolveSession(run, id, true, after(2))).toMatchObject({
      tenantId: two.tenantId,
      membershipId: other,
      role: 'viewer',
    })
    expect(await lines()).toEqual([id])
    const swap = (name: string) =>
      rotateSession(run, { hash: hash(name), familyHash: hash(`family-${name}`) }, hash('y'), after(3))
    expect(await swap('a')).toBe(null)
    expect(await swap('c')).toMatchObject({ sessionId: id })
  })
})

function sessionOf({ userId, memberId }: TenantRows, now: Date) {
  return { userId, membershipId: memberId, device: null, address: null, method: 'password' as const, now }
}

function tokenOf(userId: string, kind: 'verify' | 'reset' | 'change', email: string, name: string) {
  return {
    id: crypto.randomUUID(),
    userId,
    kind,
    email,
    tokenHash: `${userId}-${name}`,
    codeHash: `code-${name}`,
    now: noon,
    expiresAt: after(60 * minute),
  }
}
