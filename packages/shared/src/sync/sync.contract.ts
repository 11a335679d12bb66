import { z } from 'zod'
import { uuid } from '../kernel/ids.ts'

/** Everything a console can be told has changed. The name says which thing; the console decides which lists that touches. */
export const syncEventTypes = [
  'conversation.created',
  'conversation.updated',
  'message.created',
  'message.updated',
  'suggestion.created',
  'suggestion.updated',
  'escalation.created',
  'escalation.updated',
  'knowledge.updated',
  /** A session, membership, person or the tenant itself lost its access, or changed it. */
  'access.ended',
  'team.updated',
  'tenant.updated',
  'policy.updated',
  'intent.updated',
  'autonomy.updated',
  'learning.updated',
  'studio.updated',
  'notification.created',
] as const
export type SyncEventType = (typeof syncEventTypes)[number]

/**
 * One line of the tenant's log. Events point, they do not carry: a reader that was away fetches what is true now
 * instead of replaying what was true then, so both end in the same state.
 */
export const syncEvent = z.object({
  /** Position after this event; opaque. */
  cursor: z.string(),
  type: z.enum(syncEventTypes),
  entityId: uuid,
  conversationId: uuid.nullable(),
  at: z.iso.datetime(),
})
export type SyncEvent = z.infer<typeof syncEvent>

export const syncPullInput = z.object({
  /** Absent, null or empty: start at the head. */
  cursor: z.string().max(64).nullish(),
  limit: z.int().min(1).max(1000).optional(),
})

export const syncPage = z.object({
  events: z.array(syncEvent),
  /** Where to pull from next; equal to the input cursor when nothing is new. */
  cursor: z.string(),
  /** True when the cursor is unknown or older than the log: forget everything cached and refetch. */
  reset: z.boolean(),
})
export type SyncPage = z.infer<typeof syncPage>

/**
 * Socket.io, console namespace `/`, server → client `sync`: events after `from`, ending at `to`. A client whose own
 * cursor is not `from` pulls instead of applying.
 */
export const syncAnnouncement = z.object({ from: z.string(), to: z.string(), events: z.array(syncEvent) })
export type SyncAnnouncement = z.infer<typeof syncAnnouncement>

/** Socket.io, console namespace, server → client `draft`: a suggestion being written, not stored yet. */
export const draftAnnouncement = z.object({
  conversationId: uuid,
  runId: uuid,
  /** Text so far; empty with `done` false means the run has begun. */
  text: z.string(),
  done: z.boolean(),
})
export type DraftAnnouncement = z.infer<typeof draftAnnouncement>
