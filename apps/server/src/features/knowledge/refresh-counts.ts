import type { Services } from '../../api/services.ts'
import { countChunks, readKnowledgeSize, saveCounts } from './embedding.repo.ts'

/** Smaller knowledge is searched whole: no word in it is too common. */
const smallest = 5000
/** Passages a word may be in before it is no use to look anything up by. */
const commonFrom = 300
/** A large tenant's words are counted anew when its knowledge has changed by this share. */
const drift = 0.1

/** Notes how large the tenant's knowledge has become: the search plans by it. */
export async function refreshCounts(
  services: Pick<Services, 'database' | 'clock'>,
  tenantId: string,
): Promise<void> {
  await services.database.withTenant(tenantId, async tx => {
    const known = await readKnowledgeSize(tx)
    const chunks = await countChunks(tx)
    const changed = Math.abs(chunks - known.chunks)
    const counted = known.countedAt !== null
    if (counted && changed <= (chunks < smallest && known.chunks < smallest ? 0 : drift * known.chunks))
      return
    await saveCounts(tx, chunks, chunks < smallest ? null : commonFrom, services.clock.now())
  })
}
