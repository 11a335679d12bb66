import { deliveryArticlesEn } from './articles-en-delivery.ts'
import { deviceArticlesEn } from './articles-en-devices.ts'
import { orderArticlesEn } from './articles-en-orders.ts'
import { returnsArticlesEn } from './articles-en-returns.ts'
import { shopArticlesEn } from './articles-en-shop.ts'
import type { DemoArticle } from './demo.types.ts'

/** Everything the shop has written down for its English-speaking customers. */
export const articlesEn: readonly DemoArticle[] = [
  ...deliveryArticlesEn,
  ...returnsArticlesEn,
  ...orderArticlesEn,
  ...shopArticlesEn,
  ...deviceArticlesEn,
]
