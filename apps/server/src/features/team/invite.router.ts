import { acceptInviteInput, describeInviteInput } from '@countersign/shared/team/invite.contract'
import { answer, publicProcedure, router } from '../../api/trpc.ts'
import { acceptInvite } from './accept-invite.ts'
import { describeInvite } from './describe-invite.ts'

/** Part of `auth`: the invited person's side. */
export const inviteRouter = router({
  /** Changes nothing, but is asked as a change is: a query's input, here the token, would travel in the address. */
  describeInvite: publicProcedure
    .input(describeInviteInput)
    .mutation(({ ctx, input }) => answer(describeInvite(ctx.services, input.token))),
  acceptInvite: publicProcedure
    .input(acceptInviteInput)
    .mutation(({ ctx, input }) => answer(acceptInvite(ctx, input))),
})
