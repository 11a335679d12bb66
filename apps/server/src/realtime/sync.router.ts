import { syncPullInput } from '@countersign/shared/sync/sync.contract'
import { memberProcedure, router } from '../api/trpc.ts'
import { pullChanges } from './pull-changes.ts'

export const syncRouter = router({
  pull: memberProcedure('conversation.read')
    .input(syncPullInput)
    .query(({ ctx, input }) => pullChanges(ctx.services, ctx.actor, input)),
})
