import { isCourtesy } from '@countersign/shared/suggestion/courtesy'
import { foldText } from '@countersign/shared/text/clean-text'
import { type AskInContext, completeAsks, splitAsks } from '@countersign/shared/text/split-asks'

export interface QuestionReading {
  readonly greets: boolean
  readonly thanks: boolean
  readonly saysGoodbye: boolean
  /** What wants an answer, one thing each, at most four; empty when the message is mere courtesy. */
  readonly asks: readonly AskInContext[]
  /** More was asked than is read. */
  readonly more: boolean
  readonly wantsPrice: boolean
  readonly wantsStock: boolean
  readonly orderNumber: string | null
}

const maxAsks = 4
/** Characters of a message that are read; nobody asks on page three. */
const maxCharacters = 4000

const greeting =
  /(?<!\p{L})(?:hello|hi|hey|good (?:morning|afternoon|evening|day)|здравствуйте|привет|добрый (?:день|вечер)|доброе утро)(?!\p{L})/u
const thanks = /(?<!\p{L})(?:thanks|thank you|thx|cheers|спасибо|благодар\p{L}+)(?!\p{L})/u
const goodbye = /(?<!\p{L})(?:bye|goodbye|see you|до свидания|всего доброго|пока)(?!\p{L})/u
const price =
  /(?<!\p{L})(?:how much|price\p{L}*|cost\p{L}*|cheap\p{L}*|expensive|сколько (?:стоит|стоят|будет стоить|за)|цен[аыуое]\p{L}*|стоимост\p{L}+|по ?чем|дорог\p{L}+|дешев\p{L}+)(?!\p{L})/u
const stock =
  /(?<!\p{L})(?:in stock|available|availability|sold out|do you (?:have|sell|carry|stock)|have you got|got any|in store|left|наличи\p{L}+|есть ли|есть у вас|у вас есть|продаете|остал\p{L}+|на складе|имеется|есть)(?!\p{L})/u
const order =
  /(?:order|заказ\p{L}*|№|#|number|номер)\s*(?:number|номер|no\.?|is|:|#|№)*\s*(?<id>[a-z]{0,4}-?\p{Nd}{3,})/u

/** Takes a burst of customer messages apart: courtesies on one side, things to answer on the other. `earlier` is what the customer said before. */
export function readQuestion(text: string, earlier: readonly string[] = []): QuestionReading {
  const read = text.slice(0, maxCharacters)
  const folded = foldText(read)
  const content = splitAsks(read).filter(sentence => !isCourtesy(sentence))
  const asking = content.filter(sentence => /[?？]\s*$/.test(sentence))
  // "My mouse broke. Can I return it?" — the statement is context for the question, unless nothing is asked outright.
  const asks =
    asking.length > 0 ? withContext(content, asking) : content.length > 0 ? [content.join(' ')] : []
  return {
    greets: greeting.test(folded),
    thanks: thanks.test(folded),
    saysGoodbye: goodbye.test(folded),
    asks: completeAsks(asks, earlier).slice(0, maxAsks),
    more: asks.length > maxAsks,
    wantsPrice: price.test(folded),
    wantsStock: stock.test(folded),
    orderNumber: order.exec(folded)?.groups?.id ?? null,
  }
}

function withContext(content: readonly string[], asking: readonly string[]): string[] {
  const context = content.filter(sentence => !asking.includes(sentence))
  if (context.length === 0 || asking.length > 1) return [...asking]
  const [only] = asking
  return [`${only ?? ''}\n${context.join(' ')}`]
}
