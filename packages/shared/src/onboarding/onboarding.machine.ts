import { ok, type Result, refused } from '../kernel/result.ts'

/** In the order they are offered; `review` is the last look, and ends it. */
export const onboardingSteps = [
  'business',
  'channels',
  'products',
  'policies',
  'knowledge',
  'review',
] as const
export type OnboardingStep = (typeof onboardingSteps)[number]

export const onboardingStatuses = ['not_started', 'in_progress', 'done'] as const
export type OnboardingStatus = (typeof onboardingStatuses)[number]

/** How a step was left. */
export interface StepAnswer {
  /** Not needed here, or not now. */
  readonly setAside: boolean
  readonly note: string | null
}

export interface OnboardingState {
  readonly status: OnboardingStatus
  /** The first one that is not done; `review` when all are. */
  readonly currentStep: OnboardingStep
  readonly completedSteps: readonly OnboardingStep[]
  readonly answers: { readonly [Step in OnboardingStep]?: StepAnswer }
}

export const notStarted: OnboardingState = {
  status: 'not_started',
  currentStep: 'business',
  completedSteps: [],
  answers: {},
}

export type OnboardingEvent =
  | { readonly kind: 'finish'; readonly step: OnboardingStep; readonly answer: StepAnswer }
  | { readonly kind: 'reopen'; readonly step: OnboardingStep }

/** Steps may be done in any order, and again; only the review waits for all the others. */
export function nextOnboarding(state: OnboardingState, event: OnboardingEvent): Result<OnboardingState> {
  const done = new Set(state.completedSteps)
  const answers = { ...state.answers }
  switch (event.kind) {
    case 'finish': {
      const left = onboardingSteps.filter(step => step !== 'review' && !done.has(step))
      if (event.step === 'review' && left.length > 0) return refused('onboarding.steps_left', { left })
      done.add(event.step)
      answers[event.step] = event.answer
      break
    }
    case 'reopen':
      // What was reviewed is not what there is now.
      for (const step of [event.step, 'review'] as const) {
        done.delete(step)
        delete answers[step]
      }
      break
  }
  const completedSteps = onboardingSteps.filter(step => done.has(step))
  return ok({
    status: done.has('review') ? 'done' : done.size > 0 ? 'in_progress' : 'not_started',
    currentStep: onboardingSteps.find(step => !done.has(step)) ?? 'review',
    completedSteps,
    answers,
  })
}
