import { customerEraseInput, customerExportInput } from '@countersign/shared/customer/customer.contract'
import { answer, memberProcedure, router } from '../../api/trpc.ts'
import { eraseCustomer } from './erase-customer.ts'
import { exportCustomer } from './export-customer.ts'

export const customerRouter = router({
  export: memberProcedure('customer.export')
    .input(customerExportInput)
    .mutation(({ ctx, input }) => answer(exportCustomer(ctx.services, ctx.actor, input))),
  erase: memberProcedure('customer.erase')
    .input(customerEraseInput)
    .mutation(({ ctx, input }) => answer(eraseCustomer(ctx.services, ctx.actor, input))),
})
