import type { LearningItemView } from '@countersign/shared/learning/learning.contract'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../app/console-context.tsx'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import type { LessonFields } from './prefill-lesson.ts'

const newDocument = ''

/** A new article, or the whole text of one that exists, with what was sent beside it. */
export function DocumentFields({ draft, set, item }: LessonFields & { item: LearningItemView }) {
  const { t } = useTranslation()
  const api = useApi()
  const { documentId } = draft
  const list = useQuery(api.knowledge.list.queryOptions({ limit: 500 }))
  const chosen = useQuery(
    api.knowledge.get.queryOptions({ id: documentId }, { enabled: documentId !== newDocument }),
  )
  const filled = useRef(newDocument)
  const { data } = chosen
  useEffect(() => {
    // Once for each choice: what is typed afterwards stays, also when the article is fetched again.
    if (data === undefined || data.id !== documentId || filled.current === documentId) return
    filled.current = documentId
    set({ title: data.title, text: data.text })
  }, [data, documentId, set])
  return (
    <>
      <SelectField
        label={t('learning.document')}
        value={documentId}
        options={[
          { value: newDocument, label: t('learning.newDocument') },
          ...(list.data?.items ?? [])
            .filter(one => one.source === 'text')
            .map(one => ({ value: one.id, label: one.title })),
        ]}
        onChange={id => set({ documentId: id })}
      />
      <TextField
        label={t('learning.documentTitle')}
        maxLength={300}
        value={draft.title}
        onChange={event => set({ title: event.target.value })}
      />
      <TextArea
        label={t('learning.documentText')}
        {...(documentId === newDocument ? {} : { note: t('learning.documentNote') })}
        rows={10}
        maxLength={200_000}
        disabled={documentId !== newDocument && data === undefined}
        value={draft.text}
        onChange={event => set({ text: event.target.value })}
      />
      {documentId !== newDocument && item.finalAnswer !== null && (
        <blockquote className="border-l-2 border-accent-line pl-3">
          <p className="text-xs text-ink-3">{t('learning.sentAnswer')}</p>
          <p className="break-words whitespace-pre-wrap">{item.finalAnswer}</p>
        </blockquote>
      )}
    </>
  )
}
