import { z } from 'zod'

/** Read an uploaded file and make its text findable. */
export const ingestDocumentJob = {
  name: 'ingest-document',
  payload: z.object({ tenantId: z.uuid(), documentId: z.uuid(), fileVersion: z.int() }),
} as const
