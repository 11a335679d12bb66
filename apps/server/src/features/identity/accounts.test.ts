import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { sqlOf } from '../../db/sql-of.ts'
import { readMail, readMails, tokenOf } from '../../testing/read-mails.ts'
import {
  anonymous,
  apiOf,
  codeOf,
  refusalOf,
  signInAs,
  startTestServer,
  type TestServer,
  writeAsCustomer,
} from '../../testing/test-server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'accounts-'))
const good = 'wobbly-lantern-71'
let test: TestServer

beforeAll(async () => {
  test = await startTestServer(dataDir)
})
afterAll(async () => {
  await test?.server.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const door = () => anonymous(test.url).auth
let people = 0
const newAddress = () => {
  people += 1
  return `person-${people}@new.test`
}
const sign = (email: string, change: Partial<{ password: string; name: string; tenantName: string }> = {}) =>
  door().signUp.mutate({ email, password: good, name: 'Ada', tenantName: 'Lamps', language: 'en', ...change })
const login = (email: string, password = good) => door().login.mutate({ email, password })
/** Somebody who has signed up and confirmed. */
async function settle(): Promise<{ email: string; accessToken: string; tenantId: string }> {
  const email = newAddress()
  await sign(email)
  const { code } = await readMail(test, email, 'verify_email')
  const { accessToken, member } = await door().verifyEmail.mutate({ email, code })
  return { email, accessToken, tenantId: member.tenantId }
}
const actionsOf = (tenantId: string) =>
  test.server.services.database.withTenant(tenantId, async tx => {
    const rows = await sqlOf(tx).$queryRaw<{ action: string }[]>`
      SELECT action FROM audit_events WHERE tenant_id = ${tenantId}::uuid ORDER BY created_at, id`
    return rows.map(row => row.action)
  })

describe('signing up', () => {
  it('makes a person and a tenant that works, once the address is confirmed', async () => {
    const email = newAddress()
    expect(await sign(email, { name: 'Ada Lovelace' })).toEqual({ done: true })
    expect((await refusalOf(login(email, 'wrong password'))).code).toBe('auth.invalid')
    expect((await refusalOf(login(email))).code).toBe('auth.unverified')
    const mail = await readMail(test, email, 'verify_email')
    expect(mail).toMatchObject({ name: 'Ada Lovelace' })
    expect(mail.link.startsWith(`${test.url}/app/verify-email?token=`)).toBe(true)
    const { member, accessToken } = await door().verifyEmail.mutate({
      email: ` ${email.toUpperCase()} `,
      code: mail.code,
    })
    expect(member).toMatchObject({ email, role: 'owner', tenantName: 'Lamps', name: 'Ada Lovelace' })
    expect((await login(email)).member).toEqual(member)

    const api = apiOf(test.url, accessToken)
    const [channel] = await test.server.services.database.withTenant(
      member.tenantId,
      tx =>
        sqlOf(tx).$queryRaw<
          { key: string }[]
        >`SELECT key FROM channels WHERE tenant_id = ${member.tenantId}::uuid`,
    )
    expect(channel?.key).toMatch(/^[0-9a-f]{32}$/)
    const { status, body } = await writeAsCustomer(test.url, {
      sessionId: 'customer-of-the-new',
      text: 'Do you sell lamps?',
      channelKey: channel?.key ?? '',
    })
    expect(status).toBe(202)
    await test.server.drain(20_000)
    const { items } = await api.conversation.list.query()
    expect(items.map(item => item.id)).toEqual([body.conversationId])
    const { suggestion, escalation } = await api.conversation.get.query({ id: body.conversationId })
    expect(suggestion ?? escalation).not.toBeNull()
    expect(await actionsOf(member.tenantId)).toEqual(
      expect.arrayContaining(['tenant_created', 'member_signed_in']),
    )
  })

  it('answers the same for an address that has an account, and tells only its owner', async () => {
    expect(await sign('owner@test.test', { password: 'quiet-meadow-3311' })).toEqual({ done: true })
    expect((await readMails(test, 'owner@test.test')).map(mail => mail.template)).toEqual([
      'already_registered',
    ])
    await signInAs(test.url, 'owner')
    expect((await refusalOf(login('owner@test.test', 'quiet-meadow-3311'))).code).toBe('auth.invalid')
  })

  it('takes what was said last while the address is not confirmed', async () => {
    const email = newAddress()
    await sign(email, { password: 'first-password-of-it', tenantName: 'Lamp' })
    const first = await readMail(test, email, 'verify_email')
    await sign(email, { password: good, tenantName: 'Lamps & more' })
    expect((await refusalOf(login(email, 'first-password-of-it'))).code).toBe('auth.invalid')
    expect((await refusalOf(door().verifyEmail.mutate({ token: tokenOf(first) }))).code).toBe('token.invalid')
    const { link } = await readMail(test, email, 'verify_email')
    const { member } = await door().verifyEmail.mutate({ token: tokenOf({ link }) })
    expect(member).toMatchObject({ tenantName: 'Lamps & more', role: 'owner' })
    await login(email)
  })

  it('makes one person of many who sign up at once', async () => {
    const email = newAddress()
    await Promise.all(Array.from({ length: 4 }, () => sign(email)))
    const mail = await readMail(test, email, 'verify_email')
    const pair = await door().verifyEmail.mutate({ token: tokenOf(mail) })
    const { tenants } = await apiOf(test.url, pair.accessToken).auth.tenants.query()
    expect(tenants).toHaveLength(1)
  })

  it.each([
    ['short', 'too_short'],
    ['Password2024!', 'common'],
    ['aaaaaaaaaaaa', 'repeated'],
    ['1234567890', 'sequence'],
    ['Lamps-2024-!!', 'personal'],
  ])('refuses %j: %s', async (password, reason) => {
    const email = newAddress()
    expect(await refusalOf(sign(email, { password }))).toEqual({
      code: 'auth.weak_password',
      details: { reason, minLength: 10 },
    })
    expect(await readMails(test, email)).toEqual([])
  })

  it.each([
    { email: 'no address' },
    { email: `${'x'.repeat(250)}@new.test` },
    { name: ' ' },
    { tenantName: '' },
    { name: 'nul\u0000' },
  ])('does not take %j', async change => {
    const input = { email: newAddress(), password: good, name: 'A', tenantName: 'B', language: 'en' as const }
    expect((await refusalOf(door().signUp.mutate({ ...input, ...change }))).code).toBe('input.invalid')
  })
})

describe('a mailed secret', () => {
  it('confirms once, and has one winner when shown twice at once', async () => {
    const email = newAddress()
    await sign(email)
    const mail = await readMail(test, email, 'verify_email')
    const shown = await Promise.all([
      codeOf(door().verifyEmail.mutate({ token: tokenOf(mail) })),
      codeOf(door().verifyEmail.mutate({ email, code: mail.code })),
      codeOf(door().verifyEmail.mutate({ token: tokenOf(mail) })),
    ])
    expect(shown.sort()).toEqual(['token.invalid', 'token.invalid', null].sort())
    expect(await codeOf(door().verifyEmail.mutate({ token: tokenOf(mail) }))).toBe('token.invalid')
    expect(await codeOf(door().verifyEmail.mutate({ email, code: mail.code }))).toBe('token.invalid')
  })

  it('stands five wrong codes', async () => {
    const email = newAddress()
    await sign(email)
    const { code, link } = await readMail(test, email, 'verify_email')
    const wrong = code === '000000' ? '000001' : '000000'
    for (let turn = 0; turn < 5; turn += 1) {
      expect(await codeOf(door().verifyEmail.mutate({ email, code: wrong }))).toBe('token.invalid')
    }
    expect(await codeOf(door().verifyEmail.mutate({ email, code }))).toBe('token.invalid')
    await door().verifyEmail.mutate({ token: tokenOf({ link }) })
  })

  it('is good for one thing', async () => {
    const { email } = await settle()
    await door().requestPasswordReset.mutate({ email })
    const { code, link } = await readMail(test, email, 'reset_password')
    const token = tokenOf({ link })
    expect(await codeOf(door().verifyEmail.mutate({ token }))).toBe('token.invalid')
    expect(await codeOf(door().verifyEmail.mutate({ email, code }))).toBe('token.invalid')
    expect(await codeOf(door().confirmEmailChange.mutate({ token }))).toBe('token.invalid')
    await door().resetPassword.mutate({ token, password: 'purple-anvil-2291' })
  })

  it.each([
    'x'.repeat(43),
    '%00'.repeat(20),
    '../../../../../../etc/passwd',
    '',
    'torn',
    '\u0000',
    '\ud800',
    'x'.repeat(100_000),
  ])('is not %j', async token => {
    expect(await codeOf(door().verifyEmail.mutate({ token }))).toBe('token.invalid')
    expect(await codeOf(door().resetPassword.mutate({ token, password: good }))).toBe('token.invalid')
    expect(await codeOf(door().confirmEmailChange.mutate({ token }))).toBe('token.invalid')
  })

  it('is no code of another form, which costs none of its tries', async () => {
    const email = newAddress()
    await sign(email)
    const { code } = await readMail(test, email, 'verify_email')
    for (const torn of ['', '12345', `${code}1`, 'abcdef', '١٢٣٤٥٦', 'x'.repeat(10_000)]) {
      expect(await codeOf(door().verifyEmail.mutate({ email, code: torn }))).toBe('token.invalid')
      expect(await codeOf(door().resetPassword.mutate({ email, code: torn, password: good }))).toBe(
        'token.invalid',
      )
    }
    await door().verifyEmail.mutate({ email, code: ` ${code.slice(0, 3)} ${code.slice(3)} ` })
  })

  it('is sent again to who waits for it, and to nobody else', async () => {
    const email = newAddress()
    await sign(email)
    for (const to of [email, 'owner@test.test', 'nobody@new.test']) {
      expect(await door().resendVerification.mutate({ email: to })).toEqual({ done: true })
    }
    expect((await readMails(test, email)).map(mail => mail.template)).toEqual([
      'verify_email',
      'verify_email',
    ])
    expect((await readMails(test, 'owner@test.test')).map(mail => mail.template)).not.toContain(
      'verify_email',
    )
    expect(await readMails(test, 'nobody@new.test')).toEqual([])
  })
})

describe('a forgotten password', () => {
  it('is replaced by mail, which ends every session', async () => {
    const { email, accessToken, tenantId } = await settle()
    expect(await door().requestPasswordReset.mutate({ email: 'nobody@new.test' })).toEqual({ done: true })
    expect(await door().requestPasswordReset.mutate({ email })).toEqual({ done: true })
    const { code } = await readMail(test, email, 'reset_password')
    const reset = (password: string) => door().resetPassword.mutate({ email, code, password })
    expect((await refusalOf(reset('Password2024!'))).details).toMatchObject({ reason: 'common' })
    const next = 'brisk-teapot-5501'
    expect(await codeOf(apiOf(test.url, accessToken).auth.me.query())).toBeNull()
    const codes = await Promise.all([codeOf(reset(next)), codeOf(reset(next)), codeOf(reset(next))])
    expect(codes.filter(one => one === null)).toHaveLength(1)
    expect(await codeOf(apiOf(test.url, accessToken).auth.me.query())).toBe('auth.invalid')
    expect(await codeOf(login(email))).toBe('auth.invalid')
    await login(email, next)
    expect((await readMails(test, email)).map(mail => mail.template)).toContain('password_changed')
    expect(await actionsOf(tenantId)).toContain('member_password_changed')
  })

  it('opens an account that was locked', async () => {
    const { email } = await settle()
    for (let turn = 0; turn < 5; turn += 1) await codeOf(login(email, 'wrong wrong wrong'))
    expect(await codeOf(login(email))).toBe('auth.locked')
    await door().requestPasswordReset.mutate({ email })
    const { link } = await readMail(test, email, 'reset_password')
    await door().resetPassword.mutate({ token: tokenOf({ link }), password: 'crisp-window-8140' })
    await login(email, 'crisp-window-8140')
  })
})

describe('a wrong password', () => {
  it('locks an e-mail nobody has as it locks one that somebody has', async () => {
    const { email, tenantId } = await settle()
    const seen: unknown[] = []
    for (const address of [email, 'nobody-at-all@new.test']) {
      const codes: (string | null)[] = []
      for (let turn = 0; turn < 5; turn += 1) codes.push(await codeOf(login(address, 'wrong wrong wrong')))
      const { code, details } = await refusalOf(login(address, 'wrong wrong wrong'))
      codes.push(code)
      expect(Date.parse(String(details?.until))).toBeGreaterThan(Date.now())
      seen.push({ codes, keys: Object.keys(details ?? {}) })
    }
    expect(seen[1]).toEqual(seen[0])
    await vi.waitFor(async () => {
      expect((await actionsOf(tenantId)).filter(action => action === 'member_sign_in_failed')).toHaveLength(5)
    })
    expect((await readMails(test, email)).filter(mail => mail.template === 'account_locked')).toHaveLength(1)
  })

  it('takes as long for nobody as for somebody', async () => {
    const time = async (email: string) => {
      const begun = performance.now()
      await codeOf(login(email, 'wrong wrong wrong'))
      return performance.now() - begun
    }
    const some: number[] = []
    const none: number[] = []
    for (let turn = 0; turn < 12; turn += 1) {
      const email = newAddress()
      await test.server.services.database.statement('SELECT register_user($1, $2, $3, $4, $5)', [
        crypto.randomUUID(),
        email,
        email,
        'T',
        '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$5NIcWJ8KqV2JmTnhGnRlGQwTgNnBl0lYGm1mJ2f5b3k',
      ])
      none.push(await time(`not-${email}`))
      some.push(await time(email))
    }
    const middle = (times: number[]) => times.toSorted((one, other) => one - other)[times.length >> 1] ?? 0
    const [known, unknown] = [middle(some), middle(none)]
    expect(Math.abs(known - unknown) / Math.max(known, unknown)).toBeLessThan(0.5)
  })
})

describe('an account', () => {
  it('shows and changes its name and language', async () => {
    const { email, accessToken } = await settle()
    const { account, auth } = apiOf(test.url, accessToken)
    expect(await account.get.query()).toEqual({
      name: 'Ada',
      email,
      newEmail: null,
      language: 'en',
      hasPassword: true,
    })
    expect(await account.update.mutate({ name: ' Ада ', language: 'ru' })).toMatchObject({
      name: 'Ада',
      language: 'ru',
    })
    expect(await account.update.mutate({ name: 'Ada' })).toMatchObject({ name: 'Ada', language: 'ru' })
    expect((await auth.me.query()).name).toBe('Ada')
  })

  it('changes its password with the old one, and keeps this session alone', async () => {
    const { email, accessToken } = await settle()
    const there = await login(email)
    const { account } = apiOf(test.url, accessToken)
    const change = (current: string, password: string) => account.changePassword.mutate({ current, password })
    expect(await codeOf(change('not the password', 'sturdy-kettle-4417'))).toBe('auth.wrong_password')
    expect(await codeOf(change(good, 'Password2024!'))).toBe('auth.weak_password')
    expect(await change(good, 'sturdy-kettle-4417')).toEqual({ done: true })
    expect(await codeOf(account.get.query())).toBeNull()
    expect(await codeOf(apiOf(test.url, there.accessToken).account.get.query())).toBe('auth.invalid')
    expect(await codeOf(door().refresh.mutate({ refreshToken: there.refreshToken }))).toBe('auth.invalid')
    await login(email, 'sturdy-kettle-4417')
    for (let turn = 0; turn < 5; turn += 1) await codeOf(change('guess after guess', good))
    expect(await codeOf(change('sturdy-kettle-4417', good))).toBe('auth.locked')
  })

  it('moves to another address that its owner can read, and both are told', async () => {
    const { email, accessToken, tenantId } = await settle()
    const { account } = apiOf(test.url, accessToken)
    const newEmail = newAddress()
    const ask = (to: string, password = good) => account.requestEmailChange.mutate({ newEmail: to, password })
    expect(await codeOf(ask(newEmail, 'not the password'))).toBe('auth.wrong_password')
    expect(await ask(newEmail)).toEqual({ done: true })
    expect(await account.get.query()).toMatchObject({ email, newEmail })
    expect((await readMails(test, email)).map(mail => mail.template)).toContain('email_changing')
    const { code } = await readMail(test, newEmail, 'change_email')
    const stranger = await settle()
    expect(
      await codeOf(apiOf(test.url, stranger.accessToken).account.confirmEmailChange.mutate({ code })),
    ).toBe('token.invalid')
    expect(await account.confirmEmailChange.mutate({ code })).toEqual({ email: newEmail })
    expect(await codeOf(account.confirmEmailChange.mutate({ code }))).toBe('token.invalid')
    await login(newEmail)
    expect(await codeOf(login(email))).toBe('auth.invalid')
    expect(await readMail(test, email, 'email_changed')).toMatchObject({ newEmail, reader: 'old' })
    expect(await readMail(test, newEmail, 'email_changed')).toMatchObject({ newEmail, reader: 'new' })
    expect(await actionsOf(tenantId)).toContain('member_email_changed')
  })

  it('moves by the link as well, and not to an address that has an account', async () => {
    const { email, accessToken } = await settle()
    const { account } = apiOf(test.url, accessToken)
    expect(await account.requestEmailChange.mutate({ newEmail: 'owner@test.test', password: good })).toEqual({
      done: true,
    })
    expect((await readMails(test, 'owner@test.test')).map(mail => mail.template)).not.toContain(
      'change_email',
    )
    const newEmail = newAddress()
    await account.requestEmailChange.mutate({ newEmail, password: good })
    const { link } = await readMail(test, newEmail, 'change_email')
    // Somebody else gets the address first.
    await sign(newEmail)
    expect(await codeOf(door().confirmEmailChange.mutate({ token: tokenOf({ link }) }))).toBe('token.invalid')
    const free = newAddress()
    await account.requestEmailChange.mutate({ newEmail: free, password: good })
    const second = await readMail(test, free, 'change_email')
    expect(await door().confirmEmailChange.mutate({ token: tokenOf(second) })).toEqual({ email: free })
    expect(email).not.toBe(free)
  })
})
