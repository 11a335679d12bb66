import type { IntentView } from '@countersign/shared/intent/intent.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { countIntents, findIntent, insertIntent } from './intent.repo.ts'
import { recordIntent } from './record-intent.ts'
import { seedIntents } from './seed-intents.ts'

const mostIntents = 200

/** Adds an intent at the end of the list. It is told from the others once it has examples and was learned. */
export async function createIntent(
  services: Services,
  actor: Actor,
  input: { key: string; name: string; description: string },
): Promise<Result<IntentView>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    await seedIntents(services, tx)
    if ((await countIntents(tx)) >= mostIntents) return refused('intent.too_many')
    const id = services.ids.next()
    if (!(await insertIntent(tx, { id, ...input, now: services.clock.now() })))
      return refused('intent.key_taken')
    await recordIntent(services, tx, actor, 'intent_created', id, { key: input.key })
    const created = await findIntent(tx, id)
    if (created === null) throw new Error('the intent is gone')
    return ok(created)
  })
}
