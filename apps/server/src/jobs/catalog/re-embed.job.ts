import { z } from 'zod'

/** Give the tenant's passages vectors of the model that is in use now. */
export const reEmbedJob = {
  name: 're-embed',
  payload: z.object({ tenantId: z.uuid() }),
} as const
