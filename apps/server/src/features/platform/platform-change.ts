import type { ErrorCode } from '@countersign/shared/kernel/app-error'
import { ok, type Result, refused } from '@countersign/shared/kernel/result'
import type { Actor } from '../../api/actor.ts'
import type { Services } from '../../api/services.ts'
import type { PlatformOutcome } from '../../db/platform-admin.repo.ts'
import type { PlatformReason } from '../../db/platform-vault.repo.ts'
import { wake } from '../../db/wake.ts'
import { currentWork } from '../../telemetry/log.ts'

/** Whether anything was different before: asking for what is so already changes and records nothing. */
export interface PlatformChange {
  readonly changed: boolean
}

/** Who does it and why, for the line it leaves. */
export function whyOf(services: Services, actor: Actor, reason: string): PlatformReason {
  return {
    adminId: actor.userId,
    reason,
    id: services.ids.next(),
    requestId: currentWork()?.requestId ?? null,
    now: services.clock.now(),
  }
}

/** The frame of every change of the installation: do it, and tell how it went. `notFound` is what is missing. */
export async function platformChange(
  notFound: ErrorCode,
  change: Promise<PlatformOutcome>,
): Promise<Result<PlatformChange>> {
  const outcome = await change.catch((error: unknown): 'forbidden' => {
    // The right was taken away, or the person is above: the function asks for itself.
    if ((error as { code?: unknown }).code === '42501') return 'forbidden'
    throw error
  })
  switch (outcome) {
    case 'done':
      // Whoever lost access by it loses open sockets too: the log says so, and this process need not wait to read it.
      wake('sync')
      return ok({ changed: true })
    case 'unchanged':
      return ok({ changed: false })
    case 'not_found':
      return refused(notFound)
    case 'self':
      return refused('platform.self')
    case 'forbidden':
      return refused('auth.forbidden')
  }
}
