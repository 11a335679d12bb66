const limit = 140

/** The first line's worth of a message, for lists. */
export function snippetOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= limit) return line
  const cut = line.slice(0, limit - 1)
  // A surrogate pair cut in half is not text.
  return `${cut.isWellFormed() ? cut : cut.slice(0, -1)}…`
}
