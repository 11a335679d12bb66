import { AsyncLocalStorage } from 'node:async_hooks'
import pino from 'pino'

/** What is known of a piece of work wherever in it one is. */
export interface WorkContext {
  readonly requestId: string
  tenantId?: string
  /** Where a request came from. For the audit trail: log lines go without. */
  readonly address?: string
  readonly userAgent?: string | undefined
}

const work = new AsyncLocalStorage<WorkContext>()

/** Runs `body` so that every log line inside it carries the context. */
export function inWork<T>(context: WorkContext, body: () => T): T {
  return work.run(context, body)
}

/** Names the tenant of the running work once it is known. */
export function nameTenant(tenantId: string): void {
  const context = work.getStore()
  if (context !== undefined) context.tenantId = tenantId
}

export function currentWork(): WorkContext | undefined {
  return work.getStore()
}

export type Log = pino.Logger

/**
 * Structured log lines on stdout. Customer text and secrets have no field to go into: messages are constants, and the
 * fields named here are cut out should an object carry them by mistake.
 */
export function makeLog(level: string, destination?: pino.DestinationStream): Log {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: label => ({ level: label }) },
    mixin: () => {
      const { requestId, tenantId } = work.getStore() ?? {}
      return {
        ...(requestId === undefined ? {} : { requestId }),
        ...(tenantId === undefined ? {} : { tenantId }),
      }
    },
    redact: {
      paths: [
        'text',
        'content',
        'sessionId',
        'password',
        'token',
        'accessToken',
        'refreshToken',
        'email',
        '*.text',
        '*.sessionId',
        '*.password',
        '*.token',
      ],
      remove: true,
    },
    serializers: { err: describeError },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}

/**
 * An error for the log: its class, code and stack frames. Its message stays out when it comes from the database, a
 * provider or a parser, because these quote values.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error }
  const { code } = error as { code?: unknown }
  // The stack begins with the message, and a line of that may look like a frame.
  const stack = (error.stack ?? '').replace(error.message, '')
  const frames = stack.split('\n').filter(line => line.trimStart().startsWith('at '))
  const quotesValues =
    typeof code === 'string' ||
    error.name.startsWith('Prisma') ||
    error instanceof SyntaxError ||
    'severity' in error
  return {
    kind: error.name,
    ...(code === undefined ? {} : { code }),
    ...(quotesValues ? {} : { message: error.message }),
    frames: frames.slice(0, 12).map(line => line.trim()),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}
