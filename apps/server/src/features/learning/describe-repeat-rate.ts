import type { repeatRate } from '@countersign/shared/learning/learning.contract'
import type { z } from 'zod'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { countCorrections, listRepeats } from './queue.repo.ts'
import { toItemView } from './queue-item-view.ts'

/** How many corrections of a period had been taught before. */
export async function describeRepeatRate(
  services: Services,
  actor: Actor,
  input: { from: string; to: string },
): Promise<z.infer<typeof repeatRate>> {
  const [from, to] = [new Date(input.from), new Date(input.to)]
  return services.database.withTenant(actor.tenantId, async tx => {
    const items = (await listRepeats(tx, from, to)).map(toItemView)
    return { corrections: await countCorrections(tx, from, to), repeats: items.length, items }
  })
}
