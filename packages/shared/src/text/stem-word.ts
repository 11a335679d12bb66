/**
 * Reduces a lower-case word to a stem, by its script: Cyrillic by the published Snowball rules for Russian, Latin by a light rule set for
 * English that favours joining forms of one word over linguistic truth. Numbers and codes come back unchanged.
 */
export function stemWord(word: string): string {
  const known = stems.get(word)
  if (known !== undefined) return known
  const stem = readStem(word)
  if (word.length > longestKept) return stem
  if (stems.size >= mostKept) stems.clear()
  stems.set(word, stem)
  return stem
}

// A few thousand words make up nearly every text, and reading one costs more than finding it again.
const stems = new Map<string, string>()
const mostKept = 30_000
const longestKept = 40

function readStem(word: string): string {
  if (/\p{N}/u.test(word)) return word
  if (/[а-я]/.test(word)) return stemRussian(word)
  return /^[a-z']+$/.test(word) ? stemEnglish(word) : word
}

const enIrregular = new Map([
  ['paid', 'pay'],
  ['bought', 'buy'],
  ['sent', 'send'],
  ['broken', 'break'],
  ['broke', 'break'],
  ['came', 'come'],
  ['went', 'go'],
  ['cheaper', 'cheap'],
  ['cheapest', 'cheap'],
  ['men', 'man'],
  ['women', 'woman'],
  ['children', 'child'],
])

function stemEnglish(word: string): string {
  const irregular = enIrregular.get(word)
  if (irregular !== undefined) return irregular
  let stem = word.replace(/'(?:s|re|ve|ll|d|m|t)?$/, '').replace(/'/g, '')
  if (stem.length <= 3) return stem
  if (stem.endsWith('sses')) stem = stem.slice(0, -2)
  else if (/(?:ies|ied)$/.test(stem)) stem = stem.length > 4 ? `${stem.slice(0, -3)}y` : stem.slice(0, -1)
  else if (/(?:xes|ches|shes|zes)$/.test(stem)) stem = stem.slice(0, -2)
  else if (stem.endsWith('s') && !/(?:ss|us|is)$/.test(stem)) stem = stem.slice(0, -1)

  const inflected = stem.replace(/(?:ing|ed)$/, '')
  if (inflected !== stem && inflected.length >= 3 && /[aeiouy]/.test(inflected)) {
    stem = undouble(inflected)
  }
  for (const suffix of ['ational', 'ation', 'ment', 'ness', 'able', 'ible', 'ful', 'ly']) {
    if (stem.endsWith(suffix) && stem.length - suffix.length >= 4) {
      stem = undouble(stem.slice(0, -suffix.length))
      break
    }
  }
  if (stem.length > 3 && stem.endsWith('e')) stem = stem.slice(0, -1)
  if (stem.length > 3 && stem.endsWith('y')) stem = `${stem.slice(0, -1)}i`
  // "deliver" and "delivery" meet here; "batteri" and "batter" would too, which costs nothing in a shop.
  if (stem.length > 6 && stem.endsWith('eri')) stem = stem.slice(0, -1)
  return stem
}

function undouble(stem: string): string {
  return /([bcdfgmnprt])\1$|(?<=[aeiou])ll$/.test(stem) && stem.length > 3 ? stem.slice(0, -1) : stem
}

const perfectiveGerund = /(?:ив|ивши|ившись|ыв|ывши|ывшись|(?<=[ая])(?:в|вши|вшись))$/
const reflexive = /с[яь]$/
const adjective = /(?:ее|ие|ые|ое|ими|ыми|ей|ий|ый|ой|ем|им|ым|ом|его|ого|ему|ому|их|ых|ую|юю|ая|яя|ою|ею)$/
const participle = /(?:ивш|ывш|ующ|(?<=[ая])(?:ем|нн|вш|ющ|щ))$/
const verb =
  /(?:ила|ыла|ена|ейте|уйте|ите|или|ыли|ей|уй|ил|ыл|им|ым|ен|ило|ыло|ено|ят|ует|уют|ит|ыт|ены|ить|ыть|ишь|ую|ю|(?<=[ая])(?:ла|на|ете|йте|ли|й|л|ем|н|ло|но|ет|ют|ны|ть|ешь|нно))$/
const noun =
  /(?:а|ев|ов|ие|ье|е|иями|ями|ами|еи|ии|и|ией|ей|ой|ий|й|иям|ям|ием|ем|ам|ом|о|у|ах|иях|ях|ы|ь|ию|ью|ю|ия|ья|я)$/

function stemRussian(word: string): string {
  const vowel = word.search(/[аеиоуыэюя]/)
  if (vowel < 0) return word
  const head = word.slice(0, vowel + 1)
  let tail = word.slice(vowel + 1)

  const strip = (ending: RegExp): boolean => {
    const shorter = tail.replace(ending, '')
    const changed = shorter !== tail
    tail = shorter
    return changed
  }
  if (!strip(perfectiveGerund)) {
    strip(reflexive)
    if (strip(adjective)) strip(participle)
    else if (!strip(verb)) strip(noun)
  }
  strip(/и$/)
  if (/[^аеиоуыэюя][аеиоуыэюя]+[^аеиоуыэюя]/.test(tail)) strip(/ость?$/)
  if (strip(/ейше?$/)) tail = tail.replace(/нн$/, 'н')
  else if (tail.endsWith('нн')) tail = tail.slice(0, -1)
  else strip(/ь$/)
  return head + tail
}
