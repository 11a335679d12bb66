/** Largest text a customer may send, bytes of UTF-8. */
const limit = 16 * 1024

/**
 * A turn as a person could have typed it into the chat: recorded dialogues can hold control characters and halves of
 * characters, which no keyboard makes and the chat refuses.
 *
 * @returns null when nothing is left to send
 */
export function tidyText(text: string): string | null {
  const typed = text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]/gu, ' ')
    .trim()
  return typed === '' ? null : cutTo(typed, limit)
}

function cutTo(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text
  const head = Buffer.from(text).subarray(0, bytes).toString('utf8')
  // A character cut in half was read as the replacement character.
  return head.replace(/\uFFFD+$/, '')
}
