/** One message of the conversation as the server has it. `messageId` is this side's own id, on the customer's messages. */
export interface ThreadMessage {
  readonly id: string
  readonly fromCustomer: boolean
  readonly text: string
  /** Milliseconds since the epoch. */
  readonly sentAt: number
  readonly seq: number
  readonly messageId?: string
}

/** Sorted by `seq`, each `id` once. */
export type Thread = readonly ThreadMessage[]

/** Pages may overlap, repeat and come late; the thread is the same whatever the order they arrive in. */
export function mergePage(thread: Thread, page: readonly ThreadMessage[]): Thread {
  if (page.length === 0) return thread
  const byId = new Map(thread.map(message => [message.id, message]))
  for (const message of page) byId.set(message.id, message)
  return [...byId.values()].sort((a, b) => a.seq - b.seq)
}

export function lastSeq(thread: Thread): number {
  return thread.at(-1)?.seq ?? 0
}

/** The newest message of the shop; 0 before there is one. */
export function lastReplySeq(thread: Thread): number {
  return thread.findLast(message => !message.fromCustomer)?.seq ?? 0
}

export function countUnread(thread: Thread, readSeq: number): number {
  return thread.filter(message => !message.fromCustomer && message.seq > readSeq).length
}

/** Highest seq received and highest seq read, each up to and including. */
export interface Receipts {
  readonly delivered: number
  readonly read: number
}

/** What is still to be said to a server that has been told `told`. Receipts only move forward. */
export function chooseReceipts(
  told: Receipts,
  reached: Receipts,
): { readonly seq: number; readonly status: 'delivered' | 'read' }[] {
  const receipts: { seq: number; status: 'delivered' | 'read' }[] = []
  if (reached.delivered > told.delivered) receipts.push({ seq: reached.delivered, status: 'delivered' })
  if (reached.read > told.read) receipts.push({ seq: reached.read, status: 'read' })
  return receipts
}
