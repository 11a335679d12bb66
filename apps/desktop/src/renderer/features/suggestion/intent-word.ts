import { defaultIntents, outOfScope } from '@countersign/shared/suggestion/suggestion.codes'
import type { TFunction } from 'i18next'

/** An intent as people say it. A tenant's own intents are shown by their own names. */
export function intentWord(intent: string | null, t: TFunction): string {
  if (intent === null || intent === outOfScope) return t('intent.none')
  const name = defaultIntents.find(other => other === intent)
  return name === undefined ? intent.replaceAll('_', ' ') : t(`intent.${name}`)
}
