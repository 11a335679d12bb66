/**
 * Characters that carry no meaning for a reader but can hide or reorder what one sees: zero-width marks, bidirectional
 * controls, soft hyphens, variation tags, and control characters other than tab and line break.
 */
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being removed
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]|\u034f/gu

/** The text as a reader sees it: composed characters, plain line breaks, nothing invisible. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(invisible, '')
    .normalize('NFC')
    .trim()
}

// Letters of other alphabets that pass for Latin or Cyrillic ones. Each pair of strings is read column by column.
const cyrillicAsLatin = pairs('асеорхуАВСЕНКМОРТХУкмтіІѕЅјЈһҺԁԛԚԝԜ', 'aceopxyABCEHKMOPTXYkmtiIsSjJhHdqQwW')
const greekAsLatin = pairs('αορνυικτεχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'aopvuiktexABEZHIKMNOPTYX')
const armenianAsLatin = pairs('օոսհ', 'onuh')
const asLatin = new Map([...cyrillicAsLatin, ...greekAsLatin, ...armenianAsLatin])
const asCyrillic = new Map([
  ...pairs('aceopxyABCEHKMOPTXkmt', 'асеорхуАВСЕНКМОРТХкмт'),
  ...pairs('αορκεχΑΒΕΗΚΜΟΡΤΧ', 'аоркехАВЕНКМОРТХ'),
])
const alphabets = ['Latin', 'Cyrillic', 'Greek', 'Armenian'] as const
const mixedWord = new RegExp(`[${alphabets.map(name => `\\p{Script=${name}}`).join('')}]+`, 'gu')
const lettersOf = new Map(alphabets.map(name => [name, new RegExp(`\\p{Script=${name}}`, 'gu')]))

function pairs(from: string, to: string): [string, string][] {
  const letters = Array.from(to)
  return Array.from(from, (letter, at) => [letter, letters[at] ?? letter])
}

/**
 * Undoes look-alike spelling inside words written in more than one alphabet. A letter that only one alphabet has says which it
 * is, however many of the others were swapped; where none does, most letters say it. Words of one alphabet are left alone, so
 * brand names beside Russian text keep their letters.
 */
export function foldLookalikes(text: string): string {
  return text.replace(mixedWord, word => {
    const count = (name: (typeof alphabets)[number]) => word.match(lettersOf.get(name) ?? '')?.length ?? 0
    const [latin, cyrillic] = [count('Latin'), count('Cyrillic')]
    if ((latin === 0 && cyrillic === 0) || Math.max(latin, cyrillic) === word.length) return word
    const [toLatin, toCyrillic] = [passesFor('Latin', asLatin, word), passesFor('Cyrillic', asCyrillic, word)]
    const isLatin = toLatin === toCyrillic ? latin > cyrillic : toLatin
    const letters = isLatin ? asLatin : asCyrillic
    return Array.from(word, letter => letters.get(letter) ?? letter).join('')
  })
}

/** Is each letter of the word one of the alphabet or like one? */
function passesFor(
  alphabet: 'Latin' | 'Cyrillic',
  likes: ReadonlyMap<string, string>,
  word: string,
): boolean {
  const own = alphabet === 'Latin' ? /\p{Script=Latin}/u : /\p{Script=Cyrillic}/u
  return Array.from(word).every(letter => own.test(letter) || likes.has(letter))
}

/**
 * Undoes look-alike spelling of whole words: in a text of one alphabet, a word of the other whose every letter passes for it is
 * read as it looks, as the Russian `а` in "talk to а person".
 */
export function foldLonelyWords(text: string): string {
  const folded = foldLookalikes(text)
  const latin = folded.match(/\p{Script=Latin}/gu)?.length ?? 0
  const cyrillic = folded.match(/\p{Script=Cyrillic}/gu)?.length ?? 0
  if (latin === 0 || cyrillic === 0 || latin === cyrillic) return folded
  const [letters, own] =
    latin > cyrillic ? [asLatin, /\p{Script=Cyrillic}/u] : [asCyrillic, /\p{Script=Latin}/u]
  return folded.replace(mixedWord, word => {
    const foreign = Array.from(word).every(letter => own.test(letter) && letters.has(letter))
    return foreign ? Array.from(word, letter => letters.get(letter) ?? letter).join('') : word
  })
}

/** The form that rules and patterns read: clean, width-folded, look-alikes undone, lower case, ё as е, straight apostrophes. */
export function foldText(text: string): string {
  return foldLookalikes(cleanText(text).normalize('NFKC'))
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[’‘ʼ`´]/g, "'")
}
