import type { DemoLanguage, DemoProduct, DemoSentence } from './demo.types.ts'
import { drawChance, drawOne, type Random } from './draw-random.ts'
import { fillSlots, type Slots } from './fill-slots.ts'
import { findQuote } from './find-quote.ts'
import { phrases } from './phrases.ts'
import type { Scenario } from './scenario.types.ts'

/** A scenario made concrete: this customer, this order, this product. */
export interface Situation {
  readonly language: DemoLanguage
  readonly scenario: Scenario
  readonly slots: Slots
  readonly product?: DemoProduct
}

/** The draft for a situation, sentence by sentence with its evidence. Sometimes it opens with the customer's name. */
export function composeDraft(
  random: Random,
  situation: Situation,
): { text: string; sentences: DemoSentence[] } {
  const { language, scenario, slots, product } = situation
  const greets = drawChance(random, 0.35)
  const sentences = scenario.answer.map((planned, index): DemoSentence => {
    const said = fillSlots(drawOne(random, planned.say), slots)
    const salutation = fillSlots(drawOne(random, phrases[language].salutations), slots)
    const evidence = planned.sources.map(source => findQuote(source, language, product))
    return {
      text: greets && index === 0 ? `${salutation} ${said}` : said,
      evidence,
      supported: evidence.length > 0,
    }
  })
  return { text: joinSentences(sentences.map(sentence => sentence.text)), sentences }
}

/** What a person makes of a draft: keeps what is supported and adds what they know. Always differs from the draft. */
export function editDraft(random: Random, situation: Situation, sentences: readonly DemoSentence[]): string {
  const extra = fillSlots(drawOne(random, situation.scenario.extras), situation.slots)
  const supported = sentences.filter(sentence => sentence.supported).map(sentence => sentence.text)
  const [first, ...rest] =
    supported.length > 0 ? supported : [fillSlots(drawOne(random, situation.scenario.own), situation.slots)]
  if (first === undefined) return extra
  if (rest.length > 0 && drawChance(random, 0.25)) return joinSentences([first, ...rest.slice(0, -1), extra])
  if (rest.length > 0 && drawChance(random, 0.2)) return joinSentences([first, extra, ...rest])
  return joinSentences([first, ...rest, extra])
}

/** What a person writes from scratch. */
export function writeOwnReply(random: Random, situation: Situation): string {
  return fillSlots(drawOne(random, situation.scenario.own), situation.slots)
}

function joinSentences(sentences: readonly string[]): string {
  return sentences.join(' ')
}
