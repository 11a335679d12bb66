export { loadReply } from './load-reply.ts'
export { recordDelivery } from './record-delivery.ts'
export { retryDelivery } from './retry-delivery.ts'
