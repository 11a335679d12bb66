import type { studioThread } from '@countersign/shared/studio/studio.contract'
import type { z } from 'zod'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { listThreadRows } from './studio.repo.ts'

/** The member's own threads, the latest first. */
export async function listThreads(
  services: Services,
  actor: Actor,
): Promise<{ items: z.infer<typeof studioThread>[] }> {
  const rows = await services.database.withTenant(actor.tenantId, tx => listThreadRows(tx, actor.memberId))
  return { items: rows.map(({ id, title, updatedAt }) => ({ id, title, at: updatedAt.toISOString() })) }
}
