import { revokeSessionInput } from '@countersign/shared/identity/session.contract'
import { answer, memberProcedure, router } from '../../api/trpc.ts'
import { listSessions } from './list-sessions.ts'
import { revokeOtherSessions } from './revoke-other-sessions.ts'
import { revokeSession } from './revoke-session.ts'

export const sessionRouter = router({
  list: memberProcedure().query(({ ctx }) => listSessions(ctx.services, ctx.actor)),
  revoke: memberProcedure()
    .input(revokeSessionInput)
    .mutation(({ ctx, input }) => answer(revokeSession(ctx.services, ctx.actor, input))),
  revokeOthers: memberProcedure().mutation(({ ctx }) => revokeOtherSessions(ctx.services, ctx.actor)),
})
