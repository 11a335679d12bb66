/** Longest text the channel takes, in UTF-8 bytes. */
export const textLimit = 16 * 1024

export type Written =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'too_long'; readonly bytes: number }

/**
 * What would be sent of what was typed: trimmed, line ends as `\n`, without control characters and lone surrogates
 * (pasted text carries them; the channel refuses them).
 */
export function readWritten(typed: string): Written {
  const text = typed
    // In unicode mode a surrogate is matched only when its partner is missing.
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n]/gu, '')
    .trim()
  if (text === '') return { kind: 'empty' }
  const bytes = new TextEncoder().encode(text).length
  return bytes > textLimit ? { kind: 'too_long', bytes } : { kind: 'text', text }
}
