/**
 * Rough number of model tokens, without a tokenizer: about four Latin characters, two and a half Cyrillic ones and one and a half of
 * other scripts to a token. Within a quarter of the true count for prose, which is all that chunk sizes need.
 */
export function estimateTokens(text: string): number {
  let tokens = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x250) tokens += 0.25
    else if (code < 0x530) tokens += 0.4
    else tokens += 0.67
  }
  return Math.ceil(tokens)
}
