import { finishStepInput, reopenStepInput } from '@countersign/shared/onboarding/onboarding.contract'
import { answer, memberProcedure, router } from '../../api/trpc.ts'
import { assessWorkspace } from './assess-workspace.ts'
import { changeStep } from './change-step.ts'
import { describeOnboarding } from './describe-onboarding.ts'

export const onboardingRouter = router({
  get: memberProcedure('settings.write').query(({ ctx }) => describeOnboarding(ctx)),
  finishStep: memberProcedure('settings.write')
    .input(finishStepInput)
    .mutation(({ ctx, input: { step, setAside = false, note = null } }) =>
      answer(changeStep(ctx, { kind: 'finish', step, answer: { setAside, note } })),
    ),
  reopenStep: memberProcedure('settings.write')
    .input(reopenStepInput)
    .mutation(({ ctx, input }) => answer(changeStep(ctx, { kind: 'reopen', step: input.step }))),
  assess: memberProcedure('settings.write').mutation(({ ctx }) => assessWorkspace(ctx)),
})
