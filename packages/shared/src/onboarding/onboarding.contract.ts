import { z } from 'zod'
import { channelTypes } from '../channel/channel.contract.ts'
import { uuid } from '../kernel/ids.ts'
import { storedText } from '../kernel/stored-text.ts'
import { onboardingStatuses, onboardingSteps } from './onboarding.machine.ts'
import { type ReadinessCode, readinessCodes, readinessStates } from './readiness.policy.ts'

const step = z.enum(onboardingSteps)
const code = z.enum(readinessCodes as [ReadinessCode, ...ReadinessCode[]])

/** `onboarding.finishStep` → `onboardingView`. Refused with `onboarding.steps_left` when the review comes too early. */
export const finishStepInput = z.object({
  step,
  /** Not needed here, or not now. */
  setAside: z.boolean().optional(),
  note: storedText.trim().min(1).max(500).optional(),
})
/** `onboarding.reopenStep` → `onboardingView` */
export const reopenStepInput = z.object({ step })

/** As stored. */
export const stepAnswers = z.partialRecord(
  step,
  z.object({ setAside: z.boolean(), note: z.string().nullable() }),
)
export const readinessChecks = z.array(z.object({ code, status: z.enum(readinessStates), weight: z.int() }))

export const readinessReport = z.object({
  id: uuid,
  at: z.iso.datetime(),
  /** Name of who asked. */
  by: z.string(),
  /** 0..100 */
  score: z.int(),
  checks: readinessChecks,
  recommendations: z.array(code),
})
export type ReadinessReport = z.infer<typeof readinessReport>

/** `onboarding.get` (settings.write) → `onboardingView` */
export const onboardingView = z.object({
  status: z.enum(onboardingStatuses),
  currentStep: step,
  completedSteps: z.array(step),
  answers: stepAnswers,
  /** Where customers write, with what a page needs to show the chat. */
  channels: z.array(
    z.object({
      id: uuid,
      name: z.string(),
      type: z.enum(channelTypes),
      active: z.boolean(),
      /** Of the web chat: what its script is given. */
      key: z.string().nullable(),
    }),
  ),
  /** Address of the web chat's script. */
  scriptUrl: z.url(),
  /** Newest first. */
  reports: z.array(readinessReport),
})
export type OnboardingView = z.infer<typeof onboardingView>
