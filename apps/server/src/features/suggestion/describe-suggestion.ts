import type { SuggestionView } from '@countersign/shared/suggestion/suggestion.contract'
import type { ReplyLanguage } from '@countersign/shared/text/detect-language'
import type { TenantTx } from '../../db/tenant-tx.ts'
import { countRecentDecisions } from '../learning/index.ts'
import { findSuggestion, readAutonomyTarget } from './suggestion.repo.ts'
import { toSuggestionView } from './suggestion-view.ts'

/** One suggestion with its evidence and the record of its kind; null when there is none of that id. */
export async function describeSuggestion(
  tx: TenantTx,
  id: string,
  language: ReplyLanguage,
): Promise<SuggestionView | null> {
  const row = await findSuggestion(tx, id)
  if (row === null) return null
  if (row.intent === null) return toSuggestionView(row, language, null)
  const counts = await countRecentDecisions(tx, row.intent, row.channelType)
  return toSuggestionView(row, language, { counts, target: await readAutonomyTarget(tx) })
}
