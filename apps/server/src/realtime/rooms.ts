/** Room names. A socket is put into rooms by its token alone; no client names one. */
export const rooms = {
  /** All consoles of a tenant. */
  tenant: (tenantId: string) => `tenant:${tenantId}`,
  member: (memberId: string) => `member:${memberId}`,
  /** One device. */
  session: (sessionId: string) => `session:${sessionId}`,
  /** A person, for whichever tenant they are here. */
  user: (userId: string) => `user:${userId}`,
  /** The customer's side of a web chat conversation. */
  thread: (conversationId: string) => `thread:${conversationId}`,
  /** A customer whose first message is not stored yet: the conversation has no id to name. */
  customer: (channelId: string, customerId: string) => `customer:${channelId}:${customerId}`,
} as const
