import type { Situation } from './compose-draft.ts'
import type { Customer } from './customer-names.ts'
import type { DemoIntent, DemoLanguage, DemoProduct } from './demo.types.ts'
import { drawBetween, drawOne, drawWeighted, type Random } from './draw-random.ts'
import { formatMoney } from './format-money.ts'
import { products } from './products.ts'
import type { ProductWish, Scenario } from './scenario.types.ts'
import { careScenariosEn } from './scenarios-en-care.ts'
import { deliveryScenariosEn } from './scenarios-en-delivery.ts'
import { orderScenariosEn } from './scenarios-en-orders.ts'
import { careScenariosRu } from './scenarios-ru-care.ts'
import { orderScenariosRu } from './scenarios-ru-orders.ts'

export const scenarios: Readonly<Record<DemoLanguage, readonly Scenario[]>> = {
  en: [...deliveryScenariosEn, ...orderScenariosEn, ...careScenariosEn],
  ru: [...orderScenariosRu, ...careScenariosRu],
}

/** How often customers ask about what, in parts of 100. */
const intentShares: Readonly<Record<DemoIntent, number>> = {
  shipping: 22,
  availability: 16,
  order_status: 14,
  price: 12,
  return: 13,
  discount: 7,
  complaint: 9,
  other: 7,
}

/** Places in the form that follows "to" (English) and «в» (Russian). */
const places = {
  en: {
    towns: [
      'Fennsund',
      'Tolby',
      'Little Orme',
      'Harrowmere',
      'Kaldvik',
      'Saint Ebb',
      'Ostermouth',
      'Brindle Hythe',
    ],
    countries: ['Ireland', 'Portugal', 'Austria', 'Finland', 'Greece', 'Belgium', 'Croatia', 'Sweden'],
  },
  ru: {
    towns: ['Феннсунд', 'Тольбю', 'Малый Орм', 'Харроумир', 'Кальдвик', 'Сент-Эбб', 'Остермут'],
    countries: ['Ирландию', 'Португалию', 'Австрию', 'Финляндию', 'Грецию', 'Бельгию', 'Хорватию', 'Швецию'],
  },
} as const

/** The products a scenario may be about. */
export function matchingProducts(wish: ProductWish): readonly DemoProduct[] {
  return products.filter(product => {
    const { stock, categories, withVariants, mentions, minCents, maxCents } = wish
    if (stock === 'plenty' && product.stock <= 5) return false
    if (stock === 'few' && (product.stock < 2 || product.stock > 5)) return false
    if (stock === 'none' && product.stock > 0) return false
    if (categories !== undefined && !categories.includes(product.category)) return false
    if (withVariants === true && product.variants.length === 0) return false
    if (mentions !== undefined && !product.description.en.toLowerCase().includes(mentions)) return false
    return (
      product.priceMinor >= (minCents ?? 0) && product.priceMinor <= (maxCents ?? Number.POSITIVE_INFINITY)
    )
  })
}

/** A scenario of this language that passes `fits`, its intent drawn by share and then the scenario by weight. */
export function drawScenario(
  random: Random,
  language: DemoLanguage,
  fits: (scenario: Scenario) => boolean,
): Scenario {
  const fitting = scenarios[language].filter(fits)
  const intents = [...new Set(fitting.map(scenario => scenario.intent))]
  const intent = drawWeighted(random, intents, candidate => intentShares[candidate])
  const ofIntent = fitting.filter(scenario => scenario.intent === intent)
  return drawWeighted(random, ofIntent, scenario => scenario.weight ?? 1)
}

/** Fills a scenario with an order, places and a product for this customer: the one already talked about where it fits. */
export function drawSituation(
  random: Random,
  language: DemoLanguage,
  scenario: Scenario,
  customer: Customer,
  order: string,
  talkedAbout?: DemoProduct,
): Situation {
  const matching = scenario.product === undefined ? [] : matchingProducts(scenario.product)
  const product =
    matching.find(candidate => candidate === talkedAbout) ??
    (matching.length === 0 ? undefined : drawOne(random, matching))
  const values: Record<string, string> = {
    name: customer.firstName,
    order,
    town: drawOne(random, places[language].towns),
    country: drawOne(random, places[language].countries),
    quantity: String(drawOne(random, [12, 15, 18, 20, 24, 30, 40])),
  }
  if (product !== undefined) {
    values.product = product.model
    values.price = formatMoney(product.priceMinor, language, true)
    values.about = product.description[language]
    values.stock = String(product.stock)
    values.variants = product.variants
      .map(variant => `${variant.name[language]} (${variant.stock})`)
      .join(', ')
  }
  const base = { language, scenario, slots: { values, gender: customer.gender } }
  return product === undefined ? base : { ...base, product }
}

/** An order number as the shop writes it: FW and six digits. */
export function drawOrderNumber(random: Random): string {
  return `FW-${Math.floor(drawBetween(random, 412_000, 489_999))}`
}
