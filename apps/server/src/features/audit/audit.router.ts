import { auditChainInput, auditExportInput, auditListInput } from '@countersign/shared/audit/audit.contract'
import { memberProcedure, router } from '../../api/trpc.ts'
import { checkAudit } from './check-audit.ts'
import { exportAudit } from './export-audit.ts'
import { exportChain } from './export-chain.ts'
import { listAudit } from './list-audit.ts'

const read = memberProcedure('audit.read')

export const auditRouter = router({
  list: read.input(auditListInput).query(({ ctx, input }) => listAudit(ctx.services, ctx.actor, input)),
  check: read.query(({ ctx }) => checkAudit(ctx.services, ctx.actor.tenantId)),
  export: read
    .input(auditExportInput)
    .mutation(({ ctx, input }) => exportAudit(ctx.services, ctx.actor, input)),
  exportChain: read
    .input(auditChainInput)
    .mutation(({ ctx, input }) => exportChain(ctx.services, ctx.actor, input)),
})
