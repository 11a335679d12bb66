import type { DemoLanguage } from './demo.types.ts'

/**
 * Euro cents as customers read them: `€4.90`, `€60`, `€1,500` in English; `4,90 €`, `60 €`, `1 500 €` in Russian.
 * Whole euros lose their cents unless `exact` is set, which price lists need.
 */
export function formatMoney(cents: number, language: DemoLanguage, exact = false): string {
  const whole = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, language === 'en' ? ',' : ' ')
  const rest = cents % 100
  const decimals = rest === 0 && !exact ? '' : String(rest).padStart(2, '0')
  if (language === 'en') return decimals === '' ? `€${whole}` : `€${whole}.${decimals}`
  return decimals === '' ? `${whole} €` : `${whole},${decimals} €`
}

/** Shorthand for English texts. */
export const eurEn = (cents: number): string => formatMoney(cents, 'en')

/** Shorthand for Russian texts. */
export const eurRu = (cents: number): string => formatMoney(cents, 'ru')
