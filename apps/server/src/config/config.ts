import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Env, isLoopback } from './env.ts'

/** What the server runs with, derived from the environment once. */
export interface Config {
  readonly host: string
  readonly port: number
  /** Address people open; also what links and CORS answers name. */
  readonly publicUrl: string | null
  readonly dataDir: string
  readonly databaseUrl: string | null
  readonly redisUrl: string | null
  readonly serves: { readonly api: boolean; readonly worker: boolean }
  readonly ai:
    | { readonly provider: 'offline' }
    | {
        readonly provider: 'openai'
        readonly apiKey: string
        readonly baseUrl: string | null
        readonly model: string
        readonly embedModel: string | null
      }
  /** Root of every derived key: tokens now, stored secrets later. */
  readonly encryptionKey: string
  /** `mailbox`: mails stay here to be read at `/dev/mail`. `none`: they wait until there is an SMTP server. */
  readonly mail:
    | { readonly kind: 'smtp'; readonly url: string; readonly from: string }
    | { readonly kind: 'mailbox' | 'none' }
  /** The OpenID provider people may sign in with. */
  readonly oidc: {
    readonly issuer: string
    readonly clientId: string
    /** Null for a public client. */
    readonly clientSecret: string | null
    readonly name: string
  } | null
  readonly logLevel: Env['LOG_LEVEL']
  readonly rateLimits: boolean
  /** Whose word is taken for where a request comes from; empty: nobody's. */
  readonly trustedProxies: readonly string[]
  readonly demoPassword: string | null
}

/** @param env parsed environment. Creates DATA_DIR and, without ENCRYPTION_KEY, a key file in it. */
export function makeConfig(env: Env): Config {
  const dataDir = resolve(env.DATA_DIR)
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  return {
    host: env.HOST,
    port: env.PORT,
    publicUrl: env.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    dataDir,
    databaseUrl: env.DATABASE_URL ?? null,
    redisUrl: env.REDIS_URL ?? null,
    serves: { api: env.ROLE !== 'worker', worker: env.ROLE !== 'api' },
    ai:
      env.AI_PROVIDER === 'openai' && env.OPENAI_API_KEY !== undefined
        ? {
            provider: 'openai',
            apiKey: env.OPENAI_API_KEY,
            baseUrl: env.OPENAI_BASE_URL ?? null,
            model: env.OPENAI_MODEL ?? 'gpt-4o-mini',
            embedModel: env.OPENAI_EMBED_MODEL ?? null,
          }
        : { provider: 'offline' },
    encryptionKey: env.ENCRYPTION_KEY ?? keyFile(dataDir),
    mail: readMail(env),
    oidc:
      env.OIDC_ISSUER !== undefined && env.OIDC_CLIENT_ID !== undefined
        ? {
            issuer: env.OIDC_ISSUER,
            clientId: env.OIDC_CLIENT_ID,
            clientSecret: env.OIDC_CLIENT_SECRET ?? null,
            name: env.OIDC_NAME ?? 'OpenID',
          }
        : null,
    logLevel: env.LOG_LEVEL,
    rateLimits: env.RATE_LIMITS === 'on',
    trustedProxies: env.TRUSTED_PROXIES ?? [],
    demoPassword: env.DEMO_PASSWORD ?? null,
  }
}

/** A mailbox everyone on the machine can read is for trying things out, never for a server that people reach from elsewhere. */
function readMail(env: Env): Config['mail'] {
  if (env.SMTP_URL !== undefined && env.MAIL_FROM !== undefined) {
    return { kind: 'smtp', url: env.SMTP_URL, from: env.MAIL_FROM }
  }
  const local = env.PUBLIC_URL === undefined || isLoopback(new URL(env.PUBLIC_URL).hostname)
  return { kind: isLoopback(env.HOST) && local ? 'mailbox' : 'none' }
}

/** A key of this installation's own, made once. Written exclusively: two processes starting together agree on one. */
function keyFile(dataDir: string): string {
  const path = join(dataDir, 'encryption.key')
  try {
    writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(path, 'utf8').trim()
}
