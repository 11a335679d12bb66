import { AppError } from '@countersign/shared/kernel/app-error'
import type { KnowledgeItem } from '@countersign/shared/knowledge/knowledge.contract'
import { z } from 'zod'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { toTrpcError } from '../../api/trpc.ts'
import { listDocuments } from './knowledge.repo.ts'

/** PostgreSQL knows no year 0, which JavaScript does. */
const place = z.tuple([z.iso.datetime().refine(at => at >= '1970'), z.uuid()])

/** One page, newest change first. */
export async function listKnowledge(
  services: Services,
  actor: Actor,
  input: { limit?: number | undefined; cursor?: string | undefined } = {},
): Promise<{ items: KnowledgeItem[]; nextCursor: string | null }> {
  const limit = input.limit ?? 200
  const after = input.cursor === undefined ? null : readCursor(input.cursor)
  const rows = await services.database.withTenant(actor.tenantId, tx => listDocuments(tx, limit + 1, after))
  const items = rows.slice(0, limit).map(row => ({ ...row, updatedAt: row.updatedAt.toISOString() }))
  const last = items.at(-1)
  const nextCursor =
    rows.length > limit && last !== undefined
      ? Buffer.from(JSON.stringify([last.updatedAt, last.id])).toString('base64url')
      : null
  return { items, nextCursor }
}

function readCursor(cursor: string): { at: Date; id: string } {
  try {
    const [at, id] = place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    return { at: new Date(at), id }
  } catch {
    throw toTrpcError(new AppError('input.invalid', 'The cursor is not one of this list'))
  }
}
