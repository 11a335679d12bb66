export { endSnooze } from './end-snooze.ts'
export { setConversationStatus } from './set-conversation-status.ts'
