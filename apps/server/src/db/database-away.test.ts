import { describe, expect, it } from 'vitest'
import { isDatabaseAway } from './database-away.ts'

const coded = (code: string, extra: object = {}) => Object.assign(new Error('x'), { code, ...extra })
const adapted = (cause: object) => ({ driverAdapterError: { name: 'DriverAdapterError', cause } })

describe('isDatabaseAway', () => {
  it.each<[string, unknown]>([
    ['a refused connection', coded('ECONNREFUSED')],
    ['a broken connection', coded('ECONNRESET')],
    ['a name that is not found', coded('ENOTFOUND')],
    ['a restart', coded('57P01')],
    ['a start', coded('57P03')],
    ['too many connections', coded('53300')],
    ['a lost connection', coded('08006')],
    ['a deadlock', coded('40P01')],
    ['pg without a code', new Error('Connection terminated unexpectedly')],
    ['pg after an error', new Error('Client has encountered a connection error and is not queryable')],
    ['a full pool', new Error('timeout exceeded when trying to connect')],
    ['Prisma, not reachable', coded('P1001')],
    [
      'Prisma, around a restart',
      coded('P2039', { meta: adapted({ originalCode: '57P03', kind: 'postgres' }) }),
    ],
    ['Prisma, around a raw query', coded('P2010', { meta: adapted({ originalCode: '57P01' }) })],
    ['a cause', new Error('outer', { cause: coded('ECONNREFUSED') })],
  ])('%s', (_name, error) => {
    expect(isDatabaseAway(error)).toBe(true)
  })

  it.each<[string, unknown]>([
    ['a unique violation', coded('23505')],
    ['bad text', coded('22021')],
    ['a check of Prisma', coded('P2010', { meta: adapted({ originalCode: '23514' }) })],
    ['a bug', new TypeError('x is not a function')],
    ['a customer who quotes pg', new Error('They said: Connection terminated unexpectedly')],
    ['nothing', undefined],
    ['a string', 'ECONNREFUSED'],
  ])('is not %s', (_name, error) => {
    expect(isDatabaseAway(error)).toBe(false)
  })
})
