/** Harmonic mean of precision and recall over all labels of all rows together; 1 when nothing was to be found and nothing was. */
export function microF1(
  rows: readonly { readonly expected: readonly string[]; readonly found: readonly string[] }[],
): number {
  let hits = 0
  let total = 0
  for (const row of rows) {
    const expected = new Set(row.expected)
    const found = new Set(row.found)
    total += expected.size + found.size
    for (const label of found) if (expected.has(label)) hits += 1
  }
  return total === 0 ? 1 : (2 * hits) / total
}
