import type { DemoCategory, DemoEscalationReason, DemoIntent } from './demo.types.ts'

/** Where a planned sentence gets its support: the sentence of a text that contains `has`, or one line of the product. */
export type SourceReference =
  | { readonly kind: 'article' | 'faq'; readonly key: string; readonly has: string }
  | { readonly kind: 'product'; readonly line: ProductLine }

export type ProductLine = 'about' | 'price' | 'stock' | 'delivery' | 'variants'

/** One sentence of a draft in several wordings. Without sources it is a guess, marked unsupported. */
export interface PlannedSentence {
  readonly say: readonly string[]
  readonly sources: readonly SourceReference[]
}

/** Which products a scenario can be about. */
export interface ProductWish {
  /** `plenty` is more than five pieces, `few` is two to five, `none` is sold out. */
  readonly stock?: 'plenty' | 'few' | 'none'
  readonly categories?: readonly DemoCategory[]
  readonly withVariants?: true
  /** Words of the English description, in any case. */
  readonly mentions?: string
  readonly maxCents?: number
  readonly minCents?: number
}

/**
 * One kind of question and what happens around it. Texts may hold slots in braces: `{product}` `{price}` `{stock}`
 * `{variants}` `{about}` `{order}` `{town}` `{country}` `{quantity}` `{name}`, and `{m:нашёл|нашла}` for words that follow the customer's
 * gender in Russian.
 */
export interface Scenario {
  readonly key: string
  readonly intent: DemoIntent
  /** How often it comes up within its intent, compared with the others; 1 unless stated. */
  readonly weight?: number
  /** How well the knowledge covers it: sets the level of all scores. */
  readonly coverage: 'strong' | 'good' | 'fair' | 'weak' | 'poor'
  readonly asks: readonly string[]
  readonly answer: readonly PlannedSentence[]
  /** Sentences a person adds when editing the draft. */
  readonly extras: readonly string[]
  /** What a person writes instead, after rejecting the draft or taking an escalation. */
  readonly own: readonly string[]
  readonly product?: ProductWish
  /** The name of a fact the customer did not give. */
  readonly missing?: string
  readonly upset?: true
  /** The pipeline hands this over whatever the score. */
  readonly handOff?: { readonly reason: DemoEscalationReason; readonly summary: string }
}
