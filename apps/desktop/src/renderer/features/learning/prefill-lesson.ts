import type { LearningItemView } from '@countersign/shared/learning/learning.contract'
import { outOfScope } from '@countersign/shared/suggestion/suggestion.codes'
import { detectLanguage } from '@countersign/shared/text/detect-language'

/** What a reviewer types, in all forms at once: changing the kind keeps what was written. */
export interface LessonDraft {
  readonly questions: string
  readonly answer: string
  readonly name: string
  readonly language: 'en' | 'ru'
  readonly category: string
  readonly triggers: readonly string[]
  /** Empty: a new one. */
  readonly documentId: string
  readonly title: string
  readonly text: string
  readonly intent: string
  readonly example: string
}

export interface LessonFields {
  readonly draft: LessonDraft
  readonly set: (change: Partial<LessonDraft>) => void
}

const longName = 80

/** The forms as far as the item can fill them in: an answer only if a person gave one, or one click would teach a refused draft. */
export function prefillLesson(
  item: Pick<LearningItemView, 'question' | 'finalAnswer' | 'intent'>,
): LessonDraft {
  const answer = item.finalAnswer ?? ''
  const question = item.question.trim()
  const [line = ''] = question.split('\n')
  const name = line.length > longName ? `${line.slice(0, longName - 1)}…` : line
  return {
    questions: question.replaceAll(/\s*\n\s*/g, ' '),
    answer,
    name,
    language: detectLanguage(answer === '' ? question : answer) === 'ru' ? 'ru' : 'en',
    category: '',
    triggers: [],
    documentId: '',
    title: name,
    text: answer,
    intent: item.intent === null || item.intent === outOfScope ? '' : item.intent,
    example: question.slice(0, 2000),
  }
}
