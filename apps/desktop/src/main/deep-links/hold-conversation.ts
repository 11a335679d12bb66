/**
 * A link can arrive before the page listens: at a cold start, while signing in, or during a reload. The last one asked
 * for is held until then; earlier ones are forgotten, because a person looks at one conversation.
 */
export interface ConversationHolder {
  open(conversationId: string): void
  /** The page listens from here on. */
  listen(): void
  /** The page went away. */
  leave(): void
}

export function holdConversation(send: (conversationId: string) => void): ConversationHolder {
  let listening = false
  let held: string | null = null
  return {
    open(conversationId) {
      if (listening) send(conversationId)
      else held = conversationId
    },
    listen() {
      listening = true
      if (held === null) return
      const conversationId = held
      held = null
      send(conversationId)
    },
    leave() {
      listening = false
    },
  }
}
