import { z } from 'zod'

/** Learn the tenant's intents from its examples and from what people decided, unless nothing is new. */
export const trainIntentsJob = {
  name: 'train-intents',
  payload: z.object({ tenantId: z.uuid() }),
} as const
