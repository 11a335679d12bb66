import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import type { QueryResult } from 'pg'

const charOid = 18
const bpcharOid = 1042

/**
 * Prisma's `pg` adapter, with two things mended that the schema engine needs (@prisma/adapter-pg 7.10.0).
 *
 * It cuts scripts at every semicolon, also inside the body of a function. PostgreSQL parses a script itself when it
 * arrives as one simple query, and then runs it in one implicit transaction: a migration that fails leaves nothing.
 *
 * It refuses the catalogue's one-byte `"char"` type, which the engine reads as a character when it describes a database.
 */
export class SchemaEnginePg extends PrismaPg {
  /** Why the last script failed. */
  scriptError: Error | undefined

  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect()
    const pool = adapter.underlyingDriver()
    const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<QueryResult | QueryResult[]>
    const charColumns = new Set<string>()
    const retyped = async (...args: unknown[]) => {
      const result = await query(...args)
      for (const field of Array.isArray(result) ? [] : result.fields) {
        if (field.dataTypeID !== charOid) continue
        charColumns.add(field.name)
        field.dataTypeID = bpcharOid
      }
      return result
    }
    Object.assign(pool, { query: retyped })
    const queryRaw = adapter.queryRaw.bind(adapter)
    adapter.queryRaw = async input => {
      const set = await queryRaw(input)
      const columnTypes = set.columnTypes.map((type, index) =>
        charColumns.has(set.columnNames[index] ?? '') ? ColumnTypeEnum.Character : type,
      )
      return { ...set, columnTypes }
    }
    adapter.executeScript = async script => {
      try {
        await query(script)
      } catch (error) {
        this.scriptError = error instanceof Error ? error : new Error(String(error))
        throw error
      }
    }
    return adapter
  }
}
