import { loginInput, refreshInput } from '@countersign/shared/identity/identity.contract'
import { switchTenantInput } from '@countersign/shared/identity/session.contract'
import {
  confirmEmailByLinkInput,
  mailToInput,
  resetPasswordInput,
  signUpInput,
  verifyEmailInput,
} from '@countersign/shared/identity/sign-up.contract'
import { answer, memberProcedure, publicProcedure, router } from '../../api/trpc.ts'
import { confirmEmailByLink } from './confirm-email-change.ts'
import { describeSelf } from './describe-self.ts'
import { listTenants } from './list-tenants.ts'
import { oidcSignIn } from './oidc.procedures.ts'
import { refreshSession } from './refresh-session.ts'
import { requestPasswordReset } from './request-password-reset.ts'
import { resendVerification } from './resend-verification.ts'
import { resetPassword } from './reset-password.ts'
import { secondFactorSignIn } from './second-factor.procedures.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { signUp } from './sign-up.ts'
import { switchTenant } from './switch-tenant.ts'
import { verifyEmail } from './verify-email.ts'

export const identityRouter = router({
  ...oidcSignIn,
  ...secondFactorSignIn,
  login: publicProcedure.input(loginInput).mutation(({ ctx, input }) => answer(signIn(ctx, input))),
  refresh: publicProcedure
    .input(refreshInput)
    .mutation(({ ctx, input }) => answer(refreshSession(ctx, input?.refreshToken ?? null))),
  logout: publicProcedure
    .input(refreshInput)
    .mutation(({ ctx, input }) => answer(signOut(ctx, input?.refreshToken ?? null))),
  me: memberProcedure().query(({ ctx }) => answer(describeSelf(ctx.services, ctx.actor))),
  signUp: publicProcedure.input(signUpInput).mutation(({ ctx, input }) => answer(signUp(ctx, input))),
  verifyEmail: publicProcedure
    .input(verifyEmailInput)
    .mutation(({ ctx, input }) => answer(verifyEmail(ctx, input))),
  resendVerification: publicProcedure
    .input(mailToInput)
    .mutation(({ ctx, input }) => resendVerification(ctx, input)),
  requestPasswordReset: publicProcedure
    .input(mailToInput)
    .mutation(({ ctx, input }) => requestPasswordReset(ctx, input)),
  resetPassword: publicProcedure
    .input(resetPasswordInput)
    .mutation(({ ctx, input }) => answer(resetPassword(ctx, input))),
  confirmEmailChange: publicProcedure
    .input(confirmEmailByLinkInput)
    .mutation(({ ctx, input }) => answer(confirmEmailByLink(ctx.services, input.token))),
  tenants: memberProcedure().query(({ ctx }) => listTenants(ctx.services, ctx.actor)),
  switchTenant: memberProcedure()
    .input(switchTenantInput)
    .mutation(({ ctx, input }) => answer(switchTenant(ctx, ctx.actor, input))),
})
