import { tenantUpdateInput } from '@countersign/shared/tenant/tenant.contract'
import { answer, memberProcedure, router } from '../../api/trpc.ts'
import { getTenant } from './get-tenant.ts'
import { updateTenant } from './update-tenant.ts'

export const tenantRouter = router({
  get: memberProcedure('conversation.read').query(({ ctx }) => getTenant(ctx.services, ctx.actor)),
  update: memberProcedure('tenant.write')
    .input(tenantUpdateInput)
    .mutation(({ ctx, input }) => answer(updateTenant(ctx.services, ctx.actor, input))),
})
