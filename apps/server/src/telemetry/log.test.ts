import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { describeError, inWork, makeLog, nameTenant } from './log.ts'

/** The lines a piece of work writes, parsed. */
function linesOf(level: string, write: (log: ReturnType<typeof makeLog>) => void): Record<string, unknown>[] {
  const stream = new PassThrough()
  write(makeLog(level, stream))
  const text = (stream.read() as Buffer | null)?.toString('utf8') ?? ''
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Record<string, unknown>)
}

const secret = 'my card is 4111 1111 1111 1111'

describe('the log', () => {
  it('carries the request and, once known, the tenant', () => {
    const lines = linesOf('info', log => {
      inWork({ requestId: 'r1' }, () => {
        log.info('before')
        nameTenant('t1')
        log.info('after')
      })
      log.info('outside')
    })
    expect(lines.map(({ msg, requestId, tenantId }) => [msg, requestId, tenantId])).toEqual([
      ['before', 'r1', undefined],
      ['after', 'r1', 't1'],
      ['outside', undefined, undefined],
    ])
  })

  it('names no tenant outside of any work', () => {
    expect(() => nameTenant('t1')).not.toThrow()
  })

  it.each([
    { text: secret },
    { content: secret },
    { sessionId: secret },
    { password: secret },
    { token: secret },
    { accessToken: secret },
    { refreshToken: secret },
    { email: secret },
    { input: { text: secret, sessionId: secret, password: secret, token: secret } },
  ])('cuts customer text and secrets out of %j', fields => {
    const [line] = linesOf('trace', log => log.info(fields, 'told'))
    expect(line).toMatchObject({ msg: 'told', level: 'info' })
    expect(JSON.stringify(line)).not.toContain(secret)
  })

  it('writes nothing below its level', () => {
    expect(linesOf('warn', log => log.info('quiet'))).toEqual([])
  })
})

describe('an error in the log', () => {
  it('keeps its class, its message and where it came from', () => {
    const described = describeError(new TypeError('x is not a function'))
    expect(described).toMatchObject({ kind: 'TypeError', message: 'x is not a function' })
    expect(described.frames).not.toHaveLength(0)
  })

  it.each([
    ['with a database code', Object.assign(new Error(secret), { code: '23505', detail: secret })],
    ['of Prisma', Object.assign(new Error(secret), { name: 'PrismaClientKnownRequestError' })],
    ['with a severity', Object.assign(new Error(secret), { severity: 'ERROR' })],
    ['of JSON', jsonError()],
    ['with lines that look like frames', Object.assign(new Error(`a\n    at ${secret}`), { code: 'P2010' })],
    [
      'underneath another',
      new Error('the run failed', { cause: Object.assign(new Error(secret), { code: 'P2010' }) }),
    ],
    ['that is no error', secret],
  ])('does not quote values: one %s', (_name, error) => {
    expect(JSON.stringify(describeError(error))).not.toContain('4111')
  })
})

function jsonError(): unknown {
  try {
    return JSON.parse(`card 4111: ${secret}`)
  } catch (error) {
    return error
  }
}
