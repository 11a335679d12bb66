import { stemWord } from './stem-word.ts'

const codes =
  'AL AD AT AU BA BE BG BR BY CA CH CN CY CZ DE DK EE ES FI FR GB GE GR HR HU IE IL IN IS IT JP KR KZ LI LT LU LV MC MD ME MK MT MX NL NO NZ PL PT RO RS RU SE SG SI SK TR UA US UZ'

const union = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
)

/** Stem → does it lie outside the European Union? */
let beyond: Map<string, boolean> | null = null

/** Is this the stem of a country's one-word name, or of "EU", in English or Russian? To a shop they are one matter: abroad. */
export function namesCountry(stem: string): boolean {
  beyond ??= readCountries()
  return beyond.has(stem)
}

/** Is this the stem of a country outside the European Union? Customs and carriers make that a matter of its own. */
export function namesCountryBeyondUnion(stem: string): boolean {
  beyond ??= readCountries()
  return beyond.get(stem) === true
}

function readCountries(): Map<string, boolean> {
  const found = new Map<string, boolean>()
  for (const word of ['eu', 'european', 'ес', 'евросоюз']) found.set(stemWord(word), false)
  for (const word of ['usa', 'uk', 'england', 'scotland', 'сша', 'англия', 'шотландия'])
    found.set(stemWord(word), true)
  for (const locale of ['en', 'ru']) {
    const names = new Intl.DisplayNames([locale], { type: 'region' })
    for (const code of codes.split(' ')) {
      const name = (names.of(code) ?? code).toLowerCase().replaceAll('ё', 'е')
      if (/^\p{L}+$/u.test(name)) found.set(stemWord(name), !union.has(code))
    }
  }
  return found
}
