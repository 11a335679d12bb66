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

// Latin letters that look like Cyrillic ones, and the other way round; used only inside words that mix both scripts.
const latin = 'aceopxyABCEHKMOPTXkmt'
const cyrillic = 'асеорхуАВСЕНКМОРТХкмт'
const mixedWord = /[\p{Script=Latin}\p{Script=Cyrillic}]+/gu

/**
 * Undoes look-alike spelling: a word written in both scripts is read in the one most of its letters belong to. Words of
 * one script are left alone, so brand names beside Russian text keep their letters.
 */
export function foldLookalikes(text: string): string {
  return text.replace(mixedWord, word => {
    const latinCount = word.match(/\p{Script=Latin}/gu)?.length ?? 0
    const cyrillicCount = word.match(/\p{Script=Cyrillic}/gu)?.length ?? 0
    if (latinCount === 0 || cyrillicCount === 0) return word
    const [from, to] = latinCount > cyrillicCount ? [cyrillic, latin] : [latin, cyrillic]
    return Array.from(word, letter => {
      const at = from.indexOf(letter)
      return at < 0 ? letter : (to[at] ?? letter)
    }).join('')
  })
}

/** The form that rules and patterns read: clean, width-folded, look-alikes undone, lower case, ё as е, straight apostrophes. */
export function foldText(text: string): string {
  return foldLookalikes(cleanText(text).normalize('NFKC'))
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[’‘ʼ`´]/g, "'")
}
