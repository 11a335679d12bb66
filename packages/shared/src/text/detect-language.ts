import { stopWords } from './stop-words.ts'

export const languages = ['en', 'ru', 'und'] as const
/** ISO 639-1 code of a language the product speaks, or `und` when the text does not say. */
export type Language = (typeof languages)[number]
/** A language a reply can be written in. */
export type ReplyLanguage = Exclude<Language, 'und'>

// Common words of support talk, so that "price iphone 15" reads as English although it holds no stop word.
const englishWords = new Set(
  `account address available battery bill book buy buying cable call cancel card cash change charger cheap cheaper check code color colour
  contact cost costs date day days deliver delivered delivery discount email exchange fast find free give good great help
  hour hours invoice item know laptop late long lost make many money month name new offer ok okay open order ordered orders
  pay payment phone pickup price prices problem product purchase question receipt received refund repair replace
  return returns sell send sent ship shipped shipping size sorry start status still stock store support take tell time
  today tomorrow track tracking use wait warranty week where work working wrong year`.split(/\s+/),
)

// Frequent words of neighbours that share the Latin script. They speak against English, not for a language we answer in.
const otherLatinWords = new Set(
  `aber auf auch bitte das dass der die ein eine für haben ich ihr ist kann mein mit nicht oder sie und von wann warum was wie wir zu
  avec bonjour combien dans de des est et je la le les mais merci mon nous où pas pour pouvez quel que qui sont un une vous
  como con cuando cuanto cuánto cuesta del donde dónde el en es esta está gracias hola los mi muy para pedido pero por puedo qué
  quiero se su una y ciao come della di grazie il mio non per quando quanto sono buongiorno
  bom com da do ele isso meu muito não obrigado onde quero você jest nie się proszę czy ile jak na`.split(
    /\s+/,
  ),
)

// Letters of Cyrillic alphabets other than the Russian one.
const otherCyrillic = /[іїєґўәғқңөұүһјљњђћџѓќѕ]/i
const bulgarianWords = new Set([
  'какво',
  'колко',
  'струва',
  'моля',
  'искам',
  'благодаря',
  'поръчка',
  'кога',
  'къде',
  'няма',
])

/**
 * English, Russian, or `und`. Goes by script first, then by common words, so that a Russian sentence full of Latin product
 * names stays Russian and German is not taken for English.
 */
export function detectLanguage(text: string): Language {
  let russian = 0
  let english = 0
  let foreign = 0
  for (const word of text
    .toLowerCase()
    .replaceAll('’', "'")
    .match(/[\p{L}\p{M}]+(?:'\p{L}+)*/gu) ?? []) {
    if (/\p{Script=Cyrillic}/u.test(word)) {
      if (otherCyrillic.test(word) || bulgarianWords.has(word)) foreign += 2
      else russian += 1
    } else if (/^[a-z']+$/.test(word)) {
      const known = stopWords.en.has(word) || englishWords.has(word)
      if (known) english += 1
      if (otherLatinWords.has(word)) foreign += known ? 0.6 : 1.2
    } else if (/\p{Script=Latin}/u.test(word)) {
      foreign += 1
    } else {
      foreign += 1
    }
  }
  const best = Math.max(russian, english, foreign)
  if (best === 0 || best === foreign) return 'und'
  return russian >= english ? 'ru' : 'en'
}
