import {
  type LearningItemView,
  type LessonKind,
  lessonKinds,
} from '@countersign/shared/learning/learning.contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConsole } from '../../app/console-context.tsx'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { PhraseField } from '../../ui/phrase-field.tsx'
import { Problem } from '../../ui/problem.tsx'
import { TabRow } from '../../ui/tab-row.tsx'
import { useIntents } from '../intent/index.ts'
import { DocumentFields } from './document-fields.tsx'
import { makeLesson } from './make-lesson.ts'
import { type LessonDraft, type LessonFields, prefillLesson } from './prefill-lesson.ts'

interface LessonFormProps {
  readonly item: LearningItemView
  readonly onTaught: (kind: LessonKind) => void
}

/** What a reviewer makes of a correction. Everything that is known is filled in. */
export function LessonForm({ item, onTaught }: LessonFormProps) {
  const { t } = useTranslation()
  const { client } = useConsole()
  const words = useRefusalWords()
  const sending = useSending()
  const [kind, setKind] = useState<LessonKind>('faq')
  const [draft, setDraft] = useState(() => prefillLesson(item))
  const [tried, setTried] = useState(false)
  const set = (change: Partial<LessonDraft>) => setDraft(before => ({ ...before, ...change }))
  const lesson = makeLesson(kind, draft)

  const submit = async () => {
    setTried(true)
    if (lesson === null) return
    const done = await sending.send(() => client.learning.teach.mutate({ id: item.id, lesson }))
    if (done !== null) onTaught(kind)
  }
  return (
    <form
      aria-label={t('learning.teach')}
      className="flex flex-col gap-4 border-t pt-4"
      onSubmit={event => {
        event.preventDefault()
        void submit()
      }}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-semibold">{t('learning.teach')}</h3>
        <TabRow
          label={t('learning.teach')}
          value={kind}
          tabs={lessonKinds.map(value => ({ value, label: t(`learning.kind.${value}`) }))}
          onChange={setKind}
        />
      </div>
      <p className="-mt-2 text-xs text-ink-3">{t(`learning.kindNote.${kind}`)}</p>
      {kind === 'faq' && <FaqFields draft={draft} set={set} />}
      {kind === 'template' && <TemplateFields draft={draft} set={set} />}
      {kind === 'document' && <DocumentFields draft={draft} set={set} item={item} />}
      {kind === 'intent_example' && <ExampleFields draft={draft} set={set} />}
      {tried && lesson === null && <Problem>{t('learning.fill')}</Problem>}
      {sending.refusal !== null && <Problem>{words(sending.refusal.code)}</Problem>}
      <div>
        <Button type="submit" variant="primary" disabled={sending.busy}>
          {t('learning.save')}
        </Button>
      </div>
    </form>
  )
}

function FaqFields({ draft, set }: LessonFields) {
  const { t } = useTranslation()
  return (
    <>
      <TextArea
        label={t('learning.questions')}
        note={t('learning.questionsNote')}
        rows={3}
        value={draft.questions}
        onChange={event => set({ questions: event.target.value })}
      />
      <TextArea
        label={t('learning.answer')}
        rows={5}
        maxLength={10_000}
        value={draft.answer}
        onChange={event => set({ answer: event.target.value })}
      />
    </>
  )
}

function TemplateFields({ draft, set }: LessonFields) {
  const { t } = useTranslation()
  return (
    <>
      <div className="grid gap-4 pair:grid-cols-[minmax(0,1fr)_9rem_minmax(0,12rem)]">
        <TextField
          label={t('learning.name')}
          maxLength={200}
          value={draft.name}
          onChange={event => set({ name: event.target.value })}
        />
        <SelectField
          label={t('learning.language')}
          value={draft.language}
          options={(['en', 'ru'] as const).map(value => ({ value, label: t(`language.${value}`) }))}
          onChange={language => set({ language })}
        />
        <TextField
          label={t('learning.category')}
          maxLength={100}
          value={draft.category}
          onChange={event => set({ category: event.target.value })}
        />
      </div>
      <TextArea
        label={t('learning.content')}
        rows={5}
        maxLength={10_000}
        value={draft.answer}
        onChange={event => set({ answer: event.target.value })}
      />
      <PhraseField
        label={t('learning.triggers')}
        phrases={draft.triggers}
        maxLength={200}
        max={50}
        onChange={triggers => set({ triggers })}
      />
    </>
  )
}

function ExampleFields({ draft, set }: LessonFields) {
  const { t } = useTranslation()
  const { options } = useIntents()
  const known = options.some(option => option.value === draft.intent)
  return (
    <>
      <SelectField
        label={t('learning.intent')}
        value={draft.intent}
        options={known ? options : [{ value: draft.intent, label: '—' }, ...options]}
        onChange={intent => set({ intent })}
      />
      <TextArea
        label={t('learning.text')}
        rows={3}
        maxLength={2000}
        value={draft.example}
        onChange={event => set({ example: event.target.value })}
      />
    </>
  )
}
