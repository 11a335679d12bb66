/**
 * Bytes as text: UTF-8, UTF-16 by its mark, else the Windows encoding that reads like writing. Null: these bytes are no text.
 */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes.subarray(0, 8192).includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const cyrillic = new TextDecoder('windows-1251').decode(bytes)
    const letters = cyrillic.match(/[а-яё]{3,}/gi)?.join('').length ?? 0
    const western = cyrillic.match(/[a-z]{3,}/gi)?.join('').length ?? 0
    if (letters > western / 4) return cyrillic
    const latin = new TextDecoder('windows-1252').decode(bytes)
    // Text is mostly letters, spaces and marks, whatever the language.
    const readable = latin.match(/[\p{L}\p{N}\p{P}\s]/gu)?.length ?? 0
    return readable > latin.length * 0.9 ? latin : null
  }
}
