import {
  badRepliesInput,
  costInput,
  reliabilityInput,
  replayInput,
} from '@countersign/shared/insight/insight.contract'
import { memberProcedure, router } from '../../api/trpc.ts'
import { describeCost } from './describe-cost.ts'
import { describeReliability } from './describe-reliability.ts'
import { listAutonomy } from './list-autonomy.ts'
import { listBadReplies } from './list-bad-replies.ts'
import { replayPeriod } from './replay-period.ts'

const read = memberProcedure('insight.read')

export const insightRouter = router({
  autonomy: read.query(({ ctx }) => listAutonomy(ctx.services, ctx.actor)),
  reliability: read
    .input(reliabilityInput)
    .query(({ ctx, input }) => describeReliability(ctx.services, ctx.actor, input)),
  replay: read.input(replayInput).query(({ ctx, input }) => replayPeriod(ctx.services, ctx.actor, input)),
  cost: read.input(costInput).query(({ ctx, input }) => describeCost(ctx.services, ctx.actor, input)),
  badReplies: read
    .input(badRepliesInput)
    .query(({ ctx, input }) => listBadReplies(ctx.services, ctx.actor, input)),
})
