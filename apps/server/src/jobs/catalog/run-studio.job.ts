import { z } from 'zod'

/** Answer a message of the playground. */
export const runStudioJob = {
  name: 'run-studio',
  payload: z.object({ tenantId: z.uuid(), messageId: z.uuid() }),
} as const
