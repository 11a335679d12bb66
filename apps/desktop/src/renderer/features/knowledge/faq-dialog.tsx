import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { Loaded } from '../../app/loaded.tsx'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { DialogForm } from '../../ui/dialog-form.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { useToaster } from '../../ui/toast.tsx'

interface FaqDialogProps {
  /** Null: a new entry. */
  readonly id: string | null
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

interface Faq {
  readonly questions: readonly string[]
  readonly answer: string
  readonly category: string
  readonly about: string
}

const nothing: Faq = { questions: ['', ''], answer: '', category: '', about: '' }
const mostQuestions = 40

/** Writes one answer and the ways customers ask for it. */
export function FaqDialog({ id, open, onOpenChange }: FaqDialogProps) {
  const { t } = useTranslation()
  const done = () => onOpenChange(false)
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="wide"
      title={t(id === null ? 'knowledge.faq.add' : 'knowledge.faq.edit')}
      note={t('knowledge.faq.note')}
    >
      {open &&
        (id === null ? (
          <FaqForm id={null} faq={nothing} onDone={done} />
        ) : (
          <StoredFaq id={id} onDone={done} />
        ))}
    </Dialog>
  )
}

/** As it is now, never from the cache: an old text saved over a newer one would undo a colleague's work. */
function StoredFaq({ id, onDone }: { id: string; onDone: () => void }) {
  const api = useApi()
  const query = useQuery(api.knowledge.get.queryOptions({ id }, { gcTime: 0, staleTime: 0 }))
  return (
    <Loaded query={query}>
      {({ questions, text, title, category, about }) => (
        <FaqForm
          id={id}
          faq={{
            questions: questions ?? [title],
            answer: text,
            category: category ?? '',
            about: about ?? '',
          }}
          onDone={onDone}
        />
      )}
    </Loaded>
  )
}

function FaqForm({ id, faq, onDone }: { id: string | null; faq: Faq; onDone: () => void }) {
  const { t } = useTranslation()
  const { client } = useConsole()
  const api = useApi()
  const queryClient = useQueryClient()
  const toaster = useToaster()
  const words = useRefusalWords()
  const { busy, refusal, send } = useSending()
  const [questions, setQuestions] = useState(() => faq.questions.map((text, key) => ({ key, text })))
  const [answer, setAnswer] = useState(faq.answer)
  const [category, setCategory] = useState(faq.category)
  const [about, setAbout] = useState(faq.about)
  const [tried, setTried] = useState(false)
  const asked = questions.map(one => one.text.trim()).filter(Boolean)

  const submit = async () => {
    setTried(true)
    if (asked.length === 0 || answer.trim() === '' || busy) return
    const sent = await send(() =>
      client.knowledge.upsertFaq.mutate({
        ...(id === null ? {} : { id }),
        questions: asked,
        answer: answer.trim(),
        category: category.trim(),
        about: about.trim(),
      }),
    )
    if (sent === null) return
    void queryClient.invalidateQueries({ queryKey: api.knowledge.pathKey() })
    toaster.show({ title: t('knowledge.saved', { title: asked[0] ?? '' }) })
    onDone()
  }

  return (
    <DialogForm
      submit={t('knowledge.save')}
      busy={busy}
      problem={refusal === null ? null : `${t('knowledge.notSaved')} ${words(refusal.code)}`}
      onSubmit={() => void submit()}
      onCancel={onDone}
    >
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 font-medium">{t('knowledge.faq.questions')}</legend>
        {questions.map((question, index) => (
          <div key={question.key} className="flex items-end gap-1">
            <div className="min-w-0 flex-1">
              <TextField
                label={t(index === 0 ? 'knowledge.faq.first' : 'knowledge.faq.other', { number: index + 1 })}
                value={question.text}
                maxLength={300}
                problem={tried && index === 0 && asked.length === 0 ? t('knowledge.faq.questionEmpty') : null}
                onChange={event =>
                  setQuestions(all =>
                    all.map(one => (one.key === question.key ? { ...one, text: event.target.value } : one)),
                  )
                }
              />
            </div>
            {questions.length > 1 && (
              <IconButton
                label={t('knowledge.faq.remove', { number: index + 1 })}
                icon={<X />}
                onClick={() => setQuestions(all => all.filter(one => one.key !== question.key))}
              />
            )}
          </div>
        ))}
        {questions.length < mostQuestions && (
          <Button
            variant="ghost"
            size="sm"
            icon={<Plus />}
            className="self-start"
            onClick={() =>
              setQuestions(all => [...all, { key: Math.max(0, ...all.map(one => one.key)) + 1, text: '' }])
            }
          >
            {t('knowledge.faq.more')}
          </Button>
        )}
      </fieldset>
      <TextArea
        label={t('knowledge.faq.answer')}
        value={answer}
        maxLength={20_000}
        rows={5}
        problem={tried && answer.trim() === '' ? t('knowledge.faq.answerEmpty') : null}
        onChange={event => setAnswer(event.target.value)}
      />
      <div className="grid gap-3.5 pair:grid-cols-2">
        <TextField
          label={t('knowledge.category')}
          value={category}
          maxLength={60}
          onChange={event => setCategory(event.target.value)}
        />
        <TextField
          label={t('knowledge.about')}
          note={t('knowledge.aboutNote')}
          value={about}
          maxLength={200}
          onChange={event => setAbout(event.target.value)}
        />
      </div>
    </DialogForm>
  )
}
