import { foldText } from '../text/clean-text.ts'
import { splitSentences } from '../text/split-sentences.ts'
import { coverage, termSet } from '../text/term-overlap.ts'
import type { Evidence } from './evidence.types.ts'
import { moneyIn, numbersIn, quantitiesIn } from './extract-values.ts'

// A comma inside a figure parts nothing.
export const clauses = /,(?!\p{N})|[;:—]|\s–\s|\s(?:and|but|so|plus|и|а|но)\s/u

// What gives something away, or gives it to everybody, must stand in the source itself: nearness in topic is not enough.
export const gifts = [
  /(?<!\p{L})(?:promis\p{L}+|guarant\p{L}+|обеща\p{L}+|гарантир\p{L}+)/u,
  /(?<!\p{L})(?:(?<!feel )free(?!\p{L})|at no (?:\p{L}+ )?cost|for nothing|complimentary|бесплатн\p{L}+|даром(?!\p{L})|безвозмездн\p{L}+)/u,
  /(?<!\p{L})(?:gifts?(?!\p{L})|present for you|prizes?(?!\p{L})|won(?!\p{L}|')|winner|подар\p{L}+|приз(?!\p{L})|выигра\p{L}+)/u,
  /(?<!\p{L})(?:compensat\p{L}+|double|twice|компенс\p{L}+|двойн\p{L}+|вдвое|удваива\p{L}+)/u,
  /(?<!\p{L})(?:tomorrow|tonight|завтра)(?!\p{L})/u,
]
export const universal = [
  /(?<!\p{L})(?:every(?:one|body|thing)?|all|always|forever|unlimited|any|anyone|anything|кажд\p{L}+|все(?:м|х)?|всегда|навсегда|люб\p{L}{2,4})(?!\p{L})/u,
]

/**
 * "Orders above 80 are free" does not make "orders are free" true: the statement must say most of what the source's own clause says, and
 * a figure of it where it has any. "When is delivery free?" gives nothing at all.
 */
function isGiven(words: RegExp, text: string, passages: string): boolean {
  const said = termSet(text)
  const figures = new Set(numbersIn(text))
  return splitSentences(passages)
    .filter(sentence => !/[?？]\s*$/.test(sentence.text))
    .flatMap(sentence => sentence.text.split(clauses))
    .some(clause => {
      if (!words.test(foldText(clause)) || coverage(termSet(clause), said, () => 1) < 0.5) return false
      const named = numbersIn(clause)
      return named.length === 0 || named.some(figure => figures.has(figure))
    })
}

/** A price belongs to the thing its passage is about: the price of one product does not carry a claim about another. */
export function borrowsPrice(text: string, cited: readonly Evidence[]): boolean {
  return text.split(clauses).some(clause => {
    const terms = termSet(clause)
    return moneyIn(clause).some(({ amount }) => {
      const naming = cited.map(passageText).filter(passage => numbersIn(passage).includes(amount))
      return naming.length > 0 && !naming.some(passage => coverage(terms, termSet(passage), () => 1) >= 0.5)
    })
  })
}

/** Does a text give away, or name, what no passage does? */
export function invents(text: string, passages: string, strong: readonly RegExp[]): boolean {
  const [said, known] = [foldText(text), foldText(passages)]
  if (strong.some(words => words.test(said) && !words.test(known))) return true
  const given = gifts.filter(words => words.test(said))
  if (given.length > 0 && !given.every(words => isGiven(words, text, passages))) return true
  const values = new Set(numbersIn(passages))
  if (moneyIn(text).some(({ amount }) => !values.has(amount))) return true
  // "Your 20 days are within the 30" may use the customer's figure, beside one of the source; alone it would be the customer's say-so.
  return text.split(clauses).some(clause => {
    const terms = valuesOf(clause)
    return terms.length > 0 && !terms.some(value => values.has(value))
  })
}

/** Terms and shares as they are written. */
function valuesOf(text: string): number[] {
  return quantitiesIn(text).length === 0
    ? []
    : Array.from(foldText(text).matchAll(quantity), match => match[0]).flatMap(numbersIn)
}
const quantity =
  /\p{Nd}+(?:[.,]\p{Nd}+)?(?:\s?[-–—]\s?\p{Nd}+)?(?:\s?%|[\s-]?(?:(?:full|calendar|business|working|рабоч\p{L}+|календарн\p{L}+)\s)?(?:percent|hours?|days?|weeks?|months?|years?|процент\p{L}*|час\p{L}*|дн\p{L}*|день|сут\p{L}*|недел\p{L}*|месяц\p{L}*|год\p{L}*|лет)(?!\p{L}))/gu

/** All that a passage says, its titles and the question it answers included. */
export function passageText(item: Evidence): string {
  return [item.title, ...item.headings, item.question ?? '', item.text].join('\n')
}
