import {
  conversationAssignInput,
  conversationMoveInput,
  conversationSnoozeInput,
} from '@countersign/shared/conversation/conversation.contract'
import {
  escalationClaimInput,
  escalationDismissInput,
  escalationHandleInput,
} from '@countersign/shared/escalation/escalation.contract'
import { assertNever } from '@countersign/shared/kernel/assert-never'
import { sendMessageInput } from '@countersign/shared/message/message.contract'
import {
  approveInput,
  editInput,
  escalateInput,
  rejectInput,
} from '@countersign/shared/suggestion/suggestion.contract'
import { z } from 'zod'
import type { ApiClient } from '../trpc.ts'

const about = { conversationId: z.string() }

/**
 * Everything a person can do to a conversation, as data: performed now, or kept and performed when the server is back. The input holds the
 * idempotency key, so performing twice is doing once.
 */
export const action = z.discriminatedUnion('kind', [
  z.object({ ...about, kind: z.literal('suggestion.approve'), input: approveInput, text: z.string() }),
  z.object({ ...about, kind: z.literal('suggestion.edit'), input: editInput }),
  z.object({ ...about, kind: z.literal('suggestion.reject'), input: rejectInput }),
  z.object({ ...about, kind: z.literal('suggestion.escalate'), input: escalateInput }),
  z.object({ ...about, kind: z.literal('message.send'), input: sendMessageInput }),
  z.object({ ...about, kind: z.literal('conversation.assign'), input: conversationAssignInput }),
  z.object({ ...about, kind: z.literal('conversation.snooze'), input: conversationSnoozeInput }),
  z.object({ ...about, kind: z.literal('conversation.resolve'), input: conversationMoveInput }),
  z.object({ ...about, kind: z.literal('conversation.reopen'), input: conversationMoveInput }),
  z.object({ ...about, kind: z.literal('escalation.claim'), input: escalationClaimInput }),
  z.object({ ...about, kind: z.literal('escalation.handle'), input: escalationHandleInput }),
  z.object({ ...about, kind: z.literal('escalation.dismiss'), input: escalationDismissInput }),
])
export type Action = z.infer<typeof action>

/** Sends the action to the server. Rejects with what the server or the network answered. */
export function sendAction(client: ApiClient, { kind, input }: Action): Promise<unknown> {
  switch (kind) {
    case 'suggestion.approve':
      return client.suggestion.approve.mutate(input)
    case 'suggestion.edit':
      return client.suggestion.edit.mutate(input)
    case 'suggestion.reject':
      return client.suggestion.reject.mutate(input)
    case 'suggestion.escalate':
      return client.suggestion.escalate.mutate(input)
    case 'message.send':
      return client.message.send.mutate(input)
    case 'conversation.assign':
      return client.conversation.assign.mutate(input)
    case 'conversation.snooze':
      return client.conversation.snooze.mutate(input)
    case 'conversation.resolve':
      return client.conversation.resolve.mutate(input)
    case 'conversation.reopen':
      return client.conversation.reopen.mutate(input)
    case 'escalation.claim':
      return client.escalation.claim.mutate(input)
    case 'escalation.handle':
      return client.escalation.handle.mutate(input)
    case 'escalation.dismiss':
      return client.escalation.dismiss.mutate(input)
    default:
      return assertNever(kind)
  }
}

/** The words that would reach the customer; null for actions that send none. */
export function wordsOf(action: Action): string | null {
  switch (action.kind) {
    case 'suggestion.approve':
      return action.text
    case 'suggestion.edit':
    case 'message.send':
      return action.input.text
    case 'escalation.handle':
      return action.input.text ?? null
    default:
      return null
  }
}
