import { stopWords } from './stop-words.ts'

const letters: readonly (readonly [RegExp, string])[] = [
  [/shch|sch/g, 'щ'],
  [/zh/g, 'ж'],
  [/kh/g, 'х'],
  [/tsya/g, 'тся'],
  [/ts/g, 'ц'],
  [/ch/g, 'ч'],
  [/sh/g, 'ш'],
  [/yu|ju/g, 'ю'],
  [/ya|ja/g, 'я'],
  [/yo|jo|ye|je/g, 'е'],
  [/yy|yj/g, 'ый'],
  [/iy|ij/g, 'ий'],
  [/(?<=[aeiouаеиоуюя])[yj]/g, 'й'],
  [/y/g, 'ы'],
]
const single = new Map(
  Object.entries({
    a: 'а',
    b: 'б',
    c: 'ц',
    d: 'д',
    e: 'е',
    f: 'ф',
    g: 'г',
    h: 'х',
    i: 'и',
    j: 'й',
    k: 'к',
    l: 'л',
    m: 'м',
    n: 'н',
    o: 'о',
    p: 'п',
    q: 'к',
    r: 'р',
    s: 'с',
    t: 'т',
    u: 'у',
    v: 'в',
    w: 'в',
    x: 'кс',
    z: 'з',
  }),
)

/**
 * A Russian text typed in Latin letters, in Cyrillic ones; null when it has Cyrillic letters or English words of its own. What comes
 * out of other languages is nonsense, which is fine for looking for known words in it.
 *
 * @param text folded by `foldText`
 */
export function readTranslit(text: string): string | null {
  if (!/[a-z]/.test(text) || /[а-я]/.test(text)) return null
  if ((text.match(/[a-z']+/g) ?? []).some(word => word.length > 1 && stopWords.en.has(word))) return null
  const joined = letters.reduce((read, [latin, cyrillic]) => read.replace(latin, cyrillic), text)
  return joined.replace(/[a-z]/g, letter => single.get(letter) ?? letter)
}
