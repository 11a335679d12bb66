import type { LearningItemView, LessonKind } from '@countersign/shared/learning/learning.contract'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, Repeat2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { readRefusal } from '../../app/refusal.ts'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useNow } from '../../app/use-now.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { useToaster } from '../../ui/toast.tsx'
import { WordDiff } from '../../ui/word-diff.tsx'
import { useIntents } from '../intent/index.ts'
import { LessonForm } from './lesson-form.tsx'

interface LearningDetailProps {
  readonly item: LearningItemView
  readonly onBack: () => void
  /** Called when the item leaves the list. */
  readonly onDone: () => void
  readonly onEarlier: (id: string) => void
}

/** One correction: what was asked, what changed from the draft to the reply, and what can be made of it. */
export function LearningDetail({ item, onBack, onDone, onEarlier }: LearningDetailProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { client } = useConsole()
  const api = useApi()
  const queryClient = useQueryClient()
  const toaster = useToaster()
  const words = useRefusalWords()
  const { wordOf } = useIntents()
  const [busy, setBusy] = useState(false)
  const refresh = () => queryClient.invalidateQueries({ queryKey: api.learning.pathKey() })

  const dismiss = async () => {
    setBusy(true)
    try {
      await client.learning.dismiss.mutate({ id: item.id })
      toaster.show({ title: t('learning.dismissed') })
      onDone()
    } catch (error) {
      toaster.show({
        tone: 'red',
        title: t('learning.notDismissed'),
        note: words(readRefusal(error).code),
      })
    } finally {
      setBusy(false)
      void refresh()
    }
  }
  const taught = (kind: LessonKind) => {
    toaster.show({ title: t('learning.taught', { kind: t(`learning.kind.${kind}`) }) })
    onDone()
    void refresh()
  }

  return (
    <article aria-label={item.question.slice(0, 120)} className="flex h-full min-h-0 flex-col bg-surface">
      <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b py-2 pr-3 pl-6">
        <IconButton
          label={t('learning.back')}
          icon={<ArrowLeft />}
          onClick={onBack}
          className="-ml-3 pair:hidden"
        />
        <h2 className="text-md font-bold">{wordOf(item.intent)}</h2>
        <Badge>{t('learning.score', { score: item.score })}</Badge>
        <span className="text-xs text-ink-3">{format.ago(item.at, now)}</span>
        <Link
          to="/inbox"
          search={{ c: item.conversationId }}
          className="ml-auto inline-flex min-h-6 items-center text-accent underline"
        >
          {t('learning.open')}
        </Link>
        {item.status === 'pending' && (
          <Button disabled={busy} onClick={() => void dismiss()}>
            {t('learning.dismiss')}
          </Button>
        )}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto px-6 py-5 outline-offset-[-2px]">
        <div className="max-w-3xl">
          {item.repeats !== null && (
            <div className="mb-5 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border border-amber-line bg-amber-soft px-3 py-2 text-amber">
              <Repeat2 aria-hidden="true" className="size-4 shrink-0" />
              <p className="min-w-0 flex-1">
                <span className="font-semibold">{t('learning.repeated')}. </span>
                {item.repeats.lessonKind === null
                  ? t('learning.repeatedNoLesson', { date: format.date(item.repeats.at) })
                  : t('learning.repeatedNote', {
                      date: format.date(item.repeats.at),
                      lesson: t(`learning.kind.${item.repeats.lessonKind}`),
                    })}
              </p>
              <Button size="sm" onClick={() => item.repeats !== null && onEarlier(item.repeats.id)}>
                {t('learning.showEarlier')}
              </Button>
            </div>
          )}
          <Block title={t('learning.question')}>
            <p className="break-words whitespace-pre-wrap">{item.question}</p>
          </Block>
          <Change item={item} />
          <Block title={t('learning.reasons')}>
            <ul>
              {item.reasons.map(reason => (
                <li key={reason.code} className="flex justify-between gap-4 border-b py-1">
                  {t(`learning.reason.${reason.code}`)}
                  <span className="nums text-ink-2">{t('learning.points', { points: reason.points })}</span>
                </li>
              ))}
            </ul>
          </Block>
          {item.status === 'pending' ? (
            <LessonForm key={item.id} item={item} onTaught={taught} />
          ) : (
            <p className="text-ink-2">
              {item.lesson === null
                ? t('learning.wasDismissed')
                : t('learning.reviewedAs', { kind: t(`learning.kind.${item.lesson.kind}`) })}
              {item.reviewedAt !== null &&
                ` · ${t('learning.reviewed', {
                  name: item.reviewedBy ?? '—',
                  date: format.moment(item.reviewedAt),
                })}`}
            </p>
          )}
        </div>
      </div>
    </article>
  )
}

function Change({ item }: { item: LearningItemView }) {
  const { t } = useTranslation()
  const { draft, finalAnswer } = item
  if (draft === '') {
    return (
      <Block title={t('learning.sentAnswer')}>
        <p className="mb-1 text-xs text-ink-3">{t('learning.noDraft')}</p>
        <p className="break-words whitespace-pre-wrap">{finalAnswer ?? t('learning.nothingSent')}</p>
      </Block>
    )
  }
  if (finalAnswer === null) {
    return (
      <Block title={t('learning.draftOnly')}>
        <p className="break-words whitespace-pre-wrap">{draft}</p>
        <p className="mt-1 text-xs text-ink-3">{t('learning.nothingSent')}</p>
      </Block>
    )
  }
  return (
    <Block title={t('learning.change')}>
      <WordDiff before={draft} after={finalAnswer} />
      {draft === finalAnswer && <p className="mt-1 text-xs text-ink-3">{t('learning.unchangedText')}</p>}
    </Block>
  )
}

function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="mb-5">
      <h3 className="mb-1 text-xs font-medium text-ink-3">{title}</h3>
      {children}
    </section>
  )
}
