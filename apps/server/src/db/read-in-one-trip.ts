import pg from 'pg'

/** The part of pg's connection a query writes its messages to; its published types miss that one message may follow another. */
interface Wire {
  parse(message: { text: string }): void
  bind(message: { values: readonly string[] }): void
  describe(message: { type: 'P'; name: string }): void
  execute(message: Record<string, never>): void
}

type Preparing = pg.Query & { prepare(wire: Wire): void }

const enterTenant =
  "SELECT set_config('role', 'countersign_app', true), set_config('app.tenant_id', $1, true)"

/**
 * Runs one statement inside a tenant in a single round trip; begin, enter, read and commit one by one take four.
 *
 * Statements sent before one Sync are one implicit transaction, so what the first sets locally holds for the second
 * and is gone after it, as in `withTenant`.
 */
export async function readInOneTrip<Row>(
  pool: pg.Pool,
  tenantId: string,
  statement: { readonly text: string; readonly values: readonly unknown[] },
): Promise<Row[]> {
  const query = new pg.Query({
    text: statement.text,
    values: [...statement.values],
    queryMode: 'extended',
  } as pg.QueryConfig) as Preparing
  const prepare = query.prepare.bind(query)
  query.prepare = wire => {
    wire.parse({ text: enterTenant })
    wire.bind({ values: [tenantId] })
    wire.describe({ type: 'P', name: '' })
    wire.execute({})
    prepare(wire)
  }
  // Typed as what it is given, the pool answers with a promise of the results: of entering, and of the statement.
  const results = (await pool.query(query)) as unknown as [pg.QueryResult, pg.QueryResult]
  return results[1].rows as Row[]
}
