import {
  beginSecondFactorInput,
  beginSecondFactorSetupInput,
  confirmSecondFactorInput,
  finishSecondFactorSetupInput,
  provenByPasswordAndCode,
  secondFactorInput,
} from '@countersign/shared/identity/second-factor.contract'
import { answer, memberProcedure, publicProcedure } from '../../api/trpc.ts'
import { regenerateRecoveryCodes } from './recovery-regenerate.ts'
import { beginSecondFactor } from './second-factor-begin.ts'
import { beginSecondFactorSetup } from './second-factor-begin-setup.ts'
import { confirmSecondFactor } from './second-factor-confirm.ts'
import { disableSecondFactor } from './second-factor-disable.ts'
import { finishSecondFactorSetup } from './second-factor-finish-setup.ts'
import { signInWithSecondFactor } from './second-factor-sign-in.ts'
import { describeSecondFactor } from './second-factor-state.ts'

/** Part of `auth`: for people who are on their way in. */
export const secondFactorSignIn = {
  secondFactor: publicProcedure
    .input(secondFactorInput)
    .mutation(({ ctx, input }) => answer(signInWithSecondFactor(ctx, input))),
  beginSecondFactorSetup: publicProcedure
    .input(beginSecondFactorSetupInput)
    .mutation(({ ctx, input }) => answer(beginSecondFactorSetup(ctx, input))),
  finishSecondFactorSetup: publicProcedure
    .input(finishSecondFactorSetupInput)
    .mutation(({ ctx, input }) => answer(finishSecondFactorSetup(ctx, input))),
}

/** Part of `account`: everyone has a say over their own sign-in, whatever their role. */
export const secondFactorAccount = {
  secondFactor: memberProcedure().query(({ ctx }) => answer(describeSecondFactor(ctx.services, ctx.actor))),
  beginSecondFactor: memberProcedure()
    .input(beginSecondFactorInput)
    .mutation(({ ctx, input }) => answer(beginSecondFactor(ctx.services, ctx.actor, input))),
  confirmSecondFactor: memberProcedure()
    .input(confirmSecondFactorInput)
    .mutation(({ ctx, input }) => answer(confirmSecondFactor(ctx.services, ctx.actor, input))),
  disableSecondFactor: memberProcedure()
    .input(provenByPasswordAndCode)
    .mutation(({ ctx, input }) => answer(disableSecondFactor(ctx.services, ctx.actor, input))),
  regenerateRecoveryCodes: memberProcedure()
    .input(provenByPasswordAndCode)
    .mutation(({ ctx, input }) => answer(regenerateRecoveryCodes(ctx.services, ctx.actor, input))),
}
