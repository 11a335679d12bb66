import { apiKeyCreateInput, apiKeyRevokeInput } from '@countersign/shared/api-key/api-key.contract'
import { answer, memberProcedure, router } from '../../api/trpc.ts'
import { createApiKey } from './create-api-key.ts'
import { listApiKeys } from './list-api-keys.ts'
import { revokeApiKey } from './revoke-api-key.ts'

export const apiKeyRouter = router({
  list: memberProcedure('apiKey.write').query(({ ctx }) => listApiKeys(ctx.services, ctx.actor)),
  create: memberProcedure('apiKey.write')
    .input(apiKeyCreateInput)
    .mutation(({ ctx, input }) => answer(createApiKey(ctx.services, ctx.actor, input))),
  revoke: memberProcedure('apiKey.write')
    .input(apiKeyRevokeInput)
    .mutation(({ ctx, input }) => answer(revokeApiKey(ctx.services, ctx.actor, input))),
})
