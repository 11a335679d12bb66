import { z } from 'zod'

/** Ask every pinned case again and compare. */
export const runCasesJob = {
  name: 'run-cases',
  payload: z.object({ tenantId: z.uuid(), runId: z.uuid() }),
} as const
