interface Node {
  readonly id: string
  readonly parentId: string | null
  readonly at: string
}

/** A message of the exchange on show, and its place among those that begin at the same point. */
export interface Step<M> {
  readonly message: M
  /** All that follow the same message, oldest first, itself included. */
  readonly branches: readonly string[]
}

/**
 * The one line of a tree that is on show: from its beginning to `chosenId`, and from there on along the newest branch. Without
 * a choice, or with one that is not in the tree, the newest line of all.
 */
export function lineTo<M extends Node>(messages: readonly M[], chosenId: string | null): Step<M>[] {
  const children = new Map<string | null, M[]>()
  for (const message of [...messages].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
    const before = children.get(message.parentId)
    if (before === undefined) children.set(message.parentId, [message])
    else before.push(message)
  }
  const byId = new Map(messages.map(message => [message.id, message]))
  const wanted = new Set<string>()
  const chosen = chosenId === null ? undefined : byId.get(chosenId)
  for (let at = chosen ?? newest(messages); at !== undefined; ) {
    // Each is visited once, whatever the parents say.
    if (wanted.has(at.id)) break
    wanted.add(at.id)
    at = at.parentId === null ? undefined : byId.get(at.parentId)
  }
  const line: Step<M>[] = []
  const seen = new Set<string>()
  for (let next = children.get(null); next !== undefined && next.length > 0; ) {
    const message: M | undefined = next.find(one => wanted.has(one.id)) ?? next.at(-1)
    if (message === undefined || seen.has(message.id)) break
    seen.add(message.id)
    line.push({ message, branches: next.map(one => one.id) })
    next = children.get(message.id)
  }
  return line
}

function newest<M extends Node>(messages: readonly M[]): M | undefined {
  return messages.reduce<M | undefined>(
    (latest, message) => (latest === undefined || message.at >= latest.at ? message : latest),
    undefined,
  )
}
