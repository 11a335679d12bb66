import { router } from '../api/trpc.ts'
import { conversationRouter } from '../features/conversation/conversation.router.ts'
import { escalationRouter } from '../features/escalation/escalation.router.ts'
import { identityRouter } from '../features/identity/identity.router.ts'
import { knowledgeRouter } from '../features/knowledge/knowledge.router.ts'
import { messageRouter } from '../features/message/message.router.ts'
import { suggestionRouter } from '../features/suggestion/suggestion.router.ts'
import { teamRouter } from '../features/team/team.router.ts'
import { syncRouter } from '../realtime/sync.router.ts'

export const rootRouter = router({
  auth: identityRouter,
  conversation: conversationRouter,
  escalation: escalationRouter,
  knowledge: knowledgeRouter,
  message: messageRouter,
  suggestion: suggestionRouter,
  sync: syncRouter,
  team: teamRouter,
})

/** The console's API, as a type: the desktop imports nothing else of the server. */
export type AppRouter = typeof rootRouter
