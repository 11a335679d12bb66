import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTRPCClient, httpLink } from '@trpc/client'
import { TOTP, URI } from 'otpauth'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AppRouter } from '../../app/root-router.ts'
import { makeKeys } from '../../crypto/seal.ts'
import { sqlOf } from '../../db/sql-of.ts'
import { type SmallTenant, seedSmallTenant, testPassword } from '../../testing/small-tenant.ts'
import {
  type ApiClient,
  anonymous,
  codeOf,
  refusalOf,
  startTestServer,
  type TestServer,
} from '../../testing/test-server.ts'
import { makeRecoveryCodes } from './recovery-codes.ts'

const minute = 60_000
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'

describe('the second factor', () => {
  const folder = mkdtempSync(join(tmpdir(), 'second-factor-'))
  let test: TestServer
  let now = Date.now()
  let tenant: SmallTenant
  let count = 0
  let email = ''
  let required = false

  beforeAll(async () => {
    test = await startTestServer(folder, {}, { clock: { now: () => new Date(now) } })
  }, 60_000)
  afterAll(async () => {
    await test.server.close()
    rmSync(folder, { recursive: true, force: true })
  })
  beforeEach(async () => {
    count += 1
    tenant = await seedSmallTenant(test.server.services, `t${count}`)
    email = `operator@t${count}.test`
    required = false
    now += minute
  })

  const demand = async (on: boolean) => {
    required = on
    await test.server.services.database.withTenant(
      tenant.tenantId,
      tx =>
        sqlOf(tx)
          .$executeRaw`UPDATE tenants SET require_second_factor = ${on} WHERE id = ${tenant.tenantId}::uuid`,
    )
  }
  const client = (headers: Record<string, string>) =>
    createTRPCClient<AppRouter>({ links: [httpLink({ url: `${test.url}/trpc`, headers })] })
  const login = (password = testPassword, api = anonymous(test.url)) =>
    api.auth.login.mutate({ email, password })
  const challengeOf = async (api?: ApiClient) => {
    const { code, details } = await refusalOf(login(testPassword, api))
    expect(code).toMatch(/^auth\.second_factor_(setup_)?required$/)
    return String(details?.challenge)
  }
  const codeFor = (secret: string, at = now) => new TOTP({ secret }).generate({ timestamp: at })
  const second = (challenge: string, code: string, api = anonymous(test.url)) =>
    api.auth.secondFactor.mutate({ challenge, code })
  /** Somebody who is signed in and has turned it on a while ago. */
  const turnOn = async () => {
    const { accessToken } = await login()
    const api = client({ authorization: `Bearer ${accessToken}` })
    const { secret } = await api.account.beginSecondFactor.mutate({ password: testPassword })
    const { recoveryCodes } = await api.account.confirmSecondFactor.mutate({ code: codeFor(secret) })
    now += minute
    return { api, secret, recoveryCodes }
  }
  const mails = async () => {
    await test.server.drain(20_000)
    const response = await fetch(`${test.url}/dev/mail.json?to=${email}`)
    const body = (await response.json()) as { mails: { content: Record<string, unknown> }[] }
    return body.mails.map(mail => mail.content)
  }
  const audited = async () => {
    const rows = await test.server.services.database.withTenant(
      tenant.tenantId,
      tx => sqlOf(tx).$queryRaw<{ action: string; entity: string }[]>`
        SELECT action, entity_id AS entity FROM audit_events WHERE action LIKE 'member_two%' OR action LIKE 'member_recovery%'
        ORDER BY created_at, id`,
    )
    expect(rows.every(row => row.entity === tenant.members.operator)).toBe(true)
    return rows.map(row => row.action)
  }

  it('is off until its first code is right, and then asked for at every sign-in', async () => {
    const { accessToken } = await login()
    const api = client({ authorization: `Bearer ${accessToken}` })
    const off = { on: false, since: null, recoveryCodesLeft: 0, required: false }
    expect(await api.account.secondFactor.query()).toEqual(off)
    const { secret, uri } = await api.account.beginSecondFactor.mutate({ password: testPassword })
    const parsed = URI.parse(uri)
    expect(parsed).toBeInstanceOf(TOTP)
    expect([parsed.secret.base32, parsed.issuer, parsed.label]).toEqual([secret, 'Countersign', email])
    expect(
      await codeOf(api.account.confirmSecondFactor.mutate({ code: codeFor(secret, now - 5 * minute) })),
    ).toBe('auth.wrong_code')
    expect(await api.account.secondFactor.query()).toEqual(off)
    expect((await login()).accessToken).toBeDefined()
    const { recoveryCodes } = await api.account.confirmSecondFactor.mutate({
      code: codeFor(secret).replace(/(...)/, '$1 '),
    })
    expect(new Set(recoveryCodes).size).toBe(10)
    expect(recoveryCodes.every(code => /^[a-z2-9]{5}-[a-z2-9]{5}$/.test(code))).toBe(true)
    expect(await api.account.secondFactor.query()).toEqual({
      on: true,
      since: new Date(now).toISOString(),
      recoveryCodesLeft: 10,
      required: false,
    })
    now += minute
    const { code, details } = await refusalOf(login())
    expect(code).toBe('auth.second_factor_required')
    expect(details).toMatchObject({ methods: ['totp', 'recovery'] })
    const inside = await second(String(details?.challenge), codeFor(secret))
    expect(inside.member.email).toBe(email)
    expect(await client({ authorization: `Bearer ${inside.accessToken}` }).auth.me.query()).toMatchObject({
      email,
    })
    expect(await audited()).toEqual(['member_two_factor_on'])
    expect(await mails()).toEqual([{ template: 'second_factor_changed', name: 'operator', on: true }])
  })

  it('takes no code twice, nor an older one, also when it comes twice at once', async () => {
    const { secret } = await turnOn()
    const challenge = await challengeOf()
    const code = codeFor(secret)
    const tries = await Promise.all([1, 2, 3].map(() => codeOf(second(challenge, code))))
    expect(tries.sort()).toEqual(['auth.wrong_code', 'auth.wrong_code', null])
    now += minute / 2
    expect(await codeOf(second(await challengeOf(), code))).toBe('auth.wrong_code')
    now += minute
    expect(await codeOf(second(await challengeOf(), codeFor(secret)))).toBe(null)
  })

  it('forgives a clock that is half a minute off, and no more', async () => {
    const { secret } = await turnOn()
    now += 5 * minute
    const challenge = await challengeOf()
    expect(await codeOf(second(challenge, codeFor(secret, now - minute)))).toBe('auth.wrong_code')
    expect(await codeOf(second(challenge, codeFor(secret, now + minute)))).toBe('auth.wrong_code')
    expect(await codeOf(second(challenge, codeFor(secret, now - minute / 2)))).toBe(null)
    expect(await codeOf(second(await challengeOf(), codeFor(secret, now + minute / 2)))).toBe(null)
  })

  it('takes each recovery code once, however it is typed, and says so by mail', async () => {
    const { recoveryCodes, api } = await turnOn()
    const [first = '', other = ''] = recoveryCodes
    const challenge = await challengeOf()
    expect(await codeOf(second(challenge, first.toUpperCase().replace('-', ' ')))).toBe(null)
    expect(await codeOf(second(challenge, first))).toBe('auth.wrong_code')
    expect(await api.account.secondFactor.query()).toMatchObject({ recoveryCodesLeft: 9 })
    const tries = await Promise.all([1, 2].map(() => codeOf(second(challenge, other))))
    expect(tries.sort()).toEqual(['auth.wrong_code', null])
    expect((await mails()).filter(mail => mail.template === 'recovery_code_used')).toEqual([
      { template: 'recovery_code_used', name: 'operator', left: 8 },
      { template: 'recovery_code_used', name: 'operator', left: 9 },
    ])
    expect(await audited()).toEqual([
      'member_two_factor_on',
      'member_recovery_code_used',
      'member_recovery_code_used',
    ])
  })

  it('is no help to somebody else: recovery codes belong to one person', async () => {
    const { recoveryCodes } = await turnOn()
    email = `second@t${count}.test`
    await turnOn()
    expect(await codeOf(second(await challengeOf(), recoveryCodes[0] ?? ''))).toBe('auth.wrong_code')
    const keys = makeKeys('a secret of thirty-two characters or more')
    expect(makeRecoveryCodes(keys, 'a').hashes).not.toEqual(makeRecoveryCodes(keys, 'a').hashes)
  })

  it('locks after five wrong codes, sent one by one or all at once, and the right code forgives', async () => {
    const { secret } = await turnOn()
    const challenge = await challengeOf()
    for (let turn = 0; turn < 4; turn += 1) {
      expect(await codeOf(second(challenge, '000000'))).toBe('auth.wrong_code')
    }
    expect(await codeOf(second(challenge, codeFor(secret)))).toBe(null)
    now += minute
    const next = await challengeOf()
    const tries = await Promise.all(Array.from({ length: 20 }, () => codeOf(second(next, '000000'))))
    expect(tries.filter(code => code === 'auth.wrong_code').length).toBe(5)
    expect(tries.filter(code => code === 'auth.locked').length).toBe(15)
    const { code, details } = await refusalOf(second(next, codeFor(secret)))
    expect(code).toBe('auth.locked')
    expect(Date.parse(String(details?.until))).toBeGreaterThan(now)
    now += minute
    expect(await codeOf(second(await challengeOf(), codeFor(secret)))).toBe(null)
  })

  it('gives no more codes to guess to who knows the password, and tells its owner', async () => {
    const { secret } = await turnOn()
    for (let turn = 0; turn < 5; turn += 1) {
      expect(await codeOf(second(await challengeOf(), '000000'))).toBe('auth.wrong_code')
    }
    expect(await codeOf(second(await challengeOf(), codeFor(secret)))).toBe('auth.locked')
    now += 16_000
    expect(await codeOf(second(await challengeOf(), '000000'))).toBe('auth.wrong_code')
    now += 16_000
    expect(await codeOf(second(await challengeOf(), codeFor(secret)))).toBe('auth.locked')
    const told = (await mails()).filter(mail => mail.template === 'account_locked')
    expect(told).toMatchObject([{ name: 'operator' }])
  })

  describe('its challenge', () => {
    it('ends after five minutes', async () => {
      const { secret } = await turnOn()
      const challenge = await challengeOf()
      now += 5 * minute + 1000
      expect(await codeOf(second(challenge, codeFor(secret)))).toBe('token.invalid')
    })

    it('works only on the device it was given to', async () => {
      const { secret } = await turnOn()
      const challenge = await challengeOf(client({ 'user-agent': firefox }))
      expect(await codeOf(second(challenge, codeFor(secret), client({ 'user-agent': chrome })))).toBe(
        'token.invalid',
      )
      expect(await codeOf(second(challenge, codeFor(secret), client({ 'user-agent': firefox })))).toBe(null)
    })

    it('is no access token, and an access token is no challenge', async () => {
      const { secret, api } = await turnOn()
      const challenge = await challengeOf()
      expect(await codeOf(client({ authorization: `Bearer ${challenge}` }).auth.me.query())).toBe(
        'auth.invalid',
      )
      const { accessToken } = await second(challenge, codeFor(secret))
      now += minute
      expect(await codeOf(second(accessToken, codeFor(secret)))).toBe('token.invalid')
      expect(await codeOf(second(`${challenge.slice(0, -2)}xx`, codeFor(secret)))).toBe('token.invalid')
      expect(await codeOf(second('x'.repeat(40), codeFor(secret)))).toBe('token.invalid')
      expect(await codeOf(second(challenge, 'not a code'))).toBe('auth.wrong_code')
      expect(await codeOf(second('torn', codeFor(secret)))).toBe('token.invalid')
      expect((await api.account.secondFactor.query()).on).toBe(true)
    })

    it('of somebody who owes a code sets nothing up', async () => {
      const { secret, api } = await turnOn()
      const challenge = await challengeOf()
      expect(await codeOf(anonymous(test.url).auth.beginSecondFactorSetup.mutate({ challenge }))).toBe(
        'token.invalid',
      )
      const finish = anonymous(test.url).auth.finishSecondFactorSetup.mutate({
        challenge,
        code: codeFor(secret),
      })
      expect(await codeOf(finish)).toBe('token.invalid')
      expect((await api.account.secondFactor.query()).recoveryCodesLeft).toBe(10)
    })
  })

  describe('demanded by the tenant', () => {
    it('is set up on the way in', async () => {
      await demand(true)
      const { code, details } = await refusalOf(login())
      expect(code).toBe('auth.second_factor_setup_required')
      const challenge = String(details?.challenge)
      const api = anonymous(test.url)
      expect(await codeOf(api.auth.finishSecondFactorSetup.mutate({ challenge, code: '000000' }))).toBe(
        'second_factor.not_begun',
      )
      const first = await api.auth.beginSecondFactorSetup.mutate({ challenge })
      const { secret } = await api.auth.beginSecondFactorSetup.mutate({ challenge })
      const finish = (code: string) => api.auth.finishSecondFactorSetup.mutate({ challenge, code })
      expect(await codeOf(finish(codeFor(first.secret)))).toBe('auth.wrong_code')
      expect(await codeOf(second(challenge, codeFor(secret)))).toBe('token.invalid')
      const done = await finish(codeFor(secret))
      expect(done.recoveryCodes).toHaveLength(10)
      expect(done.member.email).toBe(email)
      expect(await codeOf(finish(codeFor(secret)))).toBe('token.invalid')
      expect(await audited()).toEqual(['member_two_factor_on'])
      now += minute
      expect(await codeOf(second(await challengeOf(), codeFor(secret)))).toBe(null)
    })

    it('takes hold at once: whoever has none is put out, and whoever demands it must have it', async () => {
      const loginAs = async (role: string, api = anonymous(test.url)) => {
        const { accessToken, refreshToken } = await api.auth.login.mutate({
          email: `${role}@t${count}.test`,
          password: testPassword,
        })
        return { api: client({ authorization: `Bearer ${accessToken}` }), refreshToken, accessToken }
      }
      const { api: owner } = await loginAs('owner')
      const { api: operator, refreshToken, accessToken } = await loginAs('operator')
      const { api: second } = await loginAs('second')
      const seconds = await second.account.beginSecondFactor.mutate({ password: testPassword })
      await second.account.confirmSecondFactor.mutate({ code: codeFor(seconds.secret) })
      const demandIt = async (on: boolean) => {
        const { version } = await owner.tenant.get.query()
        return owner.tenant.update.mutate({ version, change: { requireSecondFactor: on } })
      }
      expect(await codeOf(demandIt(true))).toBe('tenant.second_factor_first')
      expect((await owner.tenant.get.query()).requireSecondFactor).toBe(false)
      expect((await operator.tenant.get.query()).version).toBe(1)

      const own = await owner.account.beginSecondFactor.mutate({ password: testPassword })
      // A secret without its first code is none.
      expect(await codeOf(demandIt(true))).toBe('tenant.second_factor_first')
      await owner.account.confirmSecondFactor.mutate({ code: codeFor(own.secret) })
      const socket = io(test.url, { auth: { token: accessToken }, transports: ['websocket'], forceNew: true })
      try {
        await new Promise<void>((resolve, reject) => {
          socket.once('connect', () => resolve())
          socket.once('connect_error', reject)
        })
        const dropped = new Promise<string>(resolve => socket.once('disconnect', resolve))
        expect((await demandIt(true)).requireSecondFactor).toBe(true)
        expect(await dropped).toBe('io server disconnect')
      } finally {
        socket.disconnect()
      }
      expect(await codeOf(operator.tenant.get.query())).toBe('auth.invalid')
      expect(await codeOf(anonymous(test.url).auth.refresh.mutate({ refreshToken }))).not.toBe(null)
      expect(await codeOf(loginAs('operator'))).toBe('auth.second_factor_setup_required')
      expect((await second.tenant.get.query()).requireSecondFactor).toBe(true)
      expect((await owner.tenant.get.query()).requireSecondFactor).toBe(true)
      const [line] = await test.server.services.database.withTenant(
        tenant.tenantId,
        tx => sqlOf(tx).$queryRaw<{ metadata: unknown }[]>`
          SELECT metadata FROM audit_events WHERE action = 'tenant_updated'`,
      )
      expect(line?.metadata).toMatchObject({ 'requireSecondFactor.after': true, sessionsEnded: 1 })
    })

    it('cannot be turned off', async () => {
      const { api, secret } = await turnOn()
      await demand(true)
      const off = () =>
        api.account.disableSecondFactor.mutate({ password: testPassword, code: codeFor(secret) })
      expect(await api.account.secondFactor.query()).toMatchObject({ on: true, required })
      expect(await codeOf(off())).toBe('second_factor.demanded')
      now += minute
      await demand(false)
      expect(await codeOf(off())).toBe(null)
      expect(await api.account.secondFactor.query()).toMatchObject({ on: false, recoveryCodesLeft: 0 })
      expect((await login()).accessToken).toBeDefined()
      expect(await audited()).toEqual(['member_two_factor_on', 'member_two_factor_off'])
      expect((await mails())[0]).toMatchObject({ template: 'second_factor_changed', on: false })
    })

    it('holds for the person, whichever of their tenants they sign in to', async () => {
      const { ids, database } = test.server.services
      const { member, accessToken } = await login()
      const other = await seedSmallTenant(test.server.services, `t${count}-strict`)
      await database.withTenant(other.tenantId, async tx => {
        await sqlOf(tx).$executeRaw`
          INSERT INTO memberships (id, tenant_id, user_id, role)
          SELECT ${ids.next()}::uuid, ${other.tenantId}::uuid, ${member.userId}::uuid, 'viewer'`
        await sqlOf(tx)
          .$executeRaw`UPDATE tenants SET require_second_factor = true WHERE id = ${other.tenantId}::uuid`
      })
      expect(await codeOf(login())).toBe('auth.second_factor_setup_required')
      const going = client({ authorization: `Bearer ${accessToken}` })
      expect(await codeOf(going.auth.switchTenant.mutate({ tenantId: other.tenantId }))).toBe(
        'auth.second_factor_setup_required',
      )
    })
  })

  it('is begun, turned off and given new codes only with the password, and the code', async () => {
    const { api, secret, recoveryCodes } = await turnOn()
    expect(await codeOf(api.account.beginSecondFactor.mutate({ password: 'wrong' }))).toBe(
      'auth.wrong_password',
    )
    expect(await codeOf(api.account.beginSecondFactor.mutate({ password: testPassword }))).toBe(
      'second_factor.already_on',
    )
    const wrong = { password: 'wrong', code: codeFor(secret) }
    const noCode = { password: testPassword, code: '000000' }
    for (const call of [api.account.disableSecondFactor, api.account.regenerateRecoveryCodes]) {
      expect(await codeOf(call.mutate(wrong))).toBe('auth.wrong_password')
      expect(await codeOf(call.mutate(noCode))).toBe('auth.wrong_code')
    }
    now += minute
    const fresh = await api.account.regenerateRecoveryCodes.mutate({
      password: testPassword,
      code: codeFor(secret),
    })
    expect(fresh.recoveryCodes).toHaveLength(10)
    now += minute
    expect(await codeOf(second(await challengeOf(), recoveryCodes[0] ?? ''))).toBe('auth.wrong_code')
    expect(await codeOf(second(await challengeOf(), fresh.recoveryCodes[0] ?? ''))).toBe(null)
  })

  it('keeps its secrets sealed and its codes hashed', async () => {
    const { secret, recoveryCodes } = await turnOn()
    const { statement } = test.server.services.database
    const { member } = await second(await challengeOf(), codeFor(secret))
    const rows = await statement<{ all: string }>('SELECT r::text AS all FROM read_second_factor($1) r', [
      member.userId,
    ])
    expect(rows[0]?.all).not.toContain(secret)
    expect(JSON.stringify(rows)).not.toContain(recoveryCodes[0]?.replace('-', ''))
  })
})
