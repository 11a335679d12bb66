import { loginInput, refreshInput } from '@countersign/shared/identity/identity.contract'
import { answer, memberProcedure, publicProcedure, router } from '../../api/trpc.ts'
import { describeSelf } from './describe-self.ts'
import { refreshSession } from './refresh-session.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'

export const identityRouter = router({
  login: publicProcedure.input(loginInput).mutation(({ ctx, input }) => answer(signIn(ctx, input))),
  refresh: publicProcedure
    .input(refreshInput)
    .mutation(({ ctx, input }) => answer(refreshSession(ctx, input?.refreshToken ?? null))),
  logout: publicProcedure
    .input(refreshInput)
    .mutation(({ ctx, input }) => signOut(ctx, input?.refreshToken ?? null)),
  me: memberProcedure().query(({ ctx }) => answer(describeSelf(ctx.services, ctx.actor))),
})
