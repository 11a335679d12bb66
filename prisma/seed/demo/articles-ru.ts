import { deliveryArticlesRu } from './articles-ru-delivery.ts'
import { orderArticlesRu } from './articles-ru-orders.ts'
import { shopArticlesRu } from './articles-ru-shop.ts'
import type { DemoArticle } from './demo.types.ts'

/** Everything the shop has written down for its Russian-speaking customers. */
export const articlesRu: readonly DemoArticle[] = [
  ...deliveryArticlesRu,
  ...orderArticlesRu,
  ...shopArticlesRu,
]
