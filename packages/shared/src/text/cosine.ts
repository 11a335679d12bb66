/** Cosine of the angle between two vectors of one length, −1..1; 0 when either is all zeros. */
export function cosine(left: readonly number[], right: readonly number[]): number {
  if (left.length !== right.length)
    throw new Error(`Vectors of ${left.length} and ${right.length} dimensions cannot be compared`)
  let dot = 0
  let leftSquare = 0
  let rightSquare = 0
  for (let at = 0; at < left.length; at++) {
    const a = left[at] ?? 0
    const b = right[at] ?? 0
    dot += a * b
    leftSquare += a * a
    rightSquare += b * b
  }
  if (leftSquare === 0 || rightSquare === 0) return 0
  return Math.max(-1, Math.min(1, dot / Math.sqrt(leftSquare * rightSquare)))
}
