import { assertNever } from '@countersign/shared/kernel/assert-never'
import { type Lesson, type LessonKind, lesson } from '@countersign/shared/learning/learning.contract'
import type { LessonDraft } from './prefill-lesson.ts'

/** The lesson a draft makes, or null while something is missing. */
export function makeLesson(kind: LessonKind, draft: LessonDraft): Lesson | null {
  const parsed = lesson.safeParse(fieldsOf(kind, draft))
  return parsed.success ? parsed.data : null
}

function fieldsOf(kind: LessonKind, draft: LessonDraft): unknown {
  switch (kind) {
    case 'faq':
      return {
        kind,
        questions: draft.questions
          .split('\n')
          .map(line => line.trim())
          .filter(Boolean),
        answer: draft.answer,
      }
    case 'template':
      return {
        kind,
        name: draft.name,
        content: draft.answer,
        language: draft.language,
        category: draft.category.trim() || null,
        triggers: draft.triggers,
      }
    case 'document':
      return {
        kind,
        ...(draft.documentId === '' ? {} : { id: draft.documentId }),
        title: draft.title,
        text: draft.text,
      }
    case 'intent_example':
      return { kind, intent: draft.intent, text: draft.example }
    default:
      return assertNever(kind)
  }
}
