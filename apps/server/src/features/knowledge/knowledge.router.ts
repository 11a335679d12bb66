import {
  knowledgeGetInput,
  knowledgeListInput,
  knowledgeSearchInput,
  knowledgeUpsertInput,
} from '@countersign/shared/knowledge/knowledge.contract'
import { answer, memberProcedure, router } from '../../api/trpc.ts'
import { getDocument } from './get-document.ts'
import { listKnowledge } from './list-knowledge.ts'
import { searchKnowledge } from './search-knowledge.ts'
import { upsertDocument } from './upsert-document.ts'

const read = memberProcedure('knowledge.read')

export const knowledgeRouter = router({
  list: read
    .input(knowledgeListInput)
    .query(({ ctx, input }) => listKnowledge(ctx.services, ctx.actor, input)),
  get: read
    .input(knowledgeGetInput)
    .query(({ ctx, input }) => answer(getDocument(ctx.services, ctx.actor, input.id))),
  search: read
    .input(knowledgeSearchInput)
    .query(({ ctx, input }) => searchKnowledge(ctx.services, ctx.actor, input)),
  upsert: memberProcedure('knowledge.write')
    .input(knowledgeUpsertInput)
    .mutation(({ ctx, input }) => answer(upsertDocument(ctx.services, ctx.actor, input))),
})
