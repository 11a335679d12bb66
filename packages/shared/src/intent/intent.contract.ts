import { z } from 'zod'
import { uuid } from '../kernel/ids.ts'
import { storedText } from '../kernel/stored-text.ts'

/** What suggestions, settings and reports call an intent; never changes. `none` is the answer that no intent fits. */
export const intentKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,59}$/, 'must be lower-case letters, digits and underscores')
  .refine(key => key !== 'none', 'is taken')

const name = storedText.trim().min(1).max(100)
const description = storedText.trim().max(1000)
export const exampleText = storedText.trim().min(1).max(2000)

export const exampleSources = ['manual', 'decision', 'shipped'] as const
export type ExampleSource = (typeof exampleSources)[number]
export const exampleLanguages = ['en', 'ru'] as const

export const intentView = z.object({
  id: uuid,
  key: intentKey,
  name: z.string(),
  description: z.string(),
  active: z.boolean(),
  position: z.int(),
  /** Texts that show what it is. */
  examples: z.int(),
})
export type IntentView = z.infer<typeof intentView>

export const intentModelView = z.object({
  version: z.int(),
  sampleCount: z.int(),
  /** Share of texts that models learned without them got right, 0..1. */
  accuracy: z.number(),
  trainedAt: z.iso.datetime(),
})

export const intentList = z.object({
  /** In their order, archived ones last. */
  intents: z.array(intentView),
  /** Texts that show what is none of them. */
  outsideExamples: z.int(),
  /** Null while the shipped model answers. */
  model: intentModelView.nullable(),
  /** The model was learned from other intents or examples than there are now. */
  outdated: z.boolean(),
})
export type IntentList = z.infer<typeof intentList>

export const intentCreateInput = z.object({ key: intentKey, name, description: description.default('') })
export const intentUpdateInput = z.object({
  id: uuid,
  name: name.optional(),
  description: description.optional(),
  /** True brings an archived one back. */
  active: z.boolean().optional(),
  position: z.int().min(0).max(10_000).optional(),
})
export const intentArchiveInput = z.object({ id: uuid })

/** Null: what is none of the intents. */
const intentId = uuid.nullable()
export const exampleListInput = z.object({
  intentId,
  cursor: z.string().max(200).nullish(),
  limit: z.int().min(1).max(200).default(50),
})
export const exampleView = z.object({
  id: uuid,
  text: z.string(),
  language: z.string().nullable(),
  source: z.enum(exampleSources),
  createdAt: z.iso.datetime(),
})
export const exampleList = z.object({ items: z.array(exampleView), nextCursor: z.string().nullable() })
export type ExampleList = z.infer<typeof exampleList>

/** A text that is there already moves to this intent. */
export const exampleAddInput = z.object({
  intentId,
  text: exampleText,
  language: z.enum(exampleLanguages).nullish(),
})
export const exampleRemoveInput = z.object({ id: uuid })

export const intentTestInput = z.object({ text: storedText.min(1).max(16_384) })
export const intentScores = z.object({
  /** A key, or `none`. */
  intent: z.string(),
  /** 0..1; for `none`, how sure it is that none fits. */
  score: z.number(),
  /** Every intent, best first. */
  ranked: z.array(z.object({ key: z.string(), name: z.string(), score: z.number() })),
  /** What answered: `shipped`, or the number of the tenant's own model. */
  model: z.union([z.literal('shipped'), z.int()]),
})
export type IntentScores = z.infer<typeof intentScores>
