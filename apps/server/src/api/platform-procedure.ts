import { AppError } from '@countersign/shared/kernel/app-error'
import type { PlatformLevel } from '@countersign/shared/platform/platform.contract'
import { findPlatformLevel } from '../db/platform-admin.repo.ts'
import { memberProcedure, toTrpcError } from './trpc.ts'

/**
 * A procedure for those who look after the installation; an owner may all that an admin may. Asked of the database at every
 * call: no token says it, so taking the right away takes effect at once.
 */
export function platformProcedure(level: PlatformLevel) {
  return memberProcedure().use(async ({ ctx, next }) => {
    const own = await findPlatformLevel(ctx.services.database.statement, ctx.actor.userId)
    if (own === null || (level === 'owner' && own !== 'owner')) {
      throw toTrpcError(
        new AppError('auth.forbidden', 'Only those who look after the installation may do that'),
      )
    }
    return next({ ctx: { ...ctx, actor: ctx.actor } })
  })
}
