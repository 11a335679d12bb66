export { endSnooze } from './end-snooze.ts'
export { releaseConversations } from './release-conversations.ts'
export { setConversationStatus } from './set-conversation-status.ts'
