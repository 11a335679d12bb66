import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EnvError, parseEnv } from './env.ts'

const told = (env: Record<string, string>): string => {
  try {
    parseEnv(env)
  } catch (error) {
    if (error instanceof EnvError) return error.message
    throw error
  }
  throw new Error('the environment was accepted')
}

describe('the environment', () => {
  it('needs nothing', () => {
    expect(parseEnv({})).toEqual({
      PORT: 4310,
      HOST: '127.0.0.1',
      DATA_DIR: './.data',
      ROLE: 'all',
      AI_PROVIDER: 'offline',
      LOG_LEVEL: 'info',
      RATE_LIMITS: 'on',
    })
  })

  it('takes an empty value for an absent one', () => {
    expect(parseEnv({ PORT: '', DATABASE_URL: '', ENCRYPTION_KEY: '', ROLE: '' })).toEqual(parseEnv({}))
  })

  it.each<[string, Record<string, string>]>([
    ['PORT', { PORT: 'http' }],
    ['PORT', { PORT: '-1' }],
    ['PORT', { PORT: '65536' }],
    ['PORT', { PORT: '43.1' }],
    ['PORT', { PORT: ' ' }],
    ['PORT', { PORT: '0x10' }],
    ['PORT', { PORT: '1e3' }],
    ['HOST', { HOST: '  ' }],
    ['DATA_DIR', { DATA_DIR: ' ' }],
    ['DATABASE_URL', { DATABASE_URL: 'localhost' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://localhost/shop' }],
    ['REDIS_URL', { REDIS_URL: 'http://localhost' }],
    ['ROLE', { ROLE: 'both', DATABASE_URL: 'postgres://localhost/shop' }],
    ['ROLE', { ROLE: 'worker' }],
    ['AI_PROVIDER', { AI_PROVIDER: 'chatty' }],
    ['OPENAI_API_KEY', { AI_PROVIDER: 'openai' }],
    ['OPENAI_BASE_URL', { OPENAI_BASE_URL: 'ftp://localhost' }],
    ['ENCRYPTION_KEY', { ENCRYPTION_KEY: 'too short' }],
    ['ENCRYPTION_KEY', { ROLE: 'api', DATABASE_URL: 'postgres://localhost/shop' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'example.test' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'ws://example.test' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'INFO' }],
    ['RATE_LIMITS', { RATE_LIMITS: 'maybe' }],
    ['RATE_LIMITS', { RATE_LIMITS: 'off', HOST: '0.0.0.0' }],
    ['RATE_LIMITS', { RATE_LIMITS: 'off', HOST: '192.168.1.2' }],
    ['DEMO_PASSWORD', { DEMO_PASSWORD: '1234567' }],
    ['SMTP_URL', { SMTP_URL: 'http://mail.example', MAIL_FROM: 'desk@x.test' }],
    ['MAIL_FROM', { SMTP_URL: 'smtp://mail.example' }],
    ['MAIL_FROM', { MAIL_FROM: 'desk' }],
    ['MAIL_FROM', { MAIL_FROM: 'Desk <desk@x.test>\r\nBcc: all@x.test' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: 'proxy.example' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '10.0.0.0/8, 0.0.0.0/0' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '10.0.0.0/33' }],
    ['OIDC_ISSUER', { OIDC_ISSUER: 'id.example', OIDC_CLIENT_ID: 'x' }],
    ['OIDC_ISSUER', { OIDC_ISSUER: 'http://id.example', OIDC_CLIENT_ID: 'x' }],
    ['OIDC_CLIENT_ID', { OIDC_ISSUER: 'https://id.example' }],
    ['PUBLIC_URL', { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'x', HOST: '0.0.0.0' }],
  ])('names %s in %j', (name, env) => {
    expect(told(env)).toContain(`\n  ${name}: `)
  })

  it('names every bad variable at once', () => {
    const message = told({ PORT: 'x', LOG_LEVEL: 'x', PUBLIC_URL: 'x' })
    for (const name of ['PORT', 'LOG_LEVEL', 'PUBLIC_URL']) expect(message).toContain(`${name}: `)
  })

  it('never repeats a value: it may be a secret in the wrong place', () => {
    const secrets = {
      ENCRYPTION_KEY: 'sekret-one',
      DEMO_PASSWORD: 'sekret',
      DATABASE_URL: 'mysql://root:sekret-two@localhost/shop',
      REDIS_URL: 'http://:sekret-three@localhost',
      OPENAI_BASE_URL: 'ftp://sekret-four@localhost',
      ROLE: 'sekret-five',
      AI_PROVIDER: 'sekret-six',
      PORT: 'sekret-seven',
      LOG_LEVEL: 'sekret-eight',
      RATE_LIMITS: 'sekret-nine',
    }
    expect(told(secrets)).not.toContain('sekret')
  })

  it.each(['127.0.0.1', '::1', 'localhost'])('may be without limits on %s', HOST => {
    expect(parseEnv({ RATE_LIMITS: 'off', HOST }).RATE_LIMITS).toBe('off')
  })

  it('is understood or refused by name, whatever stands in it', () => {
    const names = [
      'PORT',
      'HOST',
      'DATA_DIR',
      'DATABASE_URL',
      'ROLE',
      'ENCRYPTION_KEY',
      'LOG_LEVEL',
      'RATE_LIMITS',
    ]
    const values = fc.oneof(fc.string(), fc.constantFrom('all', 'off', 'openai', '0', '::1'))
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), values), env => {
        try {
          parseEnv(env)
        } catch (error) {
          if (!(error instanceof EnvError)) throw error
          expect(names.some(name => error.message.includes(`${name}: `))).toBe(true)
        }
      }),
    )
  })
})
