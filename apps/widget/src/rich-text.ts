export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly address: string }

/**
 * Cuts a message into text and https links. An address that carries a user name stays text: `https://bank.example@…`
 * reads like one site and leads to another.
 */
export function cutLinks(text: string): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const match of text.matchAll(/https:\/\/[^\s<>"'`\u00ab\u00bb\u201c\u201d]+/gi)) {
    const address = trimAddress(match[0])
    if (!isSafe(address)) continue
    if (match.index > end) pieces.push({ kind: 'text', text: text.slice(end, match.index) })
    pieces.push({ kind: 'link', address })
    end = match.index + address.length
  }
  if (end < text.length) pieces.push({ kind: 'text', text: text.slice(end) })
  return pieces
}

/** Punctuation at the end belongs to the sentence; a closing bracket too, unless the address opened it. */
function trimAddress(address: string): string {
  let kept = address
  for (;;) {
    const last = kept.at(-1) ?? ''
    const open = { ')': '(', ']': '[', '}': '{' }[last]
    const closesOwn = open !== undefined && kept.split(open).length >= kept.split(last).length
    if (!/[.,;:!?\u2026)\]}*_]/.test(last) || closesOwn) return kept
    kept = kept.slice(0, -1)
  }
}

function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, username, password, hostname } = new URL(address)
  return protocol === 'https:' && username === '' && password === '' && hostname !== ''
}
