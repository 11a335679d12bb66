import {
  notificationListInput,
  notificationReadInput,
} from '@countersign/shared/notification/notification.contract'
import { memberProcedure, router } from '../../api/trpc.ts'
import { listNotifications } from './list-notifications.ts'
import { readNotifications } from './read-notifications.ts'

export const notificationRouter = router({
  list: memberProcedure()
    .input(notificationListInput)
    .query(({ ctx, input }) => listNotifications(ctx.services, ctx.actor, input)),
  markRead: memberProcedure()
    .input(notificationReadInput)
    .mutation(({ ctx, input }) => readNotifications(ctx.services, ctx.actor, input)),
})
