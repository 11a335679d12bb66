/** Millionths of a US dollar for a million tokens; `perCallMicros` for each call. */
export interface ModelPrice {
  readonly name: string
  readonly inputMicros: number
  readonly outputMicros: number
  readonly perCallMicros: number
}

export interface PricedTokens {
  readonly model: string
  readonly tokensIn: number
  readonly tokensOut: number
}

/** A model is listed by its family: `gpt-4o-mini-2024-07-18` costs what `gpt-4o-mini` does. */
export function findPrice(model: string, prices: readonly ModelPrice[]): ModelPrice | null {
  const listed = prices
    .filter(price => model === price.name || model.startsWith(`${price.name}-`))
    .sort((left, right) => right.name.length - left.name.length)
  return listed[0] ?? null
}

/**
 * What the calls of one run cost, in millionths of a US dollar, rounded up. Null when a call that used tokens has no known
 * price: a sum that leaves something out would look like a bargain.
 */
export function priceRun(calls: readonly PricedTokens[], prices: readonly ModelPrice[]): number | null {
  let sum = 0
  for (const { model, tokensIn, tokensOut } of calls) {
    const price = findPrice(model, prices)
    if (price === null) {
      if (tokensIn + tokensOut > 0) return null
      continue
    }
    sum += price.perCallMicros + (tokensIn * price.inputMicros + tokensOut * price.outputMicros) / 1_000_000
  }
  // Sums of fractions end a hair above whole numbers.
  return Math.max(0, Math.ceil(sum - 1e-9))
}

export interface Budget {
  /** Null: no limit. */
  readonly limitMicros: number | null
  readonly spentMicros: number
  /** Share of the limit from which people are told, 0..1. */
  readonly warnShare: number
}

export type BudgetState = 'free' | 'warned' | 'spent'

/** Once the month's budget is spent no paid call is made, and nothing is sent by itself, until the month ends or it is raised. */
export function budgetState({ limitMicros, spentMicros, warnShare }: Budget): BudgetState {
  if (limitMicros === null) return 'free'
  if (spentMicros >= limitMicros) return 'spent'
  return spentMicros >= limitMicros * warnShare ? 'warned' : 'free'
}
