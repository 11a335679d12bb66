import { shopFacts } from './shop-facts.ts'

/** The units that facts are promised in. */
export type FactUnit = 'money' | 'days' | 'hours' | 'minutes' | 'months' | 'years' | 'percent' | 'clock'

/** A number with its unit as a text states it; money in cents, clock times as written. */
export interface StatedFact {
  readonly unit: FactUnit
  readonly value: string
}

const unitOfSuffix: readonly (readonly [RegExp, FactUnit])[] = [
  [/Cents$/, 'money'],
  [/Days$/i, 'days'],
  [/Hours$/, 'hours'],
  [/Minutes$/, 'minutes'],
  [/Months$/i, 'months'],
  [/Years$/, 'years'],
  [/Percent$/, 'percent'],
  [/(?:Open|Close|Cutoff)$/, 'clock'],
]

/** Every fact of the shop that has a unit in its name, as `unit value`. */
export function knownFacts(): Set<string> {
  const known = new Set<string>()
  for (const topic of Object.values(shopFacts)) {
    if (typeof topic !== 'object') continue
    for (const [name, value] of Object.entries(topic)) {
      const unit = unitOfSuffix.find(([suffix]) => suffix.test(name))?.[1]
      if (unit !== undefined) known.add(`${unit} ${value}`)
    }
  }
  return known
}

const range = String.raw`(\d+)(?:(?:–| and | до )(\d+))?`
const working = `(?:(?:working|рабочих|рабочего|рабочие|рабочий) )?`

const patterns: readonly (readonly [RegExp, FactUnit])[] = [
  [new RegExp(String.raw`${range}[ -]${working}(?:days?\b|дн(?:я|ей)|день)`, 'g'), 'days'],
  [new RegExp(String.raw`${range}[ -](?:hours?\b|час)`, 'g'), 'hours'],
  [new RegExp(String.raw`${range}[ -](?:minutes?\b|минут)`, 'g'), 'minutes'],
  [new RegExp(String.raw`${range}[ -](?:months?\b|месяц)`, 'g'), 'months'],
  [new RegExp(String.raw`${range}[ -](?:years?\b|лет|год)`, 'g'), 'years'],
  [new RegExp(`${range} ?%`, 'g'), 'percent'],
  [/\b(\d{1,2}:\d{2})\b/g, 'clock'],
]

const moneyEn = /€(\d[\d,]*)(?:\.(\d{2}))?/g
const moneyRu = /(\d[\d ]*)(?:,(\d{2}))? €/g

/** All numbers with a unit that a text states, in English or Russian. */
export function findStatedFacts(text: string): StatedFact[] {
  const stated: StatedFact[] = []
  for (const [, whole, cents] of [...text.matchAll(moneyEn), ...text.matchAll(moneyRu)]) {
    stated.push({
      unit: 'money',
      value: String(Number(whole?.replace(/\D/g, '')) * 100 + Number(cents ?? 0)),
    })
  }
  for (const [pattern, unit] of patterns) {
    for (const [, first, second] of text.matchAll(pattern)) {
      for (const value of [first, second]) if (value !== undefined) stated.push({ unit, value })
    }
  }
  return stated
}
