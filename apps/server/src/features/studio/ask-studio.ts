import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import { runStudioJob } from '../../jobs/catalog/run-studio.job.ts'
import { findMessage, findThread, insertMessage, insertThread } from './studio.repo.ts'

/** Takes in a question of the playground; a worker answers it as it would a customer, and nothing leaves. */
export async function askStudio(
  services: Services,
  actor: Actor,
  input: { threadId?: string | undefined; parentId?: string | undefined; text: string },
): Promise<Result<{ threadId: string; messageId: string }>> {
  return services.database.withTenant(actor.tenantId, async tx => {
    const now = services.clock.now()
    const threadId = input.threadId ?? services.ids.next()
    if (input.threadId === undefined) {
      if (input.parentId !== undefined) return refused('studio.not_found')
      await insertThread(tx, { id: threadId, memberId: actor.memberId, title: titleOf(input.text), now })
    } else if ((await findThread(tx, threadId, actor.memberId)) === null) {
      return refused('studio.not_found')
    }
    if (input.parentId !== undefined) {
      const parent = await findMessage(tx, input.parentId)
      if (parent?.threadId !== threadId) return refused('studio.not_found')
    }
    const messageId = services.ids.next()
    await insertMessage(tx, {
      id: messageId,
      threadId,
      parentId: input.parentId ?? null,
      text: input.text,
      now,
    })
    await services.jobs.enqueue(tx, runStudioJob, { tenantId: actor.tenantId, messageId })
    return ok({ threadId, messageId })
  })
}

function titleOf(text: string): string {
  const [line = ''] = text.trim().split('\n')
  return line.length > 80 ? `${line.slice(0, 79)}…` : line
}
