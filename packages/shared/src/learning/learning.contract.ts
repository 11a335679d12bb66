import { z } from 'zod'
import { uuid } from '../kernel/ids.ts'
import { storedText } from '../kernel/stored-text.ts'
import { lessonPoints } from './score-lesson.policy.ts'

const code = z.enum(
  Object.keys(lessonPoints) as [keyof typeof lessonPoints, ...(keyof typeof lessonPoints)[]],
)
export const lessonReason = z.object({ code, points: z.int() })

export const lessonKinds = ['faq', 'template', 'document', 'intent_example'] as const
export type LessonKind = (typeof lessonKinds)[number]

const text = (limit: number) => storedText.trim().min(1).max(limit)

/** What a reviewer makes of an item. */
export const lesson = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('faq'),
    questions: z.array(text(1000)).min(1).max(20),
    answer: text(10_000),
  }),
  z.object({
    kind: z.literal('template'),
    name: text(200),
    content: text(10_000),
    language: z.enum(['en', 'ru']),
    category: text(100).nullish(),
    triggers: z.array(text(200)).max(50).default([]),
  }),
  /** With `id`, the document's text is replaced; without, a new one is made. */
  z.object({ kind: z.literal('document'), id: uuid.optional(), title: text(300), text: text(200_000) }),
  z.object({ kind: z.literal('intent_example'), intent: text(100), text: text(2000) }),
])
export type Lesson = z.infer<typeof lesson>

export const learningListInput = z.object({
  status: z.enum(['pending', 'taught', 'dismissed']).default('pending'),
  cursor: z.string().max(200).nullish(),
  limit: z.int().min(1).max(100).default(30),
})
export const learningItem = z.object({
  id: uuid,
  conversationId: uuid,
  suggestionId: uuid.nullable(),
  score: z.int(),
  reasons: z.array(lessonReason),
  intent: z.string().nullable(),
  question: z.string(),
  draft: z.string(),
  /** What the person sent instead; null when nothing was. */
  finalAnswer: z.string().nullable(),
  status: z.enum(['pending', 'taught', 'dismissed']),
  lesson: z.object({ kind: z.enum(lessonKinds), id: uuid.nullable() }).nullable(),
  /** An earlier item whose lesson should have prevented this one. */
  repeats: z
    .object({ id: uuid, lessonKind: z.enum(lessonKinds).nullable(), at: z.iso.datetime() })
    .nullable(),
  reviewedBy: z.string().nullable(),
  reviewedAt: z.iso.datetime().nullable(),
  at: z.iso.datetime(),
})
export type LearningItemView = z.infer<typeof learningItem>
export const learningList = z.object({ items: z.array(learningItem), nextCursor: z.string().nullable() })

export const learningTeachInput = z.object({ id: uuid, lesson })
export const learningDismissInput = z.object({ id: uuid })

export const repeatRateInput = z.object({ from: z.iso.datetime(), to: z.iso.datetime() })
/** Corrections people made, and how many of them had been taught before: each of those is a defect. */
export const repeatRate = z.object({
  corrections: z.int(),
  repeats: z.int(),
  items: z.array(learningItem),
})
