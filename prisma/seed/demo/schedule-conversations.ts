import { drawBetween, drawChance, drawWeighted, type Random } from './draw-random.ts'

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

/** The shop's clock runs two hours ahead of UTC; summer time is left out, it only shifts the shape of a day by an hour. */
const shopOffsetMs = 2 * hourMs

/** How busy each hour of the shop's day is, from 0 to 23. */
const hourWeights = [0, 0, 0, 0, 0, 0, 0, 1, 3, 8, 10, 10, 8, 8, 9, 9, 8, 8, 7, 6, 4, 3, 2, 1]

/** Hours of the chat on each day of the week, Sunday first; null is closed. */
const chatHours: readonly (readonly [number, number] | null)[] = [
  null,
  [8.5, 20],
  [8.5, 20],
  [8.5, 20],
  [8.5, 20],
  [8.5, 20],
  [10, 16],
]

/** Day of the week (0 is Sunday), midnight, and hours since midnight on the shop's clock. */
export function shopClock(at: Date): { weekday: number; midnight: number; hour: number } {
  const local = at.getTime() + shopOffsetMs
  const midnight = Math.floor(local / dayMs) * dayMs
  return {
    weekday: new Date(midnight).getUTCDay(),
    midnight: midnight - shopOffsetMs,
    hour: (local - midnight) / hourMs,
  }
}

/** The first moment at or after `at` when somebody answers the chat. */
export function nextStaffedMoment(at: Date): Date {
  const { weekday, midnight, hour } = shopClock(at)
  const open = chatHours[weekday]
  if (open != null && hour < open[1]) return hour >= open[0] ? at : new Date(midnight + open[0] * hourMs)
  return nextStaffedMoment(new Date(midnight + dayMs))
}

/**
 * A busy-hour moment on the shop's day of `day`. Quiet weekend days are often moved to the following Monday, so that the week
 * has its shape.
 */
export function drawMoment(random: Random, day: Date): Date {
  const { weekday, midnight } = shopClock(day)
  const moved =
    weekday === 6 && drawChance(random, 0.5) ? 2 : weekday === 0 && drawChance(random, 0.7) ? 1 : 0
  const hour = drawWeighted(random, [...hourWeights.keys()], index => hourWeights[index] ?? 0)
  return new Date(midnight + moved * dayMs + (hour + random()) * hourMs)
}

/** Starts of `count` conversations, evenly thick over the 59 days that end a few hours before `now`; unsorted. */
export function scheduleStarts(random: Random, now: Date, count: number): Date[] {
  return Array.from({ length: count }, (_, index) => {
    const daysAgo = 0.4 + ((index + random()) / count) * 58.4
    const day = new Date(now.getTime() - daysAgo * dayMs)
    const start = drawMoment(random, day)
    const latest = now.getTime() - drawBetween(random, 4, 30) * hourMs
    return start.getTime() <= latest ? start : new Date(Math.min(start.getTime() - 3 * dayMs, latest))
  })
}
