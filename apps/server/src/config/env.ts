import { isIP } from 'node:net'
import { z } from 'zod'

const loopback = new Set(['127.0.0.1', '::1', 'localhost'])
/** @param host as in HOST, or as URL has it */
export function isLoopback(host: string): boolean {
  return loopback.has(host.replace(/^\[|\]$/g, ''))
}

/** `0.0.0.0/0` would believe anybody's word for where they come from. */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const kind = isIP(address)
  if (kind === 0 || more.length > 0) return false
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (kind === 4 ? 32 : 128))
}

const optionalText = z
  .string()
  .trim()
  .optional()
  .transform(value => (value === '' ? undefined : value))

const schema = z
  .object({
    PORT: z
      .string()
      .trim()
      .regex(/^\d{1,5}$/, 'must be a number from 0 to 65535')
      .transform(Number)
      .pipe(z.int().max(65535))
      .default(4310),
    HOST: z.string().trim().min(1).default('127.0.0.1'),
    DATA_DIR: z.string().trim().min(1).default('./.data'),
    DATABASE_URL: optionalText.pipe(z.url({ protocol: /^postgres(ql)?$/ }).optional()),
    REDIS_URL: optionalText.pipe(z.url({ protocol: /^rediss?$/ }).optional()),
    ROLE: z.enum(['all', 'api', 'worker']).default('all'),
    AI_PROVIDER: z.enum(['offline', 'openai']).default('offline'),
    OPENAI_API_KEY: optionalText,
    OPENAI_BASE_URL: optionalText.pipe(z.url({ protocol: /^https?$/ }).optional()),
    OPENAI_MODEL: optionalText,
    OPENAI_EMBED_MODEL: optionalText,
    ENCRYPTION_KEY: optionalText.pipe(z.string().min(32, 'must have at least 32 characters').optional()),
    /** Only for `npm run vault -- rewrap`: the key that ENCRYPTION_KEY takes the place of. */
    ENCRYPTION_KEY_PREVIOUS: optionalText,
    PUBLIC_URL: optionalText.pipe(z.url({ protocol: /^https?$/ }).optional()),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    RATE_LIMITS: z.enum(['on', 'off']).default('on'),
    SMTP_URL: optionalText.pipe(z.url({ protocol: /^smtps?$/ }).optional()),
    MAIL_FROM: optionalText.pipe(
      z
        .string()
        .regex(
          /^(?:[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
          'must be an address, or a name and <an address>',
        )
        .optional(),
    ),
    OIDC_ISSUER: optionalText.pipe(z.url({ protocol: /^https?$/ }).optional()),
    OIDC_CLIENT_ID: optionalText,
    OIDC_CLIENT_SECRET: optionalText,
    OIDC_NAME: optionalText.pipe(z.string().max(60, 'must have at most 60 characters').optional()),
    TRUSTED_PROXIES: optionalText
      .transform(list => list?.split(/[\s,]+/).filter(Boolean))
      .refine(
        list => list === undefined || list.every(isNetwork),
        'must be addresses or networks, e.g. 10.0.0.0/8',
      ),
    DEMO_PASSWORD: optionalText.pipe(z.string().min(8, 'must have at least 8 characters').optional()),
  })
  .superRefine((env, context) => {
    const refuse = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: [name], message })
    if (env.RATE_LIMITS === 'off' && !loopback.has(env.HOST)) {
      refuse('RATE_LIMITS', 'may be off only while HOST is a loopback address')
    }
    if (env.AI_PROVIDER === 'openai' && env.OPENAI_API_KEY === undefined) {
      refuse('OPENAI_API_KEY', 'is needed when AI_PROVIDER is openai')
    }
    if (env.SMTP_URL !== undefined && env.MAIL_FROM === undefined) {
      refuse('MAIL_FROM', 'is needed with SMTP_URL: mails have a sender')
    }
    if (env.OIDC_ISSUER !== undefined) {
      if (env.OIDC_CLIENT_ID === undefined) refuse('OIDC_CLIENT_ID', 'is needed with OIDC_ISSUER')
      if (env.PUBLIC_URL === undefined && !loopback.has(env.HOST)) {
        refuse('PUBLIC_URL', 'is needed with OIDC_ISSUER: the provider sends people back there')
      }
      // A bad address is named by its own rule; what depends on it is checked all the same.
      const issuer = URL.parse(env.OIDC_ISSUER)
      if (issuer?.protocol === 'http:' && !isLoopback(issuer.hostname)) {
        refuse('OIDC_ISSUER', 'must begin with https unless it is on this machine')
      }
    }
    if (env.ROLE !== 'all' && env.DATABASE_URL === undefined) {
      refuse('ROLE', 'may be split only with DATABASE_URL: the embedded database belongs to one process')
    }
    if (env.DATABASE_URL !== undefined && env.ROLE !== 'all' && env.ENCRYPTION_KEY === undefined) {
      refuse('ENCRYPTION_KEY', 'is needed when several processes share one database')
    }
  })

export type Env = z.infer<typeof schema>

/** A variable that cannot be used; start-up stops with its name. */
export class EnvError extends Error {
  override readonly name = 'EnvError'
}

/**
 * Reads the environment once, at the start. Nothing else in the server looks at it.
 *
 * @throws {EnvError} naming every bad variable; values are not repeated, they may be secrets
 */
export function parseEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const known = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ''),
  )
  const result = schema.safeParse(known)
  if (result.success) return result.data
  const lines = result.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`)
  throw new EnvError(`Countersign cannot start with this environment.\n  ${lines.join('\n  ')}`)
}
