import type { OnboardingStep } from '@countersign/shared/onboarding/onboarding.machine'
import type { ReadinessCode } from '@countersign/shared/onboarding/readiness.policy'

/** A page of the settings, or knowledge; null where the page itself is the place. */
export type Place = 'workspace' | 'ai-profile' | 'decisions' | 'team' | 'sign-in' | 'knowledge' | null

/** Where a step is done. */
export const placeOfStep: Readonly<Record<OnboardingStep, Place>> = {
  business: 'workspace',
  channels: null,
  products: 'knowledge',
  policies: 'decisions',
  knowledge: 'knowledge',
  review: null,
}

/** Where what was found missing is mended. */
export const placeOfCheck: Readonly<Record<ReadinessCode, Place>> = {
  knowledge: 'knowledge',
  channel: null,
  business: 'ai-profile',
  policy: 'decisions',
  escalationContact: 'workspace',
  firstMessage: null,
  team: 'team',
  products: 'knowledge',
  secondFactor: 'sign-in',
}
