import type { StudioTurn } from '@countersign/shared/studio/studio.contract'

/** An exchange as the pipeline reads it. The last question is not answered yet, whatever its stored reply says. */
export function toTurns(path: readonly { text: string; reply: string | null }[]): StudioTurn[] {
  return path.flatMap(({ text, reply }, at): StudioTurn[] => {
    const asked: StudioTurn = { from: 'customer', text }
    return at < path.length - 1 && reply !== null ? [asked, { from: 'ai', text: reply }] : [asked]
  })
}
