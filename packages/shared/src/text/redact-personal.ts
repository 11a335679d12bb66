import { isStopWord } from './tokenise-text.ts'

const personal =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,200}@[\p{L}\p{N}.-]{1,200}\.\p{L}{2,}|(?:\+\p{Nd}|(?<!\p{N})\(?\p{Nd}{3}\)?[ -]\p{Nd})[\p{Nd}() -]{6,30}\p{Nd}|(?<![\p{L}\p{N}.,])(?:#|№ ?|[A-Z]{1,4}-?)?\p{Nd}{5,}(?![\p{N}])/gu

const titled = '(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|г-н|г-жа|[Гг]осподин|[Гг]оспожа)\\.?\\s+)?'
const capital = "\\p{Lu}[\\p{L}\\p{M}'’]*(?:-\\p{Lu}\\p{L}+){0,3}"
const names = `${titled}${capital}(?:[ \\t]+${capital}){0,2}`
// Written out in both cases: with the flag `i` a capital would be any letter, and every word a name.
const greeting =
  '(?:[Hh]i|[Hh]ello|[Hh]ey|[Dd]ear|[Gg]reetings|[Gg]ood (?:[Mm]orning|[Aa]fternoon|[Ee]vening|[Dd]ay)|[Зз]дравствуй(?:те)?|[Дд]обрый (?:день|вечер)|[Дд]оброе утро|[Дд]оброго (?:дня|вечера)|[Пп]ривет|[Пп]риветствую|[Уу]важаем\\p{L}+)'
const thanks =
  '(?:[Tt]hank you|[Tt]hanks|[Ss]orry|[Ww]elcome|[Сс]пасибо|[Ии]звините|[Пп]ростите|[Пп]ожалуйста|[Бб]лагодар\\p{L}+)(?: (?:so much|very much|again|большое|вас|за ожидание))?'

const greetedFirst = new RegExp(
  `^\\s*${greeting}(?: again)?[,!.]?\\s+(${names})\\s*(?:[,!.:;–—]+|\\n|$)\\s*`,
  'u',
)
const greetedPlain = new RegExp(`^\\s*${greeting} (${names})\\s+(?=\\p{Ll}|I\\b)`, 'u')
const greetedSmall = new RegExp(`^\\s*${greeting},? (\\p{Ll}[\\p{L}\\p{M}'’-]+)\\s*[,!]\\s*`, 'u')
const greetedLast = new RegExp(`^\\s*(${names}), ${greeting}[,!.]+\\s*`, 'u')
const thanked = new RegExp(`(?<!\\p{L})(${thanks}),? (${names})(?=\\s*(?:[,.!?;]|$))`, 'gu')

/** Capitalised because a sentence begins with them. */
const openers = new Set(
  'yes no sure thanks thank sorry unfortunately certainly great please currently today tomorrow everyone team sir madam да нет конечно спасибо извините сожалению сегодня завтра сейчас коллеги'.split(
    ' ',
  ),
)

/** Stands where something personal was taken out. */
export const redacted = '[…]'

/**
 * Takes out of one customer's reply what must not reach another: e-mail addresses, phone numbers, order and card numbers, and the name
 * in a salutation or a word of thanks. Prices stay, since they carry a currency and rarely five bare digits; one that does is lost, not
 * leaked.
 */
export function redactPersonal(text: string): string {
  return withoutSalutation(text)
    .replace(thanked, (whole: string, word: string, name: string) => (isName(name) ? word : whole))
    .replace(personal, redacted)
}

/** E-mail addresses, phone numbers, order and card numbers, as they stand in the text. */
export function personalIn(text: string): string[] {
  return Array.from(text.matchAll(personal), match => match[0])
}

/** Who the text greets by name; null when nobody. */
export function salutedName(text: string): string | null {
  for (const pattern of [greetedFirst, greetedPlain, greetedLast]) {
    const name = pattern.exec(text)?.[1]
    if (name !== undefined && isName(name)) return name
  }
  return null
}

function withoutSalutation(text: string): string {
  for (const pattern of [greetedFirst, greetedPlain, greetedSmall, greetedLast]) {
    const found = pattern.exec(text)
    if (found?.[1] !== undefined && isName(found[1])) return text.slice(found[0].length)
  }
  return text
}

function isName(words: string): boolean {
  const first = words.toLowerCase().split(/\s+/u)[0] ?? ''
  return !openers.has(first) && !isStopWord(first)
}
