import {
  approveInput,
  editInput,
  escalateInput,
  rejectInput,
  suggestionListInput,
} from '@countersign/shared/suggestion/suggestion.contract'
import { answer, memberProcedure, router } from '../../api/trpc.ts'
import { approveSuggestion } from './approve-suggestion.ts'
import { editSuggestion } from './edit-suggestion.ts'
import { escalateSuggestion } from './escalate-suggestion.ts'
import { listSuggestions } from './list-suggestions.ts'
import { rejectSuggestion } from './reject-suggestion.ts'

const decide = memberProcedure('suggestion.decide')

export const suggestionRouter = router({
  list: memberProcedure('conversation.read')
    .input(suggestionListInput)
    .query(({ ctx, input }) => listSuggestions(ctx.services, ctx.actor, input)),
  approve: decide
    .input(approveInput)
    .mutation(({ ctx, input }) => answer(approveSuggestion(ctx.services, ctx.actor, input))),
  edit: decide
    .input(editInput)
    .mutation(({ ctx, input }) => answer(editSuggestion(ctx.services, ctx.actor, input))),
  reject: decide
    .input(rejectInput)
    .mutation(({ ctx, input }) => answer(rejectSuggestion(ctx.services, ctx.actor, input))),
  escalate: decide
    .input(escalateInput)
    .mutation(({ ctx, input }) => answer(escalateSuggestion(ctx.services, ctx.actor, input))),
})
