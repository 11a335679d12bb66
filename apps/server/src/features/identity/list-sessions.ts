import type { SessionList } from '@countersign/shared/identity/session.contract'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { listOwnSessions } from '../../db/platform-sign-in.repo.ts'

/** Where the person is signed in: here first, then the last used. */
export async function listSessions(services: Services, actor: Actor): Promise<SessionList> {
  const { database, clock } = services
  const rows = await listOwnSessions(database.statement, actor.userId, clock.now())
  const sessions = rows.map(row => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    current: row.id === actor.sessionId,
  }))
  return { sessions: sessions.sort((one, other) => Number(other.current) - Number(one.current)) }
}
