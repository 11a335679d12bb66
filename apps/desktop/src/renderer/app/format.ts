import { roundBound } from '@countersign/shared/autonomy/wilson-bound.policy'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

export interface Format {
  /** `now`, `4m`, `3h`, `2d`, then the date. */
  ago(iso: string, now: Date): string
  /** Length of time in its largest unit: `21h`, `45m`. Negative lengths count as none. */
  span(ms: number): string
  time(iso: string): string
  /** `Today`, `Yesterday`, or the date. */
  day(iso: string, now: Date): string
  date(iso: string): string
  longDate(iso: string): string
  moment(iso: string): string
  number(value: number): string
  /** With its sign, also a plus. */
  change(value: number): string
  /** 0..1 as a percentage with at most one decimal. */
  percent(value: number): string
  /** The same for a lower bound, rounded down: it must not seem to reach what it does not. */
  bound(value: number): string
  score(value: number): string
  /** 0..1 in steps of 0.005. */
  threshold(value: number): string
  /** A length of time in seconds, for waits that are watched. */
  seconds(ms: number): string
  /** Millionths of a US dollar, the currency models are paid in. */
  cost(micros: number): string
  /** The same for sums: to the cent from a dollar on. */
  sum(micros: number): string
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const dayNumber = (date: Date) =>
  Math.round(new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime() / day)

/** Times and numbers as the language writes them, in the machine's time zone. */
export function createFormat(language: string): Format {
  const unit = (name: string) =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'narrow' })
  const units = { minute: unit('minute'), hour: unit('hour'), day: unit('day') }
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' })
  const shortDate = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' })
  const longDate = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric' })
  const number = new Intl.NumberFormat(language)
  const change = new Intl.NumberFormat(language, { signDisplay: 'exceptZero' })
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
  const score = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const threshold = new Intl.NumberFormat(language, { minimumFractionDigits: 3, maximumFractionDigits: 3 })
  const seconds = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'narrow',
    maximumFractionDigits: 1,
  })
  const money = new Intl.NumberFormat(language, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 0,
    maximumFractionDigits: 4,
    maximumSignificantDigits: 2,
  })
  const sum = new Intl.NumberFormat(language, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
  })
  const capital = (text: string) => text.charAt(0).toLocaleUpperCase(language) + text.slice(1)

  const span = (ms: number) => {
    const length = Math.max(0, ms)
    if (length < hour) return units.minute.format(Math.floor(length / minute))
    if (length < day) return units.hour.format(Math.floor(length / hour))
    return units.day.format(Math.floor(length / day))
  }

  return {
    span,
    ago(iso, now) {
      const then = new Date(iso)
      const length = now.getTime() - then.getTime()
      if (length < minute) return relative.format(0, 'second')
      return length < 7 * day ? span(length) : shortDate.format(then)
    },
    time: iso => clock.format(new Date(iso)),
    day(iso, now) {
      const then = new Date(iso)
      const days = dayNumber(then) - dayNumber(now)
      return days === 0 || days === -1 ? capital(relative.format(days, 'day')) : longDate.format(then)
    },
    longDate: iso => longDate.format(new Date(iso)),
    date: iso => shortDate.format(new Date(iso)),
    moment: iso => `${shortDate.format(new Date(iso))}, ${clock.format(new Date(iso))}`,
    number: value => number.format(value),
    change: value => change.format(value),
    percent: value => percent.format(value),
    bound: value => percent.format(roundBound(value)),
    score: value => score.format(value),
    threshold: value => threshold.format(value),
    seconds: ms => seconds.format(ms / 1000),
    cost: micros => money.format(micros / 1_000_000),
    sum: micros => (micros < 1_000_000 ? money : sum).format(micros / 1_000_000),
  }
}

/** The language with the machine's region where it has one: dates in `en-GB` are not dates in `en-US`. */
export function regionalTag(language: string, preferred: readonly string[]): string {
  return preferred.find(tag => tag.toLowerCase().startsWith(`${language}-`)) ?? language
}

export function useFormat(): Format {
  const { i18n } = useTranslation()
  const language = i18n.resolvedLanguage ?? 'en'
  return useMemo(() => createFormat(regionalTag(language, navigator.languages)), [language])
}
