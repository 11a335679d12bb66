import { banking77, banking77TenShot } from './banking77.set.ts'
import { clinc150 } from './clinc150.set.ts'
import { dstcFaq } from './dstc-faq.set.ts'
import type { EvalSet } from './eval-set.ts'
import { nlupp } from './nlupp.set.ts'
import { stackfaq } from './stackfaq.set.ts'
import { star } from './star.set.ts'

export const allSets: readonly EvalSet[] = [
  banking77,
  banking77TenShot,
  clinc150,
  stackfaq,
  dstcFaq,
  star,
  nlupp,
]
