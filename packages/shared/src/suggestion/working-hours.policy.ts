export interface OpeningHours {
  /** ISO weekdays, 1 Monday … 7 Sunday. */
  readonly days: readonly number[]
  /** Local `HH:MM`; an end before the start runs past midnight. */
  readonly start: string
  readonly end: string
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Making one takes a hundred times as long as asking one. */
const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(timezone: string): Intl.DateTimeFormat {
  const known = clocks.get(timezone)
  if (known !== undefined) return known
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  clocks.set(timezone, clock)
  return clock
}

/** Is `at` outside the opening hours of a place in `timezone` (IANA)? Null hours mean always open. */
export function isOutsideHours(at: Date, timezone: string, hours: OpeningHours | null): boolean {
  if (hours === null) return false
  const parts = clockOf(timezone).formatToParts(at)
  const part = (type: string): string => parts.find(item => item.type === type)?.value ?? ''
  const day = weekdays.indexOf(part('weekday')) + 1
  const minute = Number(part('hour')) * 60 + Number(part('minute'))
  const start = minutesOf(hours.start)
  const end = minutesOf(hours.end)
  if (start < end) return !(hours.days.includes(day) && minute >= start && minute < end)
  if (start === end) return !hours.days.includes(day)
  const yesterday = day === 1 ? 7 : day - 1
  const open =
    (hours.days.includes(day) && minute >= start) || (hours.days.includes(yesterday) && minute < end)
  return !open
}

/** Nobody is away for longer than this. */
const mostMinutes = 8 * 24 * 60

/**
 * The minute a place opens next, at the earliest `at` itself; `at` where it never opens. Walked minute by minute in the
 * place's own clock, so that days of 23 and 25 hours need no thought.
 */
export function nextOpening(at: Date, timezone: string, hours: OpeningHours | null): Date {
  for (let minutes = 0; minutes <= mostMinutes; minutes += 1) {
    const moment = new Date(at.getTime() + minutes * 60_000)
    if (minutes > 0) moment.setUTCSeconds(0, 0)
    if (!isOutsideHours(moment, timezone, hours)) return moment
  }
  return at
}

function minutesOf(time: string): number {
  const [hour, minute] = time.split(':')
  return Number(hour) * 60 + Number(minute)
}
