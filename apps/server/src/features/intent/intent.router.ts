import {
  exampleAddInput,
  exampleListInput,
  exampleRemoveInput,
  intentArchiveInput,
  intentCreateInput,
  intentTestInput,
  intentUpdateInput,
} from '@countersign/shared/intent/intent.contract'
import { answer, memberProcedure, router } from '../../api/trpc.ts'
import { addExample } from './add-example.ts'
import { createIntent } from './create-intent.ts'
import { listExamples } from './list-examples.ts'
import { listIntents } from './list-intents.ts'
import { removeExample } from './remove-example.ts'
import { requestTraining } from './request-training.ts'
import { testIntent } from './test-intent.ts'
import { updateIntent } from './update-intent.ts'

const write = memberProcedure('settings.write')

export const intentRouter = router({
  list: write.query(({ ctx }) => listIntents(ctx.services, ctx.actor)),
  create: write
    .input(intentCreateInput)
    .mutation(({ ctx, input }) => answer(createIntent(ctx.services, ctx.actor, input))),
  update: write
    .input(intentUpdateInput)
    .mutation(({ ctx, input }) => answer(updateIntent(ctx.services, ctx.actor, input))),
  archive: write
    .input(intentArchiveInput)
    .mutation(({ ctx, input }) =>
      answer(updateIntent(ctx.services, ctx.actor, { id: input.id, active: false })),
    ),
  listExamples: write
    .input(exampleListInput)
    .query(({ ctx, input }) => listExamples(ctx.services, ctx.actor, input)),
  addExample: write
    .input(exampleAddInput)
    .mutation(({ ctx, input }) => answer(addExample(ctx.services, ctx.actor, input))),
  removeExample: write
    .input(exampleRemoveInput)
    .mutation(({ ctx, input }) => answer(removeExample(ctx.services, ctx.actor, input))),
  train: write.mutation(({ ctx }) => answer(requestTraining(ctx.services, ctx.actor))),
  test: write.input(intentTestInput).query(({ ctx, input }) => testIntent(ctx.services, ctx.actor, input)),
})
