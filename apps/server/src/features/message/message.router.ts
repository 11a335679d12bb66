import { retryMessageInput, sendMessageInput } from '@countersign/shared/message/message.contract'
import { answer, memberProcedure, router } from '../../api/trpc.ts'
import { retryDelivery } from '../delivery/index.ts'
import { sendMessage } from './send-message.ts'

export const messageRouter = router({
  send: memberProcedure('message.send')
    .input(sendMessageInput)
    .mutation(({ ctx, input }) => answer(sendMessage(ctx.services, ctx.actor, input))),
  retry: memberProcedure('message.send')
    .input(retryMessageInput)
    .mutation(({ ctx, input }) => answer(retryDelivery(ctx.services, ctx.actor, input))),
})
