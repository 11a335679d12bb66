import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { makeConfig } from './config.ts'
import { parseEnv } from './env.ts'

const home = mkdtempSync(join(tmpdir(), 'config-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const configOf = (env: Record<string, string>) =>
  makeConfig(parseEnv({ DATA_DIR: join(home, 'data'), ...env }))

describe('the configuration', () => {
  it('makes its folder and a key only this account can read, once', () => {
    const first = configOf({})
    const path = join(first.dataDir, 'encryption.key')
    expect(statSync(first.dataDir).mode & 0o077).toBe(0)
    expect(statSync(path).mode & 0o077).toBe(0)
    expect(Buffer.from(readFileSync(path, 'utf8'), 'base64url')).toHaveLength(32)
    expect(configOf({}).encryptionKey).toBe(first.encryptionKey)
  })

  it('prefers the key it is given, and writes none', () => {
    const key = 'k'.repeat(32)
    const dataDir = join(home, 'other')
    expect(configOf({ DATA_DIR: dataDir, ENCRYPTION_KEY: key }).encryptionKey).toBe(key)
    expect(() => statSync(join(dataDir, 'encryption.key'))).toThrow('ENOENT')
  })

  it.each([
    ['all', true, true],
    ['api', true, false],
    ['worker', false, true],
  ])('ROLE %s serves api %s, worker %s', (ROLE, api, worker) => {
    const shared = { DATABASE_URL: 'postgres://localhost/shop', ENCRYPTION_KEY: 'k'.repeat(32) }
    expect(configOf({ ROLE, ...shared }).serves).toEqual({ api, worker })
  })

  it('uses a model only when one is asked for', () => {
    expect(configOf({ OPENAI_API_KEY: 'key' }).ai).toEqual({ provider: 'offline' })
    expect(configOf({ OPENAI_API_KEY: 'key', AI_PROVIDER: 'openai' }).ai).toMatchObject({
      provider: 'openai',
      apiKey: 'key',
      baseUrl: null,
    })
  })

  it.each<[string, Record<string, string>, string]>([
    ['stay here while nobody comes from elsewhere', {}, 'mailbox'],
    ['stay here under a name of this machine', { PUBLIC_URL: 'http://localhost:4310' }, 'mailbox'],
    ['wait where people come from elsewhere', { PUBLIC_URL: 'https://desk.example.test' }, 'none'],
    ['wait where others may connect', { HOST: '0.0.0.0' }, 'none'],
    ['are sent', { HOST: '0.0.0.0', SMTP_URL: 'smtps://u:p@mail.test', MAIL_FROM: 'D <d@x.test>' }, 'smtp'],
  ])('mails %s', (_, env, kind) => {
    expect(configOf(env).mail.kind).toBe(kind)
  })

  it('knows the OpenID provider by a name', () => {
    const provider = { OIDC_ISSUER: 'https://id.example.test', OIDC_CLIENT_ID: 'desk' }
    expect(configOf({}).oidc).toBeNull()
    expect(configOf(provider).oidc).toEqual({
      issuer: 'https://id.example.test',
      clientId: 'desk',
      clientSecret: null,
      name: 'OpenID',
    })
    expect(configOf({ ...provider, OIDC_NAME: 'Acme' }).oidc?.name).toBe('Acme')
  })

  it('shows its public address without a trailing slash', () => {
    expect(configOf({ PUBLIC_URL: 'https://desk.example.test/' }).publicUrl).toBe('https://desk.example.test')
    expect(configOf({}).publicUrl).toBeNull()
  })
})
