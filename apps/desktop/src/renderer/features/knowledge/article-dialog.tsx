import type { KnowledgeItem } from '@countersign/shared/knowledge/knowledge.contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { type Refusal, readRefusal } from '../../app/refusal.ts'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { DialogForm } from '../../ui/dialog-form.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Bone, Skeleton } from '../../ui/skeleton.tsx'
import { useToaster } from '../../ui/toast.tsx'

interface ArticleDialogProps {
  /** Null: a new article. */
  readonly article: KnowledgeItem | null
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** Writes an article, or changes one. What was typed stays until the server has it. */
export function ArticleDialog({ article, open, onOpenChange }: ArticleDialogProps) {
  const { t } = useTranslation()
  const done = () => onOpenChange(false)
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="wide"
      title={article === null ? t('knowledge.add') : t('knowledge.editTitle')}
      note={article === null ? t('knowledge.addNote') : t('knowledge.editNote')}
    >
      {article === null ? (
        <ArticleForm key="new" id={null} article={nothing} onDone={done} />
      ) : (
        <StoredArticle key={article.id} id={article.id} onDone={done} />
      )}
    </Dialog>
  )
}

interface Article {
  readonly title: string
  readonly text: string
  readonly category: string | null
  readonly tags: readonly string[]
}

const nothing: Article = { title: '', text: '', category: null, tags: [] }

/** The article as it is now. Never from the cache: an old text saved over a newer one would undo a colleague's work. */
function StoredArticle({ id, onDone }: { id: string; onDone: () => void }) {
  const { t } = useTranslation()
  const api = useApi()
  const words = useRefusalWords()
  const query = useQuery(api.knowledge.get.queryOptions({ id }, { gcTime: 0, staleTime: 0 }))
  if (query.data !== undefined) return <ArticleForm id={id} article={query.data} onDone={onDone} />
  if (query.isError) {
    return (
      <Notice
        role="alert"
        title={t('knowledge.failed')}
        action={<Button onClick={() => void query.refetch()}>{t('ui.retry')}</Button>}
      >
        {words(readRefusal(query.error).code)}
      </Notice>
    )
  }
  return (
    <Skeleton label={t('ui.loading')}>
      <div className="flex flex-col gap-4 py-2">
        <Bone className="h-8" />
        <Bone className="h-48" />
      </div>
    </Skeleton>
  )
}

function ArticleForm({ id, article, onDone }: { id: string | null; article: Article; onDone: () => void }) {
  const { t } = useTranslation()
  const { client } = useConsole()
  const api = useApi()
  const queryClient = useQueryClient()
  const toaster = useToaster()
  const words = useRefusalWords()
  const [title, setTitle] = useState(article.title)
  const [category, setCategory] = useState(article.category ?? '')
  const [tags, setTags] = useState(article.tags.join(', '))
  const [text, setText] = useState(article.text)
  const [tried, setTried] = useState(false)
  const [saving, setSaving] = useState(false)
  const [problem, setProblem] = useState<Refusal['code'] | null>(null)

  const save = async () => {
    setTried(true)
    if (title.trim() === '' || text.trim() === '') return
    setSaving(true)
    setProblem(null)
    const labels = tags.split(',').flatMap(tag => (tag.trim() === '' ? [] : [tag.trim()]))
    try {
      await client.knowledge.upsert.mutate({
        ...(id === null ? {} : { id }),
        title: title.trim(),
        text,
        ...(category.trim() === '' ? {} : { category: category.trim() }),
        tags: labels.slice(0, 30),
      })
      void queryClient.invalidateQueries({ queryKey: api.knowledge.pathKey() })
      toaster.show({ title: t('knowledge.saved', { title: title.trim() }), note: t('knowledge.savedNote') })
      onDone()
    } catch (error) {
      setProblem(readRefusal(error).code)
    } finally {
      setSaving(false)
    }
  }

  return (
    <DialogForm
      submit={saving ? t('knowledge.saving') : t('knowledge.save')}
      busy={saving}
      problem={problem === null ? null : `${t('knowledge.notSaved')} ${words(problem)}`}
      onSubmit={() => void save()}
      onCancel={onDone}
    >
      <TextField
        label={t('knowledge.title')}
        value={title}
        maxLength={300}
        problem={tried && title.trim() === '' ? t('knowledge.titleEmpty') : null}
        onChange={event => setTitle(event.target.value)}
      />
      <TextArea
        label={t('knowledge.text')}
        value={text}
        maxLength={500_000}
        rows={10}
        note={t('knowledge.textNote')}
        problem={tried && text.trim() === '' ? t('knowledge.textEmpty') : null}
        onChange={event => setText(event.target.value)}
      />
      <div className="grid gap-3.5 pair:grid-cols-2">
        <TextField
          label={t('knowledge.category')}
          value={category}
          maxLength={60}
          onChange={event => setCategory(event.target.value)}
        />
        <TextField
          label={t('knowledge.tags')}
          note={t('knowledge.tagsNote')}
          value={tags}
          onChange={event => setTags(event.target.value)}
        />
      </div>
    </DialogForm>
  )
}
