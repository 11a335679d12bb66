import type { KeepAliveClient } from '../measure/keep-alive-client.ts'
import type { EndedRun } from './replay.repo.ts'
import type { Dialogue } from './star.contract.ts'
import { tidyText } from './tidy-text.ts'
import type { RunWatch } from './watch-runs.ts'

/** What became of one customer turn. */
export type PlayedTurn =
  | {
      readonly kind: 'answered'
      readonly run: EndedRun /** From the request to the stored result. */
      readonly ms: number
    }
  | { readonly kind: 'blank' }
  | { readonly kind: 'failed'; readonly dialogue: string; readonly turn: number; readonly why: string }

export interface PlayOptions {
  readonly client: KeepAliveClient
  readonly channelKey: string
  readonly watch: RunWatch
  /** Dialogues played at once. */
  readonly parallel: number
  readonly onTurn: (turn: PlayedTurn) => void
}

/**
 * Plays each dialogue as a customer of its own: a turn is posted when everything the one before it caused is done.
 * A dialogue ends at its first failure, since what follows would be another conversation.
 */
export async function playDialogues(dialogues: readonly Dialogue[], options: PlayOptions): Promise<void> {
  const queue = dialogues.entries()
  const player = async () => {
    for (const [index, dialogue] of queue) await playDialogue(dialogue, index, options)
  }
  await Promise.all(Array.from({ length: options.parallel }, player))
}

async function playDialogue(dialogue: Dialogue, index: number, options: PlayOptions): Promise<void> {
  const { onTurn } = options
  // Ids of recorded dialogues may repeat; their places in the file do not.
  const sessionId = `replay-session-${index}`
  let seq = 0
  for (const [turn, { speaker, ...rest }] of dialogue.turns.entries()) {
    if (speaker !== 'customer' || !('text' in rest)) continue
    const text = tidyText(rest.text)
    if (text === null) {
      onTurn({ kind: 'blank' })
      continue
    }
    seq += 1
    const played = await playTurn({ sessionId, messageId: `turn-${turn}`, text }, seq, options)
    if (typeof played === 'string') {
      onTurn({ kind: 'failed', dialogue: dialogue.id, turn, why: played })
      return
    }
    onTurn({ kind: 'answered', ...played })
  }
}

/** @returns why it failed, as words */
async function playTurn(
  message: { sessionId: string; messageId: string; text: string },
  seq: number,
  options: PlayOptions,
): Promise<{ run: EndedRun; ms: number } | string> {
  const from = performance.now()
  try {
    const { status, body } = await options.client.post(
      `/channels/webchat/${options.channelKey}/messages`,
      message,
    )
    if (status !== 202) return `the message was answered with ${status}`
    const { conversationId, duplicate } = JSON.parse(body) as { conversationId: string; duplicate: boolean }
    if (duplicate) return 'the message was taken for a duplicate'
    const run = await options.watch.ended(conversationId, seq)
    if (run === null) return 'no run of the pipeline ended in time'
    return { run, ms: performance.now() - from }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
