import { secretPutInput, secretRevokeInput } from '@countersign/shared/secret/secret.contract'
import { answer, memberProcedure, router } from '../../api/trpc.ts'
import { listSecrets } from './list-secrets.ts'
import { putSecret } from './put-secret.ts'
import { revokeSecret } from './revoke-secret.ts'

const write = memberProcedure('secret.write')

export const secretRouter = router({
  list: write.query(({ ctx }) => listSecrets(ctx.services, ctx.actor)),
  put: write.input(secretPutInput).mutation(({ ctx, input }) => putSecret(ctx.services, ctx.actor, input)),
  revoke: write
    .input(secretRevokeInput)
    .mutation(({ ctx, input }) => answer(revokeSecret(ctx.services, ctx.actor, input))),
})
