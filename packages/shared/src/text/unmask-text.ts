import { cleanText, foldLonelyWords, foldText } from './clean-text.ts'

// A reader sees nothing where these stand: tags that choose between forms of a sign, and letters that are blank.
const blank = /[\ufe00-\ufe0f\u180b-\u180f\u3164\uffa0\u2800]/g
// Accents are part of the words of other languages, and of none of those that are listened for; й has its own by nature.
const accents = /(?<=[\p{Script=Latin}])\p{M}+/gu
const strokes = /(?<=[\p{L}\p{N}])[\u0300-\u036f\u0488\u0489]+/gu
const smallCapitals = new Map(
  Array.from('ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ', (letter, at) => [letter, 'abcdefghijklmnoprstuvwyz'[at] ?? letter]),
)
const smallCapital = new RegExp(`[${[...smallCapitals.keys()].join('')}]`, 'gu')
// Four letters by themselves in a row are one word pulled apart.
const pulledApart = /(?<![\p{L}\p{N}])\p{L}([ .\-_*·])\p{L}(?:\1\p{L}){2,}(?![\p{L}\p{N}])/gu

/**
 * The form in which the gate listens for what a customer wants: `foldText`, and undone as well what hides a word from rules and
 * not from a reader, such as accents, strokes through letters, fancy letters and letters set apart.
 */
export function unmaskText(text: string): string {
  const plain = cleanText(text)
    .replace(blank, '')
    .normalize('NFKD')
    .replace(accents, '')
    .normalize('NFC')
    .replace(strokes, '')
    .replace(smallCapital, letter => smallCapitals.get(letter) ?? letter)
  return foldText(foldLonelyWords(plain)).replace(pulledApart, word => word.replace(/[^\p{L}]/gu, ''))
}
