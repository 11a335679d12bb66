import type {
  ConversationList,
  ConversationListView,
} from '@countersign/shared/conversation/conversation.contract'
import type { ConversationStatus } from '@countersign/shared/conversation/conversation.machine'
import { AppError } from '@countersign/shared/kernel/app-error'
import { z } from 'zod'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { toTrpcError } from '../../api/trpc.ts'
import { listConversationItems } from './conversation.repo.ts'

export interface ListConversations {
  readonly view?: ConversationListView | undefined
  readonly status?: ConversationStatus | undefined
  readonly open?: boolean | undefined
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

/** No conversation is older than this, and PostgreSQL knows no year 0, which JavaScript does. */
const oldest = '1970'
const position = z.tuple([z.iso.datetime().refine(at => at >= oldest), z.uuid()])

/** One page of a view, newest first; `nextCursor` is null on the last one. */
export async function listConversations(
  services: Services,
  actor: Pick<Actor, 'tenantId'> & { readonly memberId: string | null },
  input: ListConversations = {},
): Promise<ConversationList> {
  const limit = input.limit ?? 50
  const after = input.cursor === undefined ? null : readCursor(input.cursor)
  const items = await services.database.readTenant(actor.tenantId, tx =>
    listConversationItems(tx, {
      view: input.view ?? 'all',
      status: input.status ?? null,
      open: input.open ?? false,
      memberId: actor.memberId,
      after,
      limit: limit + 1,
    }),
  )
  const page = items.slice(0, limit)
  const last = page.at(-1)
  const nextCursor =
    items.length > limit && last !== undefined
      ? Buffer.from(JSON.stringify([last.lastMessageAt, last.id])).toString('base64url')
      : null
  return { items: page, nextCursor }
}

function readCursor(cursor: string): { at: Date; id: string } {
  try {
    const [at, id] = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    return { at: new Date(at), id }
  } catch {
    throw toTrpcError(new AppError('input.invalid', 'The cursor is not one of this list'))
  }
}
