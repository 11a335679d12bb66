import {
  studioAcceptInput,
  studioAskInput,
  studioIdInput,
  studioPinInput,
} from '@countersign/shared/studio/studio.contract'
import { answer, memberProcedure, router } from '../../api/trpc.ts'
import { acceptOutcome } from './accept-outcome.ts'
import { archiveCase } from './archive-case.ts'
import { askStudio } from './ask-studio.ts'
import { getRun } from './get-run.ts'
import { getThread } from './get-thread.ts'
import { listCases } from './list-cases.ts'
import { listRuns } from './list-runs.ts'
import { listThreads } from './list-threads.ts'
import { pinCase } from './pin-case.ts'
import { runCases } from './run-cases.ts'

const use = memberProcedure('studio.use')

export const studioRouter = router({
  ask: use
    .input(studioAskInput)
    .mutation(({ ctx, input }) => answer(askStudio(ctx.services, ctx.actor, input))),
  threads: use.query(({ ctx }) => listThreads(ctx.services, ctx.actor)),
  thread: use
    .input(studioIdInput)
    .query(({ ctx, input }) => answer(getThread(ctx.services, ctx.actor, input))),
  pin: use
    .input(studioPinInput)
    .mutation(({ ctx, input }) => answer(pinCase(ctx.services, ctx.actor, input))),
  cases: use.query(({ ctx }) => listCases(ctx.services, ctx.actor)),
  archiveCase: use
    .input(studioIdInput)
    .mutation(({ ctx, input }) => answer(archiveCase(ctx.services, ctx.actor, input))),
  runCases: use.mutation(({ ctx }) => answer(runCases(ctx.services, ctx.actor))),
  runs: use.query(({ ctx }) => listRuns(ctx.services, ctx.actor)),
  run: use.input(studioIdInput).query(({ ctx, input }) => answer(getRun(ctx.services, ctx.actor, input))),
  acceptOutcome: use
    .input(studioAcceptInput)
    .mutation(({ ctx, input }) => answer(acceptOutcome(ctx.services, ctx.actor, input))),
})
