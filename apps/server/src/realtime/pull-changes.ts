import type { SyncEventType, SyncPage } from '@countersign/shared/sync/sync.contract'
import type { Actor } from '../api/actor.ts'
import type { Services } from '../api/services.ts'
import { formatCursor } from './publisher.ts'
import { findSyncHead, isKnownPosition, listSyncLines } from './sync.repo.ts'

/**
 * What changed behind a cursor. Without one: the head, from which to follow on. A cursor this log cannot have given
 * (a database restored from elsewhere, a made-up string), or one from before its first line, answers `reset`: forget and
 * refetch.
 */
export async function pullChanges(
  services: Services,
  actor: Actor,
  input: { cursor?: string | null | undefined; limit?: number | undefined },
): Promise<SyncPage> {
  return services.database.withTenant(actor.tenantId, async tx => {
    if (input.cursor == null || input.cursor === '') {
      return { events: [], cursor: formatCursor(await findSyncHead(tx)), reset: false }
    }
    const position = readCursor(input.cursor)
    const lines = position === null ? [] : await listSyncLines(tx, position, input.limit ?? 500)
    if (position === null || !(await isKnownPosition(tx, position))) {
      return { events: [], cursor: formatCursor(await findSyncHead(tx)), reset: true }
    }
    const last = lines.at(-1)
    return {
      events: lines.map(line => ({
        cursor: formatCursor(line),
        type: line.type as SyncEventType,
        entityId: line.entityId,
        conversationId: line.conversationId,
        at: line.at.toISOString(),
      })),
      cursor: last === undefined ? input.cursor : formatCursor(last),
      reset: false,
    }
  })
}

/** `xid.id`, both unsigned; null for anything else. */
function readCursor(cursor: string): { xid: string; id: string } | null {
  const [, xid, id] = /^(\d{1,19})\.(\d{1,18})$/.exec(cursor) ?? []
  return xid === undefined || id === undefined ? null : { xid, id }
}
