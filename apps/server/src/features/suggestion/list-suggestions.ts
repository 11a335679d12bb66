import type { SuggestionView } from '@countersign/shared/suggestion/suggestion.contract'
import type { SuggestionStatus } from '@countersign/shared/suggestion/suggestion.machine'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { listSuggestionRows } from './suggestion.repo.ts'
import { toSuggestionView } from './suggestion-view.ts'

/** Suggestions newest first, without the record of their kind, which a list does not show. */
export async function listSuggestions(
  services: Services,
  actor: Actor,
  input: { status?: SuggestionStatus | undefined; limit?: number | undefined } = {},
): Promise<{ items: SuggestionView[] }> {
  const rows = await services.database.withTenant(actor.tenantId, tx =>
    listSuggestionRows(tx, input.status ?? null, input.limit ?? 50),
  )
  return { items: rows.map(row => toSuggestionView(row, actor.language, null)) }
}
