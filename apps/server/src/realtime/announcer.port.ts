import type { DraftAnnouncement } from '@countersign/shared/sync/sync.contract'

/** What workers may tell connected consoles and customers besides the log: things that are not stored. */
export interface Announcer {
  /** A draft being written, to the tenant's consoles. */
  draft(tenantId: string, announcement: DraftAnnouncement): void
  /** Somebody, or the AI at a person's pace, is typing to this customer. */
  typing(conversationId: string, on: boolean): void
}
