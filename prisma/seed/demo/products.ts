import type { DemoProduct } from './demo.types.ts'
import { audioProducts } from './products-audio.ts'
import { deskProducts } from './products-desk.ts'
import { mobileProducts } from './products-mobile.ts'
import { powerProducts } from './products-power.ts'

/** The whole catalogue of the demo shop. All brands and models are invented. */
export const products: readonly DemoProduct[] = [
  ...audioProducts,
  ...powerProducts,
  ...deskProducts,
  ...mobileProducts,
]
