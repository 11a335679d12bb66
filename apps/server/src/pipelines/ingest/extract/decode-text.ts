const cyrillic = ['windows-1251', 'koi8-r', 'ibm866'] as const
/** Letters Russian is mostly written with: six of ten. Read in the wrong one of its encodings, two of ten. */
const frequent = /[оеаинтсрвл]/gi
const sample = 50_000

/**
 * Bytes as text. UTF-8 that is nothing else is what it is, whoever says otherwise; after it comes what the sender or the page itself
 * says, then the old encoding that reads like writing. Null: these bytes are no text.
 *
 * @param told a name of an encoding, as servers and pages write it
 */
export function decodeText(bytes: Uint8Array, told?: string | null): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes.subarray(0, 8192).includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return decodeAs(bytes, told) ?? guess(bytes)
  }
}

/** What an HTML page says of itself, where browsers look for it. */
export function charsetOfHtml(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1')
  return /<meta\s[^>]*?charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(head)?.[1] ?? null
}

function decodeAs(bytes: Uint8Array, told: string | null | undefined): string | null {
  if (told == null) return null
  let text: string
  try {
    const decoder = new TextDecoder(told)
    // Not what it says: it has been tried, and what servers call Latin is what they call everything.
    if (/^(utf-|windows-1252$)/.test(decoder.encoding)) return null
    text = decoder.decode(bytes)
  } catch {
    return null
  }
  return text.includes('\ufffd') ? null : text
}

function guess(bytes: Uint8Array): string | null {
  const [best] = cyrillic
    .map(name => ({ name, text: new TextDecoder(name).decode(bytes.subarray(0, sample)) }))
    .map(({ name, text }) => ({ name, text, share: (text.match(frequent)?.length ?? 0) / text.length }))
    .sort((left, right) => right.share - left.share)
  const letters = best?.text.match(/[а-яё]{3,}/gi)?.join('').length ?? 0
  const western = best?.text.match(/[a-z]{3,}/gi)?.join('').length ?? 0
  if (best !== undefined && letters > western / 4) return new TextDecoder(best.name).decode(bytes)
  const latin = new TextDecoder('windows-1252').decode(bytes)
  // Text is mostly letters, spaces and marks, whatever the language.
  const readable = latin.match(/[\p{L}\p{N}\p{P}\s]/gu)?.length ?? 0
  return readable > latin.length * 0.9 ? latin : null
}
