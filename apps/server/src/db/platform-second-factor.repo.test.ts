import { describe, expect, it, type TestContext } from 'vitest'
import {
  findOidcPerson,
  linkOidcIdentity,
  putOidcTicket,
  takeOidcTicket,
  unlinkOidcIdentity,
} from './platform-oidc.repo.ts'
import {
  beginSecondFactor,
  chargeSecondFactorTry,
  confirmSecondFactor,
  disableSecondFactor,
  forgiveSecondFactorTries,
  readSecondFactor,
  replaceRecoveryCodes,
  spendRecoveryCode,
  spendTotpStep,
} from './platform-second-factor.repo.ts'
import { sqlOf } from './sql-of.ts'
import { seedTenantRows } from './tenant-rows.fixture.ts'
import { databaseKinds, refusal, useDatabase } from './use-database.fixture.ts'

const noon = new Date('2026-05-04T12:00:00.000Z')
const after = (ms: number) => new Date(noon.getTime() + ms)
const bytes = (text: string) => new Uint8Array(Buffer.from(text))

describe.each(databaseKinds)('what a sign-in takes besides a password, %s', kind => {
  const database = useDatabase(kind)
  let count = 0
  const prepare = async (context: TestContext) => {
    const { admin, open } = database(context)
    count += 1
    const one = await seedTenantRows(admin, `factor-${count}`)
    const two = await seedTenantRows(admin, `other-${count}`)
    const run = open.database.statement
    const inside = open.database.withTenant
    const turnOn = async () => {
      await beginSecondFactor(run, one.userId, bytes('secret'), noon)
      return inside(one.tenantId, tx =>
        confirmSecondFactor(tx, one.userId, bytes('secret'), 10, ['a', 'b'], noon),
      )
    }
    return { admin, open, run, inside, one, two, turnOn }
  }
  const many = <T>(ask: (turn: number) => Promise<T>) =>
    Promise.all(Array.from({ length: 10 }, (_, turn) => ask(turn)))

  it('is turned on with the secret that waits, once', async context => {
    const { run, inside, one } = await prepare(context)
    expect(await readSecondFactor(run, crypto.randomUUID())).toBe(null)
    expect(await readSecondFactor(run, one.userId)).toMatchObject({ sealedSecret: null, required: false })
    expect(await beginSecondFactor(run, one.userId, bytes('first'), noon)).toBe(true)
    expect(await beginSecondFactor(run, one.userId, bytes('second'), noon)).toBe(true)
    const confirm = (secret: string) =>
      inside(one.tenantId, tx => confirmSecondFactor(tx, one.userId, bytes(secret), 10, ['a', 'b'], after(1)))
    expect(await spendTotpStep(run, one.userId, 11)).toBe(false)
    expect(await confirm('first')).toBe(false)
    expect((await many(() => confirm('second'))).filter(Boolean)).toHaveLength(1)
    expect(await beginSecondFactor(run, one.userId, bytes('third'), noon)).toBe(false)
    expect(await readSecondFactor(run, one.userId)).toMatchObject({
      confirmedAt: after(1),
      lastUsedStep: '10',
      recoveryLeft: 2,
    })
  })

  it('spends each step and each recovery code for one of many who ask at once', async context => {
    const { run, one, two, turnOn } = await prepare(context)
    expect(await turnOn()).toBe(true)
    expect(await spendTotpStep(run, one.userId, 10)).toBe(false)
    expect((await many(() => spendTotpStep(run, one.userId, 12))).filter(Boolean)).toHaveLength(1)
    expect(await spendTotpStep(run, one.userId, 11)).toBe(false)
    expect(await spendRecoveryCode(run, two.userId, 'a', noon)).toBe(false)
    expect((await many(() => spendRecoveryCode(run, one.userId, 'a', noon))).filter(Boolean)).toHaveLength(1)
    expect((await readSecondFactor(run, one.userId))?.recoveryLeft).toBe(1)
  })

  it('gives new recovery codes for the old, and goes with all of them', async context => {
    const { run, inside, one, two, turnOn } = await prepare(context)
    const replace = (userId: string) =>
      inside(one.tenantId, tx => replaceRecoveryCodes(tx, userId, ['c'], noon))
    expect(await replace(one.userId)).toBe(false)
    await turnOn()
    expect(await replace(one.userId)).toBe(true)
    expect(await replace(two.userId)).toBe(false)
    expect(await spendRecoveryCode(run, one.userId, 'a', noon)).toBe(false)
    const disable = () => inside(one.tenantId, tx => disableSecondFactor(tx, one.userId))
    expect((await many(disable)).filter(Boolean)).toHaveLength(1)
    expect(await spendRecoveryCode(run, one.userId, 'c', noon)).toBe(false)
    expect(await readSecondFactor(run, one.userId)).toMatchObject({ sealedSecret: null, recoveryLeft: 0 })
  })

  it('is demanded by any open tenant the person works for', async context => {
    const { admin, run, one, two } = await prepare(context)
    const required = async () => (await readSecondFactor(run, one.userId))?.required
    await admin.query('UPDATE tenants SET require_second_factor = true WHERE id = $1', [two.tenantId])
    expect(await required()).toBe(false)
    await admin.query('UPDATE tenants SET require_second_factor = true WHERE id = $1', [one.tenantId])
    expect(await required()).toBe(true)
    await admin.query('UPDATE memberships SET disabled_at = now() WHERE id = $1', [one.memberId])
    expect(await required()).toBe(false)
  })

  it('counts tries before they are looked at, and locks for longer each time', async context => {
    const { run, one } = await prepare(context)
    const charge = (at: Date) => chargeSecondFactorTry(run, one.userId, at)
    const tries = await many(() => charge(noon))
    expect(tries.filter(tried => tried.lockedUntil === null)).toHaveLength(5)
    expect(Math.max(...tries.map(tried => tried.nextLock?.getTime() ?? 0))).toBe(after(15_000).getTime())
    expect(await charge(after(15_000))).toMatchObject({
      lockedUntil: null,
      attempts: 6,
      nextLock: after(45_000),
    })
    await forgiveSecondFactorTries(run, one.userId)
    expect(await charge(after(16_000))).toMatchObject({ lockedUntil: null, attempts: 1, nextLock: null })
  })

  it('hands each ticket to one, of its kind, in its time', async context => {
    const { run, one } = await prepare(context)
    const put = (hash: string) =>
      putOidcTicket(run, {
        hash: `${hash}-${count}`,
        kind: 'code',
        userId: one.userId,
        sealed: bytes('x'),
        now: noon,
        expiresAt: after(1000),
      })
    const take = (hash: string, kind: 'code' | 'state' = 'code', at = noon) =>
      takeOidcTicket(run, `${hash}-${count}`, kind, at)
    await put('a')
    expect(await take('a', 'state')).toBe(null)
    expect(await take('unknown')).toBe(null)
    expect((await many(() => take('a'))).filter(taken => taken?.userId === one.userId)).toHaveLength(1)
    await put('b')
    expect(await take('b', 'code', after(1000))).toBe(null)
    expect(await take('b')).toBe(null)
  })

  it('ties an identity to one person, and leaves nobody without a way in', async context => {
    const { admin, run, inside, one, two } = await prepare(context)
    const subject = `subject-${count}`
    const link = (person: typeof one) => (turn: number) =>
      inside(person.tenantId, tx =>
        linkOidcIdentity(tx, {
          id: crypto.randomUUID(),
          userId: person.userId,
          issuer: 'https://id.example',
          subject,
          email: `mail-${turn}@x.test`,
          now: noon,
        }),
      )
    const asked = await many(turn => link(turn % 2 === 0 ? one : two)(turn))
    expect(asked.filter(Boolean)).toHaveLength(5)
    const found = await findOidcPerson(run, 'https://id.example', subject, null)
    const owner = found?.userId === one.userId ? one : two
    expect(found).toMatchObject({ userId: owner.userId, linked: true, membershipId: owner.memberId })
    expect(await findOidcPerson(run, 'https://other.example', subject, null)).toBe(null)
    const { rows } = await admin.query<{ id: string; email: string }>(
      'SELECT i.id, u.email FROM oidc_identities i JOIN users u ON u.id = i.user_id WHERE i.subject = $1',
      [subject],
    )
    const [row] = rows
    expect(await findOidcPerson(run, 'https://other.example', subject, row?.email ?? '')).toMatchObject({
      userId: owner.userId,
      linked: false,
    })
    const unlink = (userId: string) =>
      inside(one.tenantId, tx => unlinkOidcIdentity(tx, userId, row?.id ?? ''))
    expect(await unlink((owner === one ? two : one).userId)).toBe('not_found')
    await admin.query('UPDATE users SET password_hash = NULL WHERE id = $1', [owner.userId])
    expect(await unlink(owner.userId)).toBe('last')
    await admin.query("UPDATE users SET password_hash = 'x' WHERE id = $1", [owner.userId])
    expect((await many(() => unlink(owner.userId))).filter(answer => answer === 'done')).toHaveLength(1)
  })

  it.for(['totp_credentials', 'recovery_codes', 'oidc_identities', 'oidc_tickets', 'outbound_mails'])(
    'keeps %s out of reach of the restricted role',
    async (table, context) => {
      const { open, one } = await prepare(context)
      const read = open.database.withTenant(one.tenantId, tx =>
        sqlOf(tx).$queryRawUnsafe(`SELECT * FROM ${table}`),
      )
      expect(await refusal(read)).toBe('42501')
    },
  )
})
