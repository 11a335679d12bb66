import {
  changePasswordInput,
  confirmEmailByCodeInput,
  requestEmailChangeInput,
  updateAccountInput,
} from '@countersign/shared/identity/account.contract'
import { answer, memberProcedure, router } from '../../api/trpc.ts'
import { changePassword } from './change-password.ts'
import { confirmEmailByCode } from './confirm-email-change.ts'
import { getAccount } from './get-account.ts'
import { oidcAccount } from './oidc.procedures.ts'
import { requestEmailChange } from './request-email-change.ts'
import { secondFactorAccount } from './second-factor.procedures.ts'
import { updateAccount } from './update-account.ts'

/** What people decide about their own account. */
export const accountRouter = router({
  ...oidcAccount,
  ...secondFactorAccount,
  get: memberProcedure().query(({ ctx }) => answer(getAccount(ctx.services, ctx.actor))),
  update: memberProcedure()
    .input(updateAccountInput)
    .mutation(({ ctx, input }) => answer(updateAccount(ctx.services, ctx.actor, input))),
  changePassword: memberProcedure()
    .input(changePasswordInput)
    .mutation(({ ctx, input }) => answer(changePassword(ctx, ctx.actor, input))),
  requestEmailChange: memberProcedure()
    .input(requestEmailChangeInput)
    .mutation(({ ctx, input }) => answer(requestEmailChange(ctx, ctx.actor, input))),
  confirmEmailChange: memberProcedure()
    .input(confirmEmailByCodeInput)
    .mutation(({ ctx, input }) => answer(confirmEmailByCode(ctx.services, ctx.actor, input.code))),
})
