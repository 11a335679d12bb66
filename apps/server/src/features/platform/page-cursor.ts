import { AppError } from '@countersign/shared/kernel/app-error'
import { z } from 'zod'
import { toTrpcError } from '../../api/trpc.ts'

/** PostgreSQL knows no year 0, which JavaScript does. */
const position = z.tuple([z.iso.datetime().refine(at => at >= '1970'), z.uuid()])

export interface Place {
  readonly at: Date
  readonly id: string
}

export function readPageCursor(cursor: string | undefined): Place | null {
  if (cursor === undefined) return null
  try {
    const [at, id] = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    return { at: new Date(at), id }
  } catch {
    throw toTrpcError(new AppError('input.invalid', 'The cursor is not one of this list'))
  }
}

/** A page of rows that were asked for with one more than the page holds. */
export function cutPage<Row extends { readonly id: string }, View>(
  rows: readonly Row[],
  limit: number,
  at: (row: Row) => Date,
  view: (row: Row) => View,
): { items: View[]; nextCursor: string | null } {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const nextCursor =
    rows.length > limit && last !== undefined
      ? Buffer.from(JSON.stringify([at(last).toISOString(), last.id])).toString('base64url')
      : null
  return { items: page.map(view), nextCursor }
}
