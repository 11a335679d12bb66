import type { DefaultIntent } from '../suggestion/suggestion.codes.ts'

/** How a tenant's first intents are called, in the language it works in. */
export const defaultIntentNames: Readonly<
  Record<DefaultIntent, { readonly en: string; readonly ru: string }>
> = {
  price: { en: 'Price', ru: 'Цена' },
  availability: { en: 'Availability', ru: 'Наличие' },
  shipping: { en: 'Delivery', ru: 'Доставка' },
  return: { en: 'Return, refund, warranty', ru: 'Возврат, обмен, гарантия' },
  discount: { en: 'Discount', ru: 'Скидка' },
  complaint: { en: 'Complaint', ru: 'Жалоба' },
  order_status: { en: 'Order', ru: 'Заказ' },
  other: { en: 'Something else about the shop', ru: 'Другое о магазине' },
}
