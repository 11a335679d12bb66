import {
  learningDismissInput,
  learningListInput,
  learningTeachInput,
  repeatRateInput,
} from '@countersign/shared/learning/learning.contract'
import { answer, memberProcedure, router } from '../../api/trpc.ts'
import { describeRepeatRate } from './describe-repeat-rate.ts'
import { dismissItem } from './dismiss-item.ts'
import { listLearning } from './list-learning.ts'
import { teachItem } from './teach-item.ts'

const review = memberProcedure('learning.review')

export const learningRouter = router({
  list: review
    .input(learningListInput)
    .query(({ ctx, input }) => listLearning(ctx.services, ctx.actor, input)),
  teach: review
    .input(learningTeachInput)
    .mutation(({ ctx, input }) => answer(teachItem(ctx.services, ctx.actor, input))),
  dismiss: review
    .input(learningDismissInput)
    .mutation(({ ctx, input }) => answer(dismissItem(ctx.services, ctx.actor, input))),
  repeatRate: memberProcedure('insight.read')
    .input(repeatRateInput)
    .query(({ ctx, input }) => describeRepeatRate(ctx.services, ctx.actor, input)),
})
