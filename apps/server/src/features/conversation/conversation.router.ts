import {
  conversationAssignInput,
  conversationGetInput,
  conversationListInput,
  conversationMoveInput,
  conversationSearchInput,
  conversationSnoozeInput,
} from '@countersign/shared/conversation/conversation.contract'
import { conversationAiInput, conversationModeInput } from '@countersign/shared/policy/policy.contract'
import { answer, memberProcedure, router } from '../../api/trpc.ts'
import { assignConversation } from './assign-conversation.ts'
import { countConversations } from './count-conversations.ts'
import { getConversation } from './get-conversation.ts'
import { listConversations } from './list-conversations.ts'
import { markConversationRead } from './mark-conversation-read.ts'
import { reopenConversation } from './reopen-conversation.ts'
import { resolveConversation } from './resolve-conversation.ts'
import { searchConversations } from './search-conversations.ts'
import { setConversationAi } from './set-conversation-ai.ts'
import { setConversationMode } from './set-conversation-mode.ts'
import { snoozeConversation } from './snooze-conversation.ts'

const read = memberProcedure('conversation.read')
const handle = memberProcedure('conversation.handle')

/** The same for programs. Not at the feature's door: a conversation's detail asks features that come in by it. */
export const conversationQueries = { list: listConversations, get: getConversation }

export const conversationRouter = router({
  list: read
    .input(conversationListInput)
    .query(({ ctx, input }) => listConversations(ctx.services, ctx.actor, input)),
  counts: read.query(({ ctx }) => countConversations(ctx.services, ctx.actor)),
  get: read
    .input(conversationGetInput)
    .query(({ ctx, input }) => answer(getConversation(ctx.services, ctx.actor, input.id))),
  search: read
    .input(conversationSearchInput)
    .query(({ ctx, input }) => searchConversations(ctx.services, ctx.actor, input)),
  assign: handle
    .input(conversationAssignInput)
    .mutation(({ ctx, input }) => answer(assignConversation(ctx.services, ctx.actor, input))),
  snooze: handle
    .input(conversationSnoozeInput)
    .mutation(({ ctx, input }) => answer(snoozeConversation(ctx.services, ctx.actor, input))),
  resolve: handle
    .input(conversationMoveInput)
    .mutation(({ ctx, input }) => answer(resolveConversation(ctx.services, ctx.actor, input))),
  reopen: handle
    .input(conversationMoveInput)
    .mutation(({ ctx, input }) => answer(reopenConversation(ctx.services, ctx.actor, input))),
  markRead: handle
    .input(conversationMoveInput)
    .mutation(({ ctx, input }) => answer(markConversationRead(ctx.services, ctx.actor, input))),
  setMode: memberProcedure('settings.write')
    .input(conversationModeInput)
    .mutation(({ ctx, input }) => answer(setConversationMode(ctx.services, ctx.actor, input))),
  setAi: handle
    .input(conversationAiInput)
    .mutation(({ ctx, input }) => answer(setConversationAi(ctx.services, ctx.actor, input))),
})
