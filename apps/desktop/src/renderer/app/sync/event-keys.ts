import type { SyncEvent, SyncEventType } from '@countersign/shared/sync/sync.contract'

/** A prefix of a query key as the tRPC integration builds them: path, then optionally the input. */
export type QueryKeyPrefix = readonly [
  readonly string[],
  { readonly input: Readonly<Record<string, string>> }?,
]

const lists: readonly QueryKeyPrefix[] = [[['conversation', 'list']], [['conversation', 'counts']]]
const detail = (event: SyncEvent): readonly QueryKeyPrefix[] =>
  event.conversationId === null ? [] : [[['conversation', 'get'], { input: { id: event.conversationId } }]]

/**
 * The one table of what an event makes out of date. Events point, they do not carry, so each answer is "fetch these again".
 * Search results are left alone: rows that move under a person who is picking one are worse than rows a minute old.
 */
export const eventKeys: Readonly<Record<SyncEventType, (event: SyncEvent) => readonly QueryKeyPrefix[]>> = {
  'conversation.created': () => lists,
  'conversation.updated': event => [...lists, ...detail(event)],
  'message.created': event => [...lists, ...detail(event)],
  'message.updated': event => detail(event),
  'suggestion.created': event => [...lists, ...detail(event), [['suggestion', 'list']]],
  'suggestion.updated': event => [...lists, ...detail(event), [['suggestion', 'list']]],
  'escalation.created': event => [...lists, ...detail(event), [['escalation', 'list']]],
  'escalation.updated': event => [...lists, ...detail(event), [['escalation', 'list']]],
  'team.updated': () => [[['team']], [['apiKey']]],
  'tenant.updated': () => [[['tenant']]],
  'access.ended': () => [[['session', 'list']], [['team', 'list']]],
  'knowledge.updated': () => [
    [['knowledge', 'list']],
    [['knowledge', 'sites']],
    [['knowledge', 'site']],
    [['knowledge', 'search']],
  ],
  'policy.updated': () => [
    [['policy', 'get']],
    [['insight', 'autonomy']],
    [['insight', 'replay']],
    [['agentProfile', 'get']],
    [['template', 'list']],
  ],
  'intent.updated': () => [[['intent']]],
  'autonomy.updated': () => [[['insight', 'autonomy']], [['insight', 'reliability']]],
  'learning.updated': () => [[['learning']]],
  'studio.updated': () => [[['studio']]],
  'notification.created': () => [[['notification', 'list']]],
}

/** The keys of several events, each once. */
export function keysOf(events: readonly SyncEvent[]): QueryKeyPrefix[] {
  const keys = new Map<string, QueryKeyPrefix>()
  for (const event of events) {
    for (const key of eventKeys[event.type](event)) keys.set(JSON.stringify(key), key)
  }
  return [...keys.values()]
}
