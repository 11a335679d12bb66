import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  nextOnboarding,
  notStarted,
  type OnboardingEvent,
  type OnboardingState,
  onboardingSteps,
} from './onboarding.machine.ts'

const step = fc.constantFrom(...onboardingSteps)
const event: fc.Arbitrary<OnboardingEvent> = fc.oneof(
  fc.record({
    kind: fc.constant('finish' as const),
    step,
    answer: fc.record({ setAside: fc.boolean(), note: fc.constantFrom(null, 'later') }),
  }),
  fc.record({ kind: fc.constant('reopen' as const), step }),
)
const finish = (one: (typeof onboardingSteps)[number]): OnboardingEvent => ({
  kind: 'finish',
  step: one,
  answer: { setAside: false, note: null },
})

function after(events: readonly OnboardingEvent[]): OnboardingState {
  let state = notStarted
  for (const one of events) {
    const next = nextOnboarding(state, one)
    if (next.ok) state = next.value
  }
  return state
}

describe('setting a workspace up', () => {
  it('is done exactly when every step is, in whatever order they came', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), events => {
        const { status, completedSteps, currentStep, answers } = after(events)
        expect(status === 'done').toBe(completedSteps.length === onboardingSteps.length)
        expect(status === 'not_started').toBe(completedSteps.length === 0)
        expect(Object.keys(answers).sort()).toEqual([...completedSteps].sort())
        if (status !== 'done') expect(completedSteps).not.toContain(currentStep)
      }),
    )
  })

  it('ends with the review, which says what is left', () => {
    const most = onboardingSteps.filter(one => one !== 'review' && one !== 'products').map(finish)
    expect(nextOnboarding(after(most), finish('review'))).toEqual({
      ok: false,
      code: 'onboarding.steps_left',
      details: { left: ['products'] },
    })
    expect(after([...most, finish('products'), finish('review')]).status).toBe('done')
  })

  it('is reviewed again when a step is opened again', () => {
    const state = after([...onboardingSteps.map(finish), { kind: 'reopen', step: 'channels' }])
    expect(state).toMatchObject({ status: 'in_progress', currentStep: 'channels' })
    expect(state.completedSteps).not.toContain('review')
  })
})
