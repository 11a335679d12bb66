import { memberProcedure, router } from '../../api/trpc.ts'
import { listMembers } from './list-members.ts'

export const teamRouter = router({
  list: memberProcedure('conversation.read').query(({ ctx }) => listMembers(ctx.services, ctx.actor)),
})
