/** The four characters a secret is recognised by; null when they would be more than a third of it. */
export function showableEnd(value: string): string | null {
  const characters = [...value]
  return characters.length < 12 ? null : characters.slice(-4).join('')
}
