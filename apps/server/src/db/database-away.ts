/** Connection trouble as Node names it. */
const node = /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT)/
/**
 * PostgreSQL's classes: connection, resources, operator intervention (restart, shutdown, time-out), and the two errors
 * of class 40 that mean "somebody else was in the way": a serialisation failure and a deadlock.
 */
const postgres = /^(08|53|57)\w{3}$|^40(001|P01)$/
/** Prisma: not reachable, timed out, connection closed, no connection free, transaction lost, too many connections. */
const prisma = /^P(1001|1002|1008|1017|2024|2028|2037)$/
/** What pg says without a code of a connection that broke while it was used. */
const pg =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/

/**
 * Whether an error means that the database cannot be asked now and may be asked again later, rather than that the
 * question was wrong. The layers above pg wrap its errors, each in a way of its own.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const { code, originalCode, message, cause, meta } = error as Record<string, unknown>
  if ([code, originalCode].some(isAwayCode)) return true
  if (typeof message === 'string' && pg.test(message)) return true
  const { driverAdapterError } = (meta ?? {}) as { driverAdapterError?: unknown }
  return isDatabaseAway(cause) || isDatabaseAway(driverAdapterError)
}

function isAwayCode(code: unknown): boolean {
  return typeof code === 'string' && (node.test(code) || postgres.test(code) || prisma.test(code))
}
