import {
  escalationClaimInput,
  escalationDismissInput,
  escalationHandleInput,
  escalationListInput,
} from '@countersign/shared/escalation/escalation.contract'
import { answer, memberProcedure, router } from '../../api/trpc.ts'
import { claimEscalation } from './claim-escalation.ts'
import { dismissEscalation } from './dismiss-escalation.ts'
import { handleEscalation } from './handle-escalation.ts'
import { listEscalations } from './list-escalations.ts'

const handle = memberProcedure('escalation.handle')

export const escalationRouter = router({
  list: memberProcedure('conversation.read')
    .input(escalationListInput)
    .query(({ ctx, input }) => listEscalations(ctx.services, ctx.actor, input)),
  claim: handle
    .input(escalationClaimInput)
    .mutation(({ ctx, input }) => answer(claimEscalation(ctx.services, ctx.actor, input))),
  handle: handle
    .input(escalationHandleInput)
    .mutation(({ ctx, input }) => answer(handleEscalation(ctx.services, ctx.actor, input))),
  dismiss: handle
    .input(escalationDismissInput)
    .mutation(({ ctx, input }) => answer(dismissEscalation(ctx.services, ctx.actor, input))),
})
