import { useCommand } from '../../features/keys/index.ts'

/** The row to go to from `selectedId`; the first or last one when nothing, or something unlisted, is selected. */
export function neighbour(ids: readonly string[], selectedId: string | null, step: 1 | -1): string | null {
  const at = selectedId === null ? -1 : ids.indexOf(selectedId)
  if (at < 0) return (step === 1 ? ids[0] : ids.at(-1)) ?? null
  return ids[at + step] ?? null
}

/**
 * Where to go when the person is done with `selectedId`: the row after it, or at the end of the list the row before. Null when it
 * was the only one. To be asked before the row leaves the list.
 */
export function afterDone(ids: readonly string[], selectedId: string | null): string | null {
  return neighbour(ids, selectedId, 1) ?? (selectedId === null ? null : neighbour(ids, selectedId, -1))
}

/** `J` and `K`. At either end the selection stays. */
export function useRowKeys(
  ids: readonly string[],
  selectedId: string | null,
  onSelect: (id: string) => void,
): void {
  const move = (step: 1 | -1) => {
    const to = neighbour(ids, selectedId, step)
    if (to !== null) onSelect(to)
  }
  useCommand('conversation.next', ids.length > 0 ? () => move(1) : null)
  useCommand('conversation.previous', ids.length > 0 ? () => move(-1) : null)
}
