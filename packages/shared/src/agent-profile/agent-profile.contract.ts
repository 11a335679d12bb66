import { z } from 'zod'
import { uuid } from '../kernel/ids.ts'
import { storedText } from '../kernel/stored-text.ts'
import { cleanText } from '../text/clean-text.ts'
import { languages } from '../text/detect-language.ts'

/** Something a reader can see: zero-width marks alone are nothing. */
const line = (most: number) =>
  storedText
    .trim()
    .min(1)
    .max(most)
    .refine(text => cleanText(text) !== '', 'has nothing to read')
const phrases = z.array(line(200)).max(200)
const replyLanguages = ['en', 'ru'] as const

/** What the AI may know of the company: short facts by name. */
const companyFacts = z
  .array(z.object({ name: line(60), value: line(500) }))
  .max(50)
  .refine(facts => new Set(facts.map(fact => fact.name)).size === facts.length, 'a name stands twice')

/** How the AI presents itself, for the whole tenant or for one channel. Null: as the tenant or the server has it. */
export const agentProfileFields = z.object({
  companyFacts,
  /** One of the price table's models. */
  model: z.string().min(1).max(100).nullable(),
  temperature: z.number().min(0).max(2).nullable(),
  topP: z.number().gt(0).max(1).nullable(),
  tone: line(100).nullable(),
  /** Answers in it when the customer's own language cannot be told. */
  language: z.enum(replyLanguages).nullable(),
  /** House style. The customer never gets to read it. */
  systemPrompt: storedText.trim().max(4000).nullable(),
  /** A message with one of these goes to a person, with a draft. */
  flaggedKeywords: phrases,
  flaggedPhrases: phrases,
  /** Messages like these need no answer. */
  ignoreExamples: phrases,
  chatsEnabled: z.boolean(),
})
export type AgentProfileFields = z.infer<typeof agentProfileFields>

/** Without a channel: the tenant's. */
export const agentProfileGetInput = z.object({ channelId: uuid.nullable().default(null) })
/** `version` is the one the change was made to, 0 where there is none yet: a newer one is a conflict, `setting.stale`. */
export const agentProfileUpdateInput = agentProfileFields
  .partial()
  .extend({ version: z.int().min(0), channelId: uuid.nullable().default(null) })
/** Takes a channel back to the tenant's profile. */
export const agentProfileRemoveInput = z.object({ version: z.int().min(1), channelId: uuid })

export const agentProfileView = agentProfileFields.extend({
  channelId: uuid.nullable(),
  /** 0: a channel without a profile of its own, which shows the tenant's. */
  version: z.int(),
  /** What `model` may be. */
  models: z.array(z.string()),
})
export type AgentProfileView = z.infer<typeof agentProfileView>

/** A canned reply: offered as a source when a trigger occurs in the question, or its topic is recognised. */
export const templateUpsertInput = z.object({
  id: uuid.optional(),
  name: line(100),
  content: line(4000),
  language: z.enum(languages),
  /** An intent's key. */
  category: line(100).nullable(),
  triggers: z.array(line(100)).max(30),
  active: z.boolean(),
})
export type TemplateFields = Omit<z.infer<typeof templateUpsertInput>, 'id'>
export const templateRemoveInput = z.object({ id: uuid })
export interface TemplateView extends TemplateFields {
  readonly id: string
}
