import type { IntentScores } from '@countersign/shared/intent/intent.contract'
import { detectLanguage } from '@countersign/shared/text/detect-language'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { listIntentRows } from './intent.repo.ts'

/** What the pipeline would take a text for, with every intent's score. */
export async function testIntent(
  services: Services,
  actor: Actor,
  input: { text: string },
): Promise<IntentScores> {
  const { intent, score, ranked, version } = await services.intents.classify({
    tenantId: actor.tenantId,
    text: input.text,
    language: detectLanguage(input.text),
  })
  const rows = await services.database.readTenant(actor.tenantId, listIntentRows)
  const names = new Map(rows.map(row => [row.key, row.name]))
  const own = /^tenant-intents-(\d+)$/.exec(version ?? '')?.[1]
  return {
    intent,
    score,
    ranked: ranked.map(one => ({
      key: one.intent,
      name: names.get(one.intent) ?? one.intent,
      score: one.score,
    })),
    model: own === undefined ? 'shipped' : Number(own),
  }
}
