import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import {
  type StudioMessageView,
  type studioThreadDetail,
  studioTrace,
} from '@countersign/shared/studio/studio.contract'
import type { z } from 'zod'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { findThread, listMessageRows, type MessageRow } from './studio.repo.ts'

export async function getThread(
  services: Services,
  actor: Actor,
  input: { id: string },
): Promise<Result<z.infer<typeof studioThreadDetail>>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    const thread = await findThread(tx, input.id, actor.memberId)
    if (thread === null) return refused('studio.not_found')
    const messages = (await listMessageRows(tx, thread.id)).map(toMessageView)
    return ok({ id: thread.id, title: thread.title, at: thread.updatedAt.toISOString(), messages })
  })
}

function toMessageView(row: MessageRow): StudioMessageView {
  return {
    id: row.id,
    parentId: row.parentId,
    text: row.text,
    status: row.status,
    reply: row.reply,
    trace: row.trace === null ? null : studioTrace.parse(row.trace),
    at: row.createdAt.toISOString(),
  }
}
