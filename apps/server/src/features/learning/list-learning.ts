import type { LearningItemView } from '@countersign/shared/learning/learning.contract'
import { z } from 'zod'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { listOpenItems, listReviewedItems, type QueuePlace, type QueueRow } from './queue.repo.ts'
import { toItemView } from './queue-item-view.ts'

const place = z.tuple([z.int(), z.iso.datetime(), z.uuid()])

/** A cursor nobody can read is the first page: it comes from an older version. */
function readPlace(cursor: string | null | undefined): QueuePlace | null {
  if (cursor == null) return null
  const parsed = place.safeParse(cursor.split('|').map((part, at) => (at === 0 ? Number(part) : part)))
  if (!parsed.success) return null
  const [score, at, id] = parsed.data
  return { score, at: new Date(at), id }
}

const writePlace = (row: QueueRow) =>
  [row.score, (row.reviewedAt ?? row.createdAt).toISOString(), row.id].join('|')

/** What there is to learn from, or what was made of it. */
export async function listLearning(
  services: Services,
  actor: Actor,
  input: {
    status: 'pending' | 'taught' | 'dismissed'
    cursor?: string | null | undefined
    limit: number
  },
): Promise<{ items: LearningItemView[]; nextCursor: string | null }> {
  const { status, limit } = input
  const after = readPlace(input.cursor)
  const rows = await services.database.readTenant(actor.tenantId, tx =>
    status === 'pending'
      ? listOpenItems(tx, after, limit + 1)
      : listReviewedItems(tx, status, after, limit + 1),
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(toItemView),
    nextCursor: rows.length > limit && last !== undefined ? writePlace(last) : null,
  }
}
