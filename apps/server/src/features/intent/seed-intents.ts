import { defaultIntentNames } from '@countersign/shared/intent/default-intents'
import { shippedExamplesEn } from '@countersign/shared/intent/shipped-examples.en'
import { shippedExamplesRu } from '@countersign/shared/intent/shipped-examples.ru'
import { defaultIntents, outOfScope } from '@countersign/shared/suggestion/suggestion.codes'
import type { Services } from '../../api/services.ts'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { hashExample } from './hash-example.ts'
import {
  countIntents,
  findIntentByKey,
  findTenantLanguage,
  insertExamples,
  insertIntent,
  type NewExample,
} from './intent.repo.ts'

/** Gives a tenant the intents and examples the product ships with, the first time anybody asks for them. */
export async function seedIntents(services: Services, tx: TenantTx): Promise<void> {
  if ((await countIntents(tx)) > 0) return
  const now = services.clock.now()
  const language = (await findTenantLanguage(tx)) === 'ru' ? 'ru' : 'en'
  const ids = new Map<string, string | null>([[outOfScope, null]])
  for (const key of defaultIntents) {
    const id = services.ids.next()
    const isNew = await insertIntent(tx, {
      id,
      key,
      name: defaultIntentNames[key][language],
      description: '',
      now,
    })
    // Somebody else asked at the same moment and was first.
    const kept = isNew ? id : (await findIntentByKey(tx, key))?.id
    if (kept === undefined) throw new Error(`the intent ${key} is neither new nor there`)
    ids.set(key, kept)
  }
  const rows = [
    { language: 'en', examples: shippedExamplesEn },
    { language: 'ru', examples: shippedExamplesRu },
  ].flatMap(({ language, examples }) =>
    Object.entries(examples).flatMap(([key, texts]) =>
      texts.map((text): NewExample => {
        const intentId = ids.get(key)
        if (intentId === undefined) throw new Error(`${key} is no intent`)
        const id = services.ids.next()
        return { id, intentId, text, textHash: hashExample(text), language, source: 'shipped' }
      }),
    ),
  )
  await insertExamples(tx, rows, now)
}
