import pg from 'pg'
import { vi } from 'vitest'
import { currentWork } from '../../telemetry/log.ts'

interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

export interface StatementEar {
  /** The statements a request of this process's server has sent to the database. */
  of(requestId: string): Statement[]
  close(): void
}

/** Listens to every statement of this process, and notes which request each belongs to. */
export function hearStatements(): StatementEar {
  const heard = new Map<string, Statement[]>()
  const send = pg.Client.prototype.query as (...args: unknown[]) => unknown
  const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client,
    ...args: unknown[]
  ) {
    const [first, second] = args
    const given = typeof first === 'string' ? { text: first, values: second } : (first as Partial<Statement>)
    const requestId = currentWork()?.requestId
    if (requestId !== undefined && typeof given.text === 'string') {
      const values = Array.isArray(given.values) ? [...given.values] : []
      heard.set(requestId, [...(heard.get(requestId) ?? []), { text: given.text, values }])
    }
    return send.apply(this, args)
  } as never)
  return {
    of: requestId => heard.get(requestId) ?? [],
    close: () => spy.mockRestore(),
  }
}

interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Cond'?: string
  readonly 'Recheck Cond'?: string
  readonly 'TID Cond'?: string
  readonly Plans?: readonly PlanNode[]
}

/** One table as a statement reads it. */
export interface Scan {
  readonly table: string
  readonly how: string
  /** What the index is asked for; empty when all of it is read. */
  readonly condition: string
}

/**
 * How a tenant's statement would be carried out.
 *
 * @param admin a role that may become the server's
 * @param indexes `chosen`: as the planner sees fit; `needed`: reading a whole table only where nothing else is possible
 */
export async function readPlan(
  admin: pg.Client,
  tenantId: string,
  { text, values }: Statement,
  indexes: 'chosen' | 'needed',
): Promise<Scan[]> {
  await admin.query('BEGIN')
  try {
    await admin.query(
      "SELECT set_config('role', 'countersign_app', true), set_config('app.tenant_id', $1, true)",
      [tenantId],
    )
    if (indexes === 'needed') await admin.query('SET LOCAL enable_seqscan = off')
    const { rows } = await admin.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `EXPLAIN (FORMAT JSON) ${text}`,
      [...values],
    )
    return rows.flatMap(row => scansOf(row['QUERY PLAN'][0].Plan))
  } finally {
    await admin.query('ROLLBACK')
  }
}

function scansOf(node: PlanNode): Scan[] {
  const below = (node.Plans ?? []).flatMap(scansOf)
  const table = node['Relation Name']
  if (table === undefined) return below
  const condition = node['Index Cond'] ?? node['Recheck Cond'] ?? node['TID Cond'] ?? ''
  return [{ table, how: node['Node Type'], condition }, ...below]
}

/** A scan is held to the tenant, or to single rows by their ids, by what it asks the index for. */
export function isHeld({ how, condition }: Scan): boolean {
  if (how === 'Seq Scan') return false
  return /\btenant_id = /.test(condition) || /\b(id|\w+_id) = /.test(condition)
}
