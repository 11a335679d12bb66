export type DiffOp = { readonly op: 'keep' | 'delete' | 'insert'; readonly text: string }

// Beyond this many edits the middle is shown as one replacement: nobody reads such a diff word by word, and the search is quadratic in it.
const maxEdits = 1500

/**
 * Word-level difference by Myers' shortest edit script. Joining `keep` and `delete` gives `before` exactly; joining `keep` and
 * `insert` gives `after` exactly. Neighbouring operations of one kind are merged.
 */
export function diffWords(before: string, after: string): DiffOp[] {
  const a = before.match(/\s+|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu) ?? []
  const b = after.match(/\s+|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu) ?? []
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1

  const middle = shortestEdit(a.slice(head, a.length - tail), b.slice(head, b.length - tail))
  return merge([
    ...a.slice(0, head).map(text => ({ op: 'keep' as const, text })),
    ...middle,
    ...a.slice(a.length - tail).map(text => ({ op: 'keep' as const, text })),
  ])
}

/** Share of words touched by an edit, 0..1: deleted plus inserted words over the words of both texts. */
export function changedShare(ops: readonly DiffOp[]): number {
  let changed = 0
  let total = 0
  for (const { op, text } of ops) {
    const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
    total += op === 'keep' ? 2 * words : words
    if (op !== 'keep') changed += words
  }
  return total === 0 ? 0 : changed / total
}

function shortestEdit(a: readonly string[], b: readonly string[]): DiffOp[] {
  const replaceAll = (): DiffOp[] => [
    ...a.map(text => ({ op: 'delete' as const, text })),
    ...b.map(text => ({ op: 'insert' as const, text })),
  ]
  if (a.length === 0 || b.length === 0) return replaceAll()
  const limit = Math.min(a.length + b.length, maxEdits)
  const size = 2 * limit + 1
  let frontier = new Int32Array(size + 2)
  const trace: Int32Array[] = []
  for (let d = 0; d <= limit; d++) {
    trace.push(frontier.slice())
    const next = frontier.slice()
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && at(next, k - 1, limit) < at(next, k + 1, limit))
      let x = down ? at(next, k + 1, limit) : at(next, k - 1, limit) + 1
      let y = x - k
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x += 1
        y += 1
      }
      next[k + limit + 1] = x
      if (x >= a.length && y >= b.length) return walkBack(a, b, trace, d, limit)
    }
    frontier = next
  }
  return replaceAll()
}

function at(frontier: Int32Array, k: number, limit: number): number {
  return frontier[k + limit + 1] ?? 0
}

function walkBack(
  a: readonly string[],
  b: readonly string[],
  trace: Int32Array[],
  edits: number,
  limit: number,
): DiffOp[] {
  const ops: DiffOp[] = []
  let x = a.length
  let y = b.length
  for (let d = edits; d > 0; d--) {
    const frontier = trace[d]
    if (frontier === undefined) throw new Error('The edit trace is shorter than its edits')
    const k = x - y
    const down = k === -d || (k !== d && at(frontier, k - 1, limit) < at(frontier, k + 1, limit))
    const previousK = down ? k + 1 : k - 1
    const previousX = at(frontier, previousK, limit)
    const previousY = previousX - previousK
    while (x > previousX && y > previousY) {
      x -= 1
      y -= 1
      ops.push({ op: 'keep', text: a[x] ?? '' })
    }
    if (down) {
      y -= 1
      ops.push({ op: 'insert', text: b[y] ?? '' })
    } else {
      x -= 1
      ops.push({ op: 'delete', text: a[x] ?? '' })
    }
  }
  while (x > 0 && y > 0) {
    x -= 1
    y -= 1
    ops.push({ op: 'keep', text: a[x] ?? '' })
  }
  return ops.reverse()
}

function merge(ops: readonly DiffOp[]): DiffOp[] {
  const merged: DiffOp[] = []
  for (const op of ops) {
    const last = merged.at(-1)
    if (last !== undefined && last.op === op.op)
      merged[merged.length - 1] = { op: op.op, text: last.text + op.text }
    else merged.push(op)
  }
  return merged
}
