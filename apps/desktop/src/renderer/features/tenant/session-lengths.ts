const hour = 60
const day = 24 * hour

/** A number of minutes in its largest whole unit, in the person's language. */
export function lengthWords(minutes: number, language: string): string {
  const [unit, size] =
    minutes % day === 0
      ? (['day', day] as const)
      : minutes % hour === 0
        ? (['hour', hour] as const)
        : (['minute', 1] as const)
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(minutes / size)
}

/** The usual lengths, and the one that is set if it is another. */
function choices(usual: readonly number[], current: number, language: string) {
  return [...new Set([...usual, current])]
    .sort((a, b) => a - b)
    .map(minutes => ({ value: String(minutes), label: lengthWords(minutes, language) }))
}

export function idleChoices(current: number, language: string) {
  return choices([15, 30, hour, 8 * hour, day, 7 * day, 30 * day], current, language)
}

export function sessionChoices(current: number, language: string) {
  return choices([8 * hour, day, 7 * day, 30 * day, 90 * day, 365 * day], current, language)
}
