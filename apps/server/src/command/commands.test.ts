import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest'
import { makeKeys, SealError } from '../crypto/seal.ts'
import { useCluster } from '../db/use-database.fixture.ts'
import { makeTotpSecret, matchTotpStep } from '../features/identity/second-factor-totp.ts'
import { readSecret } from '../features/secret/index.ts'
import { makeMailQueue, openMail } from '../mail/mail-queue.ts'
import { seedSmallTenant } from '../testing/small-tenant.ts'
import { type ApiClient, signInAs, startTestServer, type TestServer } from '../testing/test-server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'commands-'))
const key = 'k'.repeat(40)

/** Runs a command as `npm run` does; its exit code and everything it said. */
function run(command: string, args: readonly string[], env: Record<string, string> = {}) {
  const file = fileURLToPath(new URL(`./${command}/main.ts`, import.meta.url))
  return new Promise<{ code: number | null; said: string }>(resolve => {
    const child = spawn(process.execPath, [file, ...args], {
      env: { PATH: process.env.PATH ?? '', DATA_DIR: join(dataDir, 'command'), LOG_LEVEL: 'error', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text
      })
    }
    child.once('exit', code => resolve({ code, said }))
  })
}

describe('commands beside a running server', () => {
  const cluster = useCluster()
  let test: TestServer | undefined
  let owner: ApiClient
  let databaseUrl = ''
  const prepare = (context: TestContext) => {
    cluster.require(context)
    if (test === undefined) throw new Error('the server was not started')
    return { test, env: { DATABASE_URL: databaseUrl, ENCRYPTION_KEY: key } }
  }
  beforeAll(async () => {
    const found = cluster.found()
    if (found === null) return
    databaseUrl = await found.createDatabase()
    test = await startTestServer(dataDir, { DATABASE_URL: databaseUrl, ENCRYPTION_KEY: key })
    owner = (await signInAs(test.url, 'owner')).api
    await owner.secret.put.mutate({ name: 'API_TOKEN', value: 'value of the token' })
    await owner.secret.put.mutate({ name: 'API_TOKEN', value: 'newer value of the token' })
  })
  afterAll(async () => {
    await test?.server.close()
    rmSync(dataDir, { recursive: true, force: true })
  })

  it('export a trail that is proved without the database, and tell of any byte that was changed', async context => {
    const { test, env } = prepare(context)
    const out = join(dataDir, 'trail.jsonl')
    const exported = await run('audit', ['export', '--tenant', test.tenant.tenantId, '--out', out], env)
    const [, head = ''] = /head: ([0-9a-f]{64})/.exec(exported.said) ?? []
    expect(exported).toMatchObject({ code: 0 })
    const whole = await run('audit', ['verify', out, '--head', head])
    expect(whole).toMatchObject({ code: 0, said: expect.stringContaining('whole: ') })
    const bytes = readFileSync(out)
    const changed = join(dataDir, 'changed.jsonl')
    const verdictOf = async (content: Uint8Array) => {
      writeFileSync(changed, content)
      return run('audit', ['verify', changed])
    }
    for (const place of [3, Math.floor(bytes.length / 2), bytes.length - 1]) {
      const other = Buffer.from(bytes)
      other[place] = (other[place] ?? 0) ^ 1
      expect(await verdictOf(other), `byte ${place}`).toMatchObject({
        code: 1,
        said: expect.stringMatching(/^line \d+: /),
      })
    }
    expect(await verdictOf(bytes.subarray(0, -1))).toMatchObject({ code: 1 })
    const lines = bytes.toString('utf8').split('\n')
    expect(await verdictOf(Buffer.from(lines.toSpliced(1, 1).join('\n')))).toMatchObject({
      code: 1,
      said: 'line 2: it is number 2: one was removed, added or moved\n',
    })
    const wrongHead = await run('audit', ['verify', out, '--head', 'f'.repeat(64)])
    expect(wrongHead).toMatchObject({ code: 1, said: expect.stringContaining('missing at the end') })
  })

  it('check the chains where they are stored', async context => {
    const { test, env } = prepare(context)
    const checked = await run('audit', ['verify', '--database'], env)
    expect(checked).toMatchObject({
      code: 0,
      said: expect.stringContaining(`${test.tenant.tenantId} test: whole`),
    })
    const admin = new pg.Client({ connectionString: databaseUrl })
    await admin.connect()
    try {
      await admin.query("SET session_replication_role = 'replica'")
      await admin.query("UPDATE audit_events SET metadata = '{}' WHERE action = 'secret_replaced'")
    } finally {
      await admin.end()
    }
    const broken = await run('audit', ['verify', '--database', '--tenant', test.tenant.tenantId], env)
    expect(broken).toMatchObject({ code: 1, said: expect.stringContaining('it was changed') })
  })

  it('rotate the master key: the running server reads on, and writes with the new one', async context => {
    const { test, env } = prepare(context)
    const { services } = test.server
    const read = () =>
      services.database.withTenant(test.tenant.tenantId, tx => readSecret(services, tx, 'API_TOKEN'))
    expect(await read()).toBe('newer value of the token')
    const rotated = await run('vault', ['rotate'], env)
    expect(rotated).toMatchObject({ code: 0, said: expect.stringContaining('1 secrets sealed again') })
    expect(await read()).toBe('newer value of the token')
    await owner.secret.put.mutate({ name: 'API_TOKEN', value: 'after the rotation' })
    expect(await read()).toBe('after the rotation')
  })

  it('follow a new root key: secrets and second factors open with it, and only with it', async context => {
    const { test, env } = prepare(context)
    const { services, tenant } = { services: test.server.services, tenant: test.tenant }
    const next = 'n'.repeat(40)
    const admin = new pg.Client({ connectionString: databaseUrl })
    await admin.connect()
    try {
      const { rows } = await admin.query<{ id: string; email: string }>(
        "SELECT id, email FROM users WHERE email = 'owner@test.test'",
      )
      const userId = rows[0]?.id ?? ''
      const person = { userId, email: 'owner@test.test' }
      await admin.query(
        'INSERT INTO totp_credentials (user_id, sealed_secret, created_at) VALUES ($1, $2, now())',
        [userId, makeTotpSecret(services.keys, person).sealed],
      )
      const mailId = crypto.randomUUID()
      await services.database.withTenant(tenant.tenantId, tx =>
        makeMailQueue({ ...services, ids: { next: () => mailId } }).queue(tx, {
          to: 'somebody@x.test',
          language: 'en',
          content: { template: 'notice', subject: 'Waiting', lines: ['x'], link: null },
          idempotencyKey: mailId,
        }),
      )
      const unreadable = crypto.randomUUID()
      await admin.query(
        `INSERT INTO outbound_mails (id, idempotency_key, recipient, template, language, sealed, next_attempt_at, created_at)
         VALUES ($1, $2, 'x@x.test', 'notice', 'en', 'sealed with neither', now() + interval '1 day', now())`,
        [unreadable, unreadable],
      )
      const sealedMail = async (id: string) => {
        const found = await admin.query<{ sealed: Buffer }>(
          'SELECT sealed FROM outbound_mails WHERE id = $1',
          [id],
        )
        return { id, sealed: found.rows[0]?.sealed ?? Buffer.alloc(0) }
      }
      for (const said of [
        '1 master keys are wrapped and 1 second factors and ',
        '1 master keys are wrapped and 0 second factors and 0 mails',
      ]) {
        const rewrapped = await run('vault', ['rewrap'], {
          ...env,
          ENCRYPTION_KEY: next,
          ENCRYPTION_KEY_PREVIOUS: key,
        })
        expect(rewrapped).toMatchObject({ code: 0, said: expect.stringContaining(said) })
      }
      const later = { ...services, keys: makeKeys(next) }
      expect(openMail(later.keys, await sealedMail(mailId))).toMatchObject({ subject: 'Waiting' })
      expect((await sealedMail(unreadable)).sealed.toString()).toBe('sealed with neither')
      const stored = await admin.query<{ sealed: Buffer }>(
        'SELECT sealed_secret AS sealed FROM totp_credentials',
      )
      const sealed = stored.rows[0]?.sealed ?? Buffer.alloc(0)
      expect(
        matchTotpStep(later.keys, { userId, sealed }, '000000', new Date(0)) ?? 0,
      ).toBeGreaterThanOrEqual(0)
      expect(() => matchTotpStep(services.keys, { userId, sealed }, '000000', new Date(0))).toThrow(SealError)
      const value = await services.database.withTenant(tenant.tenantId, tx =>
        readSecret(later, tx, 'API_TOKEN'),
      )
      expect(value).toBe('after the rotation')
      // The server still runs with the key before: for what comes after, it is so again.
      const back = { ...env, ENCRYPTION_KEY_PREVIOUS: next }
      expect(await run('vault', ['rewrap'], back)).toMatchObject({ code: 0 })
    } finally {
      await admin.end()
    }
  })

  it('make an owner of the installation', async context => {
    const { env } = prepare(context)
    expect(await owner.platform.me.query()).toEqual({ level: null })
    expect(await run('platform', ['make-owner', 'nobody@test.test'], env)).toMatchObject({ code: 1 })
    expect(await run('platform', ['make-owner', 'Owner@test.test'], env)).toMatchObject({ code: 0 })
    expect(await owner.platform.me.query()).toEqual({ level: 'owner' })
    const { items } = await owner.platform.actions.query()
    expect(items.map(item => item.action)).toEqual(['owner_made', 'master_key_rotated'])
  })

  it('say how they are used', async () => {
    for (const command of ['audit', 'vault', 'platform']) {
      expect(await run(command, [])).toMatchObject({
        code: 0,
        said: expect.stringContaining(`npm run ${command}`),
      })
      expect(await run(command, ['nonsense'])).toMatchObject({ code: 2 })
    }
    expect(await run('vault', ['rewrap'])).toMatchObject({ code: 2 })
  })
})

describe('commands beside a server on the embedded database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'commands-embedded-'))
  const env = { DATA_DIR: folder, ENCRYPTION_KEY: key }
  let test: TestServer
  beforeAll(async () => {
    test = await startTestServer(folder, { ENCRYPTION_KEY: key })
  })
  afterAll(async () => {
    await test?.server.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('rotate its master key, prove its trail and make an owner, while it goes on', async () => {
    const { api } = await signInAs(test.url, 'owner')
    await api.secret.put.mutate({ name: 'API_TOKEN', value: 'value of the token' })
    const { services } = test.server
    const read = () =>
      services.database.withTenant(test.tenant.tenantId, tx => readSecret(services, tx, 'API_TOKEN'))
    // Requests and commands share one session of the database.
    let asked = 0
    let going = true
    const asking = (async () => {
      while (going) {
        await api.conversation.list.query()
        asked += 1
      }
    })()
    const rotated = await run('vault', ['rotate'], env)
    expect(rotated).toMatchObject({ code: 0, said: expect.stringContaining('1 secrets sealed again') })
    expect(await read()).toBe('value of the token')
    const out = join(folder, 'trail.jsonl')
    expect(await run('audit', ['export', '--out', out], env)).toMatchObject({ code: 0 })
    expect(await run('audit', ['verify', out])).toMatchObject({ code: 0 })
    expect(await run('audit', ['verify', '--database'], env)).toMatchObject({ code: 0 })
    expect(await run('platform', ['make-owner', 'owner@test.test'], env)).toMatchObject({ code: 0 })
    going = false
    await asking
    expect(asked).toBeGreaterThan(3)
    expect(await api.platform.me.query()).toEqual({ level: 'owner' })
    expect((await api.audit.check.query()).broken).toBe(null)
  })

  it('leave it alone where it would have to be stopped', async () => {
    const rewrap = await run('vault', ['rewrap'], { ...env, ENCRYPTION_KEY_PREVIOUS: 'p'.repeat(40) })
    expect(rewrap).toMatchObject({ code: 1, said: expect.stringContaining('in use by another process') })
  })

  it('ask whose trail is meant where there are several tenants', async () => {
    await seedSmallTenant(test.server.services, 'other')
    const asked = await run('audit', ['export'], env)
    expect(asked).toMatchObject({ code: 2, said: expect.stringContaining(test.tenant.tenantId) })
    expect(asked.said).toContain(' other')
  })
})
