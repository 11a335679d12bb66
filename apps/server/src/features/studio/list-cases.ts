import { type StudioCaseView, studioOutcome, studioTurn } from '@countersign/shared/studio/studio.contract'
import { z } from 'zod'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { listCaseRows } from './studio.repo.ts'

/** The tenant's pinned cases, the latest first. */
export async function listCases(services: Services, actor: Actor): Promise<{ items: StudioCaseView[] }> {
  const rows = await services.database.readTenant(actor.tenantId, listCaseRows)
  return {
    items: rows.map(row => ({
      id: row.id,
      name: row.name,
      turns: z.array(studioTurn).parse(row.turns),
      expected: studioOutcome.parse(row.expected),
      createdBy: row.createdBy,
      at: row.createdAt.toISOString(),
    })),
  }
}
