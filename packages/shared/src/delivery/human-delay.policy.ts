import { z } from 'zod'

/** How long a person would take for a reply of one length. Milliseconds, except `typingSpeed`: characters a second. */
export const delayProfile = z.object({
  baseMin: z.number().nonnegative(),
  baseMax: z.number().nonnegative(),
  typingSpeed: z.number().positive(),
  jitter: z.number().nonnegative(),
})
export type DelayProfile = z.infer<typeof delayProfile>

export const delayProfiles = z.object({ SHORT: delayProfile, MEDIUM: delayProfile, LONG: delayProfile })
export type DelayProfiles = z.infer<typeof delayProfiles>

export const defaultDelayProfiles: DelayProfiles = {
  SHORT: { baseMin: 2000, baseMax: 4000, typingSpeed: 40, jitter: 500 },
  MEDIUM: { baseMin: 4000, baseMax: 8000, typingSpeed: 35, jitter: 1000 },
  LONG: { baseMin: 8000, baseMax: 15_000, typingSpeed: 30, jitter: 2000 },
}

export interface HumanDelay {
  readonly enabled: boolean
  readonly profiles: DelayProfiles
  readonly nightDelayMultiplier: number
  readonly minDelayMs: number
  readonly maxDelayMs: number
}

export function lengthClass(text: string): keyof DelayProfiles {
  if (text.length <= 80) return 'SHORT'
  return text.length <= 300 ? 'MEDIUM' : 'LONG'
}

/**
 * How long a reply that nobody typed waits before it leaves, so that it reads at a person's pace.
 *
 * @param random uniform in 0..1
 * @returns milliseconds, 0 when the delay is off
 */
export function humanDelay(text: string, settings: HumanDelay, night: boolean, random: () => number): number {
  if (!settings.enabled) return 0
  const { baseMin, baseMax, typingSpeed, jitter } = settings.profiles[lengthClass(text)]
  const base = baseMin + random() * Math.max(0, baseMax - baseMin)
  const typing = (text.length / typingSpeed) * 1000
  const wobble = (random() * 2 - 1) * jitter
  const delay = (base + typing + wobble) * (night ? settings.nightDelayMultiplier : 1)
  return Math.round(Math.min(Math.max(delay, settings.minDelayMs), settings.maxDelayMs))
}
