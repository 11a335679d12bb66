export interface Period {
  readonly from: string
  readonly to: string
}

export const periodDays = [7, 30, 90] as const

/** The last `days` days, today included. Whole days, so that the same question has the same answer until midnight. */
export function lastDays(days: number, now: Date): Period {
  const day = (offset: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + offset).toISOString()
  return { from: day(1 - days), to: day(1) }
}

/** From the first day to the end of the last, both `YYYY-MM-DD` in the machine's time zone; null when they are not in order. */
export function betweenDays(first: string, last: string): Period | null {
  const from = startOf(first, 0)
  const to = startOf(last, 1)
  if (from === null || to === null || from >= to) return null
  return { from: from.toISOString(), to: to.toISOString() }
}

function startOf(day: string, offset: number): Date | null {
  const [year, month, date] = day.split('-').map(Number)
  if (year === undefined || month === undefined || date === undefined) return null
  const start = new Date(year, month - 1, date + offset)
  return Number.isNaN(start.getTime()) ? null : start
}

/** The day as a date field writes it. */
export function dayText(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
