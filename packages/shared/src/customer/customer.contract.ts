import { z } from 'zod'
import { uuid } from '../kernel/ids.ts'
import { storedText } from '../kernel/stored-text.ts'

export const customerExportInput = z.object({ id: uuid })
/** `reason` is kept in the audit trail for ever: a ticket number, not the person's name. */
export const customerEraseInput = z.object({ id: uuid, reason: storedText.trim().min(3).max(500) })

/**
 * Everything stored about one person, for handing out to them. Rows are as they are stored, by table, without keys that
 * only the installation can use.
 */
export const customerExport = z.object({
  format: z.literal('countersign-customer-export/1'),
  exportedAt: z.iso.datetime(),
  customer: z.record(z.string(), z.unknown()),
  tables: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
})
export type CustomerExport = z.infer<typeof customerExport>

/** What was made empty, by table. Erasing again answers `alreadyErased` and changes nothing. */
export const customerErased = z.object({
  id: uuid,
  erasedAt: z.iso.datetime(),
  alreadyErased: z.boolean(),
  rows: z.record(z.string(), z.int()),
})
export type CustomerErased = z.infer<typeof customerErased>
