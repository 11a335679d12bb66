import { z } from 'zod'
import { storedText } from '../kernel/stored-text.ts'

/** What a column of a product list can hold. */
export const productFields = [
  'sku',
  'name',
  'description',
  'price',
  'currency',
  'stock',
  'category',
  'delivery',
  'aliases',
] as const
export type ProductField = (typeof productFields)[number]

export const productImportInput = z.object({
  csv: storedText.min(1).max(900_000),
  /** Field → name of its column; what is absent is guessed from the header. */
  mapping: z.partialRecord(z.enum(productFields), z.string().max(200)).optional(),
  /** Of prices in a list that does not say. Absent: the tenant's own. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  /** Says what would happen and does nothing. */
  dryRun: z.boolean().optional(),
})
export const rowProblems = [
  'sku_missing',
  'sku_repeated',
  'name_missing',
  'price_missing',
  'price_unreadable',
  'currency_unknown',
  'stock_unreadable',
  'too_long',
] as const
export type RowProblem = (typeof rowProblems)[number]
export const productImportAnswer = z.object({
  columns: z.array(z.string()),
  mapping: z.partialRecord(z.enum(productFields), z.string()),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  /** `row` as a spreadsheet counts, the header being 1. */
  errors: z.array(
    z.object({ row: z.int(), field: z.enum(productFields), problem: z.enum(rowProblems), value: z.string() }),
  ),
})
export type ProductImportAnswer = z.infer<typeof productImportAnswer>
