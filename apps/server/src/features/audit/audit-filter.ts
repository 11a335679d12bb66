import type { AuditListInput } from '@countersign/shared/audit/audit.contract'
import { AppError } from '@countersign/shared/kernel/app-error'
import { z } from 'zod'
import { toTrpcError } from '../../api/trpc.ts'
import type { AuditFilter } from './audit.repo.ts'

/** Nothing happened before, and PostgreSQL knows no year 0, which JavaScript does. */
const oldest = '1970'
const position = z.tuple([z.iso.datetime().refine(at => at >= oldest), z.uuid()])

/** The filter of a page as the console sends it. */
export function readAuditFilter(input: NonNullable<AuditListInput>, limit: number): AuditFilter {
  const date = (text: string | undefined) => (text === undefined ? null : new Date(text))
  return {
    actorId: input.actorId ?? null,
    actorKind: input.actorKind ?? null,
    action: input.action ?? null,
    entityType: input.entityType ?? null,
    entityId: input.entityId ?? null,
    from: date(input.from),
    to: date(input.to),
    after: input.cursor === undefined ? null : readCursor(input.cursor),
    limit,
  }
}

export function auditCursor(line: { readonly at: string; readonly id: string }): string {
  return Buffer.from(JSON.stringify([line.at, line.id])).toString('base64url')
}

function readCursor(cursor: string): { at: Date; id: string } {
  try {
    const [at, id] = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    return { at: new Date(at), id }
  } catch {
    throw toTrpcError(new AppError('input.invalid', 'The cursor is not one of this list'))
  }
}
