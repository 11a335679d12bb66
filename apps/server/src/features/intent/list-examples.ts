import type { ExampleList } from '@countersign/shared/intent/intent.contract'
import { z } from 'zod'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { type ExamplePlace, listExampleRows } from './intent.repo.ts'

const place = z.tuple([z.iso.datetime(), z.uuid()])

/** A cursor nobody can read is the first page: it comes from an older version. */
function readPlace(cursor: string | null | undefined): ExamplePlace | null {
  const parsed = place.safeParse(cursor?.split('|'))
  return parsed.success ? { at: new Date(parsed.data[0]), id: parsed.data[1] } : null
}

/** The texts that show an intent, newest first. */
export async function listExamples(
  services: Services,
  actor: Actor,
  input: { intentId: string | null; cursor?: string | null | undefined; limit: number },
): Promise<ExampleList> {
  const { intentId, cursor, limit } = input
  const rows = await services.database.readTenant(actor.tenantId, tx =>
    listExampleRows(tx, intentId, readPlace(cursor), limit + 1),
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(row => ({ ...row, createdAt: row.createdAt.toISOString() })),
    nextCursor:
      rows.length > limit && last !== undefined ? `${last.createdAt.toISOString()}|${last.id}` : null,
  }
}
