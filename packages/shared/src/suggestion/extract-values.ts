import { foldText } from '../text/clean-text.ts'

export interface MoneyMention {
  /** Units, not minor units, of `currency`. */
  readonly amount: number
  /** ISO 4217, or null when the text names none that is known. */
  readonly currency: string | null
}

export interface QuantityMention {
  /** Days for times, percent for shares. */
  readonly kind: 'days' | 'percent'
  readonly value: number
}

const number = '\\p{Nd}{1,3}(?:[ \\u00a0\\u202f]\\p{Nd}{3})+(?:[.,]\\p{Nd}+)?|\\p{Nd}+(?:[.,]\\p{Nd}+)*'
const edge = '(?![\\p{L}\\p{N}])'

const symbols: Readonly<Record<string, string>> = {
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '₽': 'RUB',
  '₸': 'KZT',
  '₴': 'UAH',
}
const names: readonly (readonly [RegExp, string])[] = [
  [/^(?:usd|dollars?|bucks|долл\p{L}*)$/u, 'USD'],
  [/^(?:eur|euros?|евро)$/u, 'EUR'],
  [/^(?:gbp|pounds?|фунт\p{L}*)$/u, 'GBP'],
  [/^(?:rub|rubles?|roubles?|руб|рубл\p{L}*|р)$/u, 'RUB'],
  [/^(?:kzt|tenge|тенге)$/u, 'KZT'],
]

interface ValuePatterns {
  readonly number: RegExp
  readonly money: RegExp
  readonly percent: RegExp
  readonly time: RegExp
  readonly date: RegExp
}

let compiled: ValuePatterns | null = null

function patterns(): ValuePatterns {
  compiled ??= {
    number: new RegExp(number, 'gu'),
    money: new RegExp(
      `(?<symbol>[$€£₽₸₴])\\s?(?<after>${number})|(?<before>${number})\\s?(?<scale>k|тыс\\.?|thousand)?\\s?(?:(?<unit>[$€£₽₸₴])|(?<name>usd|dollars?|bucks|eur|euros?|gbp|pounds?|rub|rubles?|roubles?|kzt|tenge|долл\\p{L}*|евро|фунт\\p{L}*|руб|рубл\\p{L}*|тенге|р(?=\\.))${edge})`,
      'gu',
    ),
    percent: new RegExp(`(?<value>${number})\\s?(?:%|percent${edge}|процент\\p{L}*)`, 'gu'),
    time: new RegExp(
      `(?<value>${number})(?:\\s?[-–—]\\s?(?<to>${number}))?[\\s-]?(?:(?:full|calendar|business|working|рабоч\\p{L}+|календарн\\p{L}+)\\s)?(?<unit>hours?|days?|weeks?|months?|years?|час\\p{L}*|дн\\p{L}*|день|сут\\p{L}*|недел\\p{L}*|месяц\\p{L}*|год|года|лет)${edge}`,
      'gu',
    ),
    date: /(?<!\p{N})(?:\p{Nd}{4}-\p{Nd}{1,2}-\p{Nd}{1,2}|\p{Nd}{1,2}[./]\p{Nd}{1,2}(?:[./](?:\p{Nd}{4}|\p{Nd}{2}))(?!\p{N})|\p{Nd}{1,2}(?:st|nd|rd|th)?(?: of)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*|(?:january|february|march|april|(?<!(?:you|we|they|it|i|he|she|who|that|items?|customers?) )may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.? \p{Nd}{1,2}(?:st|nd|rd|th)?(?!\p{N})|\p{Nd}{1,2} (?:январ|феврал|март|апрел|ма[яй](?!\p{L})|июн|июл|август|сентябр|октябр|ноябр|декабр)\p{L}*)/gu,
  }
  return compiled
}

/** A written number as a value: `1,299.00`, `1 299,00` and `1.299,00` are one. NaN when it is none. */
export function parseNumber(written: string): number {
  const text = written.replace(/[\s\u00a0\u202f]/g, '')
  const comma = text.lastIndexOf(',')
  const dot = text.lastIndexOf('.')
  if (comma >= 0 && dot >= 0) {
    const decimal = Math.max(comma, dot)
    return Number(`${text.slice(0, decimal).replace(/[.,]/g, '')}.${text.slice(decimal + 1)}`)
  }
  const at = Math.max(comma, dot)
  if (at < 0) return Number(text)
  const groups = text.split(/[.,]/)
  const grouped = groups.slice(1).every(group => group.length === 3) && (groups[0]?.length ?? 0) <= 3
  // One group of three after the mark reads as thousands for a comma, as decimals for "0.125".
  if (grouped && (groups.length > 2 || groups[0] !== '0')) return Number(groups.join(''))
  return groups.length === 2 ? Number(groups.join('.')) : Number(groups.join(''))
}

/** All numbers of a text as values. Dates and codes contribute their parts. */
export function numbersIn(text: string): number[] {
  return Array.from(text.matchAll(patterns().number), match => parseNumber(match[0])).filter(Number.isFinite)
}

export function moneyIn(text: string): MoneyMention[] {
  const mentions: MoneyMention[] = []
  for (const match of foldText(text).matchAll(patterns().money)) {
    const groups = match.groups ?? {}
    const scale = groups.scale === undefined ? 1 : 1000
    const amount = parseNumber(groups.after ?? groups.before ?? '') * scale
    if (!Number.isFinite(amount)) continue
    const symbol = groups.symbol ?? groups.unit
    const name = groups.name ?? ''
    const currency =
      symbol !== undefined
        ? (symbols[symbol] ?? null)
        : (names.find(([pattern]) => pattern.test(name))?.[1] ?? null)
    mentions.push({ amount, currency })
  }
  return mentions
}

const days: readonly (readonly [RegExp, number])[] = [
  [/^(?:hour|час)/, 1 / 24],
  [/^(?:week|недел)/, 7],
  [/^(?:month|месяц)/, 30],
  [/^(?:year|год|лет)/, 365],
]

/** Times (as days) and percentages. Of a range both ends are given. */
export function quantitiesIn(text: string): QuantityMention[] {
  const folded = foldText(text)
  const mentions: QuantityMention[] = []
  for (const match of folded.matchAll(patterns().time)) {
    const factor = days.find(([unit]) => unit.test(match.groups?.unit ?? ''))?.[1] ?? 1
    for (const written of [match.groups?.value, match.groups?.to]) {
      if (written !== undefined) mentions.push({ kind: 'days', value: parseNumber(written) * factor })
    }
  }
  for (const match of folded.matchAll(patterns().percent)) {
    mentions.push({ kind: 'percent', value: parseNumber(match.groups?.value ?? '') })
  }
  return mentions
}

/** Calendar dates as they are written, folded. */
export function datesIn(text: string): string[] {
  return Array.from(foldText(text).matchAll(patterns().date), match => match[0])
}

const zeroDigits = new Set(['JPY', 'KRW', 'VND', 'CLP', 'ISK'])

/** Digits after the decimal mark of a currency's minor unit. */
export function minorDigits(currency: string): number {
  return zeroDigits.has(currency) ? 0 : 2
}

export function toUnits(minor: number, currency: string): number {
  return minor / 10 ** minorDigits(currency)
}
