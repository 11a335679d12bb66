import { z } from 'zod'
import { uuid } from '../kernel/ids.ts'

export const actorKinds = ['member', 'system', 'ai', 'customer', 'api_key'] as const
export type AuditActorKind = (typeof actorKinds)[number]

/** Each narrows the list; `from` is included, `to` is not. */
const filters = {
  /** A membership. */
  actorId: uuid.optional(),
  actorKind: z.enum(actorKinds).optional(),
  action: z.string().min(1).max(80).optional(),
  entityType: z.string().min(1).max(80).optional(),
  entityId: uuid.optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
}

export const auditListInput = z
  .object({ ...filters, cursor: z.string().max(200).optional(), limit: z.int().min(1).max(200).optional() })
  .optional()
export type AuditListInput = z.infer<typeof auditListInput>

export const auditLine = z.object({
  id: uuid,
  /** Place in the tenant's chain, from 1. */
  seq: z.int(),
  at: z.iso.datetime(),
  actor: z.object({
    kind: z.enum(actorKinds),
    /** A membership of this tenant; null for whatever is not a person of it. What the platform did is the system's. */
    memberId: uuid.nullable(),
    name: z.string().nullable(),
  }),
  action: z.string(),
  entityType: z.string(),
  entityId: uuid,
  metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  requestId: z.string().nullable(),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  hash: z.string(),
})
export type AuditLine = z.infer<typeof auditLine>

/** Newest first. */
export const auditList = z.object({ items: z.array(auditLine), nextCursor: z.string().nullable() })
export type AuditList = z.infer<typeof auditList>

/**
 * A part of the trail as CSV (RFC 4180, CRLF). Only the first part has the line of column names: the parts, put one
 * after another, are the file. Cells that a spreadsheet would run as a formula begin with an apostrophe.
 */
export const auditExportInput = z.object({ ...filters, cursor: z.string().max(200).optional() }).optional()
export type AuditExportInput = z.infer<typeof auditExportInput>
export const auditExportPart = z.object({ csv: z.string(), nextCursor: z.string().nullable() })
export type AuditExportPart = z.infer<typeof auditExportPart>

/**
 * `audit.exportChain`: the next lines of the whole trail with its chain, each ended with a line feed. The parts, put one
 * after another, are the file that `npm run audit -- verify FILE` proves without any database. `after` is the `next` of
 * the part before.
 */
export const auditChainInput = z.object({ after: z.int().min(1).optional() }).optional()
export const auditChainPart = z.object({ text: z.string(), next: z.int().nullable() })
export type AuditChainPart = z.infer<typeof auditChainPart>

/** What checking the whole chain of the tenant came to; `broken` names the first line that does not fit. */
export const auditCheck = z.object({
  lines: z.int(),
  head: z.string().nullable(),
  broken: z.object({ seq: z.int(), problem: z.string() }).nullable(),
})
export type AuditCheck = z.infer<typeof auditCheck>
