import {
  budgetInput,
  channelModeInput,
  delayPolicy,
  policyUpdateInput,
} from '@countersign/shared/policy/policy.contract'
import { answer, memberProcedure, router } from '../../api/trpc.ts'
import { describePolicy } from './describe-policy.ts'
import { setBudget } from './set-budget.ts'
import { setChannelMode } from './set-channel-mode.ts'
import { updateDelay } from './update-delay.ts'
import { updatePolicy } from './update-policy.ts'

const write = memberProcedure('settings.write')

export const policyRouter = router({
  get: memberProcedure('insight.read').query(({ ctx }) => describePolicy(ctx.services, ctx.actor)),
  update: write
    .input(policyUpdateInput)
    .mutation(({ ctx, input }) => answer(updatePolicy(ctx.services, ctx.actor, input))),
  updateDelay: write
    .input(delayPolicy)
    .mutation(({ ctx, input }) => answer(updateDelay(ctx.services, ctx.actor, input))),
  setBudget: write
    .input(budgetInput)
    .mutation(({ ctx, input }) => answer(setBudget(ctx.services, ctx.actor, input))),
  setChannelMode: write
    .input(channelModeInput)
    .mutation(({ ctx, input }) => answer(setChannelMode(ctx.services, ctx.actor, input))),
})
