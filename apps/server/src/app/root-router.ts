import { mergeRouters, router } from '../api/trpc.ts'
import { agentProfileRouter, templateRouter } from '../features/agent-profile/agent-profile.router.ts'
import { apiKeyRouter } from '../features/api-key/api-key.router.ts'
import { auditRouter } from '../features/audit/audit.router.ts'
import { conversationRouter } from '../features/conversation/conversation.router.ts'
import { customerRouter } from '../features/customer/customer.router.ts'
import { escalationRouter } from '../features/escalation/escalation.router.ts'
import { accountRouter } from '../features/identity/account.router.ts'
import { identityRouter } from '../features/identity/identity.router.ts'
import { sessionRouter } from '../features/identity/session.router.ts'
import { insightRouter } from '../features/insight/insight.router.ts'
import { intentRouter } from '../features/intent/intent.router.ts'
import { knowledgeRouter } from '../features/knowledge/knowledge.router.ts'
import { learningRouter } from '../features/learning/learning.router.ts'
import { messageRouter } from '../features/message/message.router.ts'
import { notificationRouter } from '../features/notification/notification.router.ts'
import { onboardingRouter } from '../features/onboarding/onboarding.router.ts'
import { platformRouter } from '../features/platform/platform.router.ts'
import { policyRouter } from '../features/policy/policy.router.ts'
import { secretRouter } from '../features/secret/secret.router.ts'
import { studioRouter } from '../features/studio/studio.router.ts'
import { suggestionRouter } from '../features/suggestion/suggestion.router.ts'
import { inviteRouter } from '../features/team/invite.router.ts'
import { teamRouter } from '../features/team/team.router.ts'
import { tenantRouter } from '../features/tenant/tenant.router.ts'
import { syncRouter } from '../realtime/sync.router.ts'

export const rootRouter = router({
  account: accountRouter,
  agentProfile: agentProfileRouter,
  apiKey: apiKeyRouter,
  auth: mergeRouters(identityRouter, inviteRouter),
  audit: auditRouter,
  customer: customerRouter,
  platform: platformRouter,
  secret: secretRouter,
  conversation: conversationRouter,
  escalation: escalationRouter,
  insight: insightRouter,
  intent: intentRouter,
  knowledge: knowledgeRouter,
  learning: learningRouter,
  message: messageRouter,
  notification: notificationRouter,
  onboarding: onboardingRouter,
  policy: policyRouter,
  studio: studioRouter,
  suggestion: suggestionRouter,
  session: sessionRouter,
  sync: syncRouter,
  team: teamRouter,
  template: templateRouter,
  tenant: tenantRouter,
})

export { conversationQueries } from '../features/conversation/conversation.router.ts'

/** The console's API, as a type: the desktop imports nothing else of the server. */
export type AppRouter = typeof rootRouter
