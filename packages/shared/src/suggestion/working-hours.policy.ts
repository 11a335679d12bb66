export interface OpeningHours {
  /** ISO weekdays, 1 Monday … 7 Sunday. */
  readonly days: readonly number[]
  /** Local `HH:MM`; an end before the start runs past midnight. */
  readonly start: string
  readonly end: string
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Is `at` outside the opening hours of a place in `timezone` (IANA)? Null hours mean always open. */
export function isOutsideHours(at: Date, timezone: string, hours: OpeningHours | null): boolean {
  if (hours === null) return false
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
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

function minutesOf(time: string): number {
  const [hour, minute] = time.split(':')
  return Number(hour) * 60 + Number(minute)
}
