import { exampleText } from '@countersign/shared/intent/intent.contract'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import { outOfScope } from '@countersign/shared/suggestion/suggestion.codes'
import { cleanText } from '@countersign/shared/text/clean-text'
import { detectLanguage } from '@countersign/shared/text/detect-language'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { trainIntentsJob } from '../../jobs/catalog/train-intents.job.ts'
import { hashExample } from './hash-example.ts'
import {
  countExamples,
  deleteExample,
  findExampleByHash,
  findIntent,
  findIntentByKey,
  insertExamples,
} from './intent.repo.ts'
import { recordIntent } from './record-intent.ts'
import { seedIntents } from './seed-intents.ts'

const mostExamples = 20_000

interface Example {
  /** Null: none of the intents. */
  readonly intentId: string | null
  readonly text: string
  readonly language?: string | null | undefined
}

/** Teaches by a text what an intent is, or what is none of them. A text that is there already moves. */
export async function addExample(
  services: Services,
  actor: Actor,
  input: Example,
): Promise<Result<{ id: string }>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    await seedIntents(services, tx)
    if (input.intentId !== null && (await findIntent(tx, input.intentId)) === null)
      return refused('intent.not_found')
    return putExample(services, tx, actor, input, 'manual')
  })
}

/**
 * The same, inside a reviewer's decision.
 *
 * @param intent a key, or `none`
 */
export async function teachExample(
  services: Services,
  tx: TenantTx,
  actor: Actor,
  lesson: { readonly intent: string; readonly text: string },
): Promise<Result<{ id: string }>> {
  await seedIntents(services, tx)
  const intentId =
    lesson.intent === outOfScope ? null : ((await findIntentByKey(tx, lesson.intent))?.id ?? '')
  if (intentId === '') return refused('intent.not_found')
  return putExample(services, tx, actor, { intentId, text: lesson.text }, 'decision')
}

async function putExample(
  services: Services,
  tx: TenantTx,
  actor: Actor,
  example: Example,
  source: 'manual' | 'decision',
): Promise<Result<{ id: string }>> {
  const text = exampleText.safeParse(cleanText(example.text))
  if (!text.success) return refused('input.invalid', { field: 'text' })
  const textHash = hashExample(text.data)
  const there = await findExampleByHash(tx, textHash)
  if (there !== null && there.intentId === example.intentId) return ok({ id: there.id })
  if (there !== null) await deleteExample(tx, there.id)
  else if ((await countExamples(tx)) >= mostExamples) return refused('intent.too_many')
  const id = services.ids.next()
  const detected = detectLanguage(text.data)
  const language = example.language ?? (detected === 'und' ? null : detected)
  await insertExamples(
    tx,
    [{ id, intentId: example.intentId, text: text.data, textHash, language, source }],
    services.clock.now(),
  )
  await recordIntent(services, tx, actor, 'intent_example_added', id)
  await services.jobs.enqueue(tx, trainIntentsJob, { tenantId: tx.tenantId })
  return ok({ id })
}
