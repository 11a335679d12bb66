import type { Bilingual, DemoCategory, DemoLanguage, DemoProduct, DemoVariant } from './demo.types.ts'
import { formatMoney } from './format-money.ts'
import { shopFacts as f } from './shop-facts.ts'

const s = f.shipping

/** How a product travels. Lithium packs go by road; what does not fit a locker goes to the door only. */
const deliveryText = {
  parcel: {
    en: `Standard delivery in ${s.standardMinDays}–${s.standardMaxDays} working days, express on the next working day, parcel locker or free collection in the shop.`,
    ru: `Обычная доставка за ${s.standardMinDays}–${s.standardMaxDays} рабочих дня, экспресс на следующий рабочий день, постамат или бесплатный самовывоз.`,
  },
  road: {
    en: `Contains a large battery: standard delivery by road in ${s.standardMinDays}–${s.standardMaxDays} working days or free collection in the shop, no express.`,
    ru: `Внутри ёмкий аккумулятор: обычная доставка наземным транспортом за ${s.standardMinDays}–${s.standardMaxDays} рабочих дня или бесплатный самовывоз, без экспресса.`,
  },
  bulky: {
    en: `Large box: home delivery in ${s.standardMinDays}–${s.standardMaxDays} working days or free collection in the shop, no parcel locker.`,
    ru: `Большая коробка: доставка до двери за ${s.standardMinDays}–${s.standardMaxDays} рабочих дня или бесплатный самовывоз, без постамата.`,
  },
} as const satisfies Record<string, Bilingual>

/** What a catalogue file states about one product; everything else is derived. */
export interface ProductEntry {
  readonly sku: string
  readonly model: string
  readonly name: Bilingual
  readonly description: Bilingual
  readonly category: DemoCategory
  readonly priceMinor: number
  /** Total stock; left out when there are variants, whose stocks are added up. */
  readonly stock?: number
  readonly variants?: readonly DemoVariant[]
  readonly travels?: keyof typeof deliveryText
}

/** A complete catalogue item from its entry: `parcel` delivery unless stated, stock summed over variants. */
export function makeProduct(entry: ProductEntry): DemoProduct {
  const variants = entry.variants ?? []
  return {
    sku: entry.sku,
    model: entry.model,
    name: entry.name,
    description: entry.description,
    category: entry.category,
    priceMinor: entry.priceMinor,
    currency: 'EUR',
    stock: entry.stock ?? variants.reduce((sum, variant) => sum + variant.stock, 0),
    variants,
    delivery: deliveryText[entry.travels ?? 'parcel'],
  }
}

/**
 * The text a product is indexed and quoted by: name, description, price, stock, delivery and variants, one per line.
 * Product quotes in the demo history occur literally in it.
 */
export function describeProduct(product: DemoProduct, language: DemoLanguage): string {
  const price = formatMoney(product.priceMinor, language, true)
  const variants = product.variants.map(variant => `${variant.name[language]} (${variant.stock})`).join(', ')
  const lines =
    language === 'en'
      ? [
          `${product.name.en}, item ${product.sku}.`,
          product.description.en,
          `Price: ${price}, VAT included.`,
          product.stock > 0 ? `In stock: ${product.stock} pieces.` : 'Out of stock at the moment.',
          product.delivery.en,
          ...(variants === '' ? [] : [`Versions and stock: ${variants}.`]),
        ]
      : [
          `${product.name.ru}, артикул ${product.sku}.`,
          product.description.ru,
          `Цена: ${price}, включая НДС.`,
          product.stock > 0 ? `В наличии: ${product.stock} шт.` : 'Сейчас нет в наличии.',
          product.delivery.ru,
          ...(variants === '' ? [] : [`Варианты и остатки: ${variants}.`]),
        ]
  return lines.join('\n')
}
