import type { LearningItemView } from '@countersign/shared/learning/learning.contract'
import { GraduationCap, Repeat2 } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { readRefusal } from '../../app/refusal.ts'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useNow } from '../../app/use-now.ts'
import { StateWord } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/class-names.ts'
import { Notice } from '../../ui/notice.tsx'
import { Bone, Skeleton } from '../../ui/skeleton.tsx'
import { TabRow } from '../../ui/tab-row.tsx'
import { useIntents } from '../intent/index.ts'
import { type Learning, type LearningTab, learningTabs } from './use-learning.ts'

interface LearningPanelProps {
  readonly learning: Learning
  readonly tab: LearningTab
  readonly selectedId: string | null
  readonly onTab: (tab: LearningTab) => void
  readonly onSelect: (id: string) => void
}

/** What people corrected and nobody has taught yet, the weightiest first. */
export function LearningPanel({ learning, tab, selectedId, onTab, onSelect }: LearningPanelProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { rate } = learning
  return (
    <section aria-label={t('learning.label')} className="flex h-full min-h-0 flex-col">
      <header className="flex flex-col gap-2 border-b px-3 pt-3 pb-2">
        <h1 className="pl-1 text-md font-bold">{t('learning.label')}</h1>
        {rate !== null && (
          <p
            className="nums flex justify-between gap-3 px-1 text-xs text-ink-2"
            title={t('learning.rateNote')}
          >
            {t('learning.rate')}
            <span className={cx('font-semibold', rate.repeats > 0 ? 'text-amber' : 'text-ink')}>
              {t('learning.rateOf', {
                repeats: format.number(rate.repeats),
                corrections: format.number(rate.corrections),
              })}
            </span>
          </p>
        )}
        <TabRow
          label={t('learning.views')}
          value={tab}
          tabs={learningTabs.map(value => ({ value, label: t(`learning.tab.${value}`) }))}
          onChange={onTab}
        />
      </header>
      <Rows learning={learning} tab={tab} selectedId={selectedId} onSelect={onSelect} />
    </section>
  )
}

function Rows({ learning, tab, selectedId, onSelect }: Omit<LearningPanelProps, 'onTab'>) {
  const { t } = useTranslation()
  const words = useRefusalWords()
  const prefix = useId()
  const list = useRef<HTMLDivElement>(null)
  const { items, error, loading } = learning
  useEffect(() => {
    if (selectedId !== null)
      document.getElementById(`${prefix}${selectedId}`)?.scrollIntoView({ block: 'nearest' })
  }, [prefix, selectedId])

  if (error !== null) {
    return (
      <Notice
        role="alert"
        title={t('settings.failed')}
        action={<Button onClick={learning.retry}>{t('ui.retry')}</Button>}
      >
        {words(readRefusal(error).code)}
      </Notice>
    )
  }
  if (loading) {
    return (
      <Skeleton label={t('ui.loading')}>
        {Array.from({ length: 8 }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: bones are all alike
          <div key={index} className="flex flex-col gap-2 border-b px-4 py-3.5">
            <Bone className="w-11/12" />
            <Bone className="h-2.5 w-1/2" />
          </div>
        ))}
      </Skeleton>
    )
  }
  if (items.length === 0) {
    return (
      <Notice icon={<GraduationCap />} title={t(`learning.empty.${tab}`)}>
        {t(`learning.emptyNote.${tab}`)}
      </Notice>
    )
  }
  const at = items.findIndex(item => item.id === selectedId)
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowDown: at + 1, ArrowUp: Math.max(0, at - 1), Home: 0, End: items.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    const item = items[Math.min(to, items.length - 1)]
    if (item !== undefined) onSelect(item.id)
  }
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div
        ref={list}
        role="listbox"
        tabIndex={0}
        aria-label={t(`learning.tab.${tab}`)}
        aria-activedescendant={at < 0 ? undefined : `${prefix}${selectedId}`}
        onKeyDown={onKeyDown}
        className="outline-offset-[-2px]"
      >
        {items.map(item => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox handles keys for its active option
          <div
            key={item.id}
            id={`${prefix}${item.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={item.id === selectedId}
            onClick={() => onSelect(item.id)}
            className="cursor-pointer outline-none"
          >
            <Row item={item} selected={item.id === selectedId} />
          </div>
        ))}
      </div>
      {learning.hasMore && (
        <div className="py-3 text-center">
          <Button onClick={learning.more}>{t('learning.more')}</Button>
        </div>
      )}
    </div>
  )
}

function Row({ item, selected }: { item: LearningItemView; selected: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { wordOf } = useIntents()
  const first = item.reasons[0]
  return (
    <div
      className={cx(
        'relative flex gap-3 border-b py-2.5 pr-3.5 pl-4',
        selected
          ? 'bg-selected before:absolute before:inset-y-0 before:left-0 before:w-0.5 before:bg-accent'
          : 'hover:bg-hover',
      )}
    >
      <span
        className="nums mt-0.5 inline-flex h-5 w-8 shrink-0 items-center justify-center rounded border border-line-2 text-xs font-semibold"
        title={t('learning.score', { score: item.score })}
      >
        <span className="sr-only">{t('learning.score', { score: item.score })}: </span>
        <span aria-hidden="true">{item.score}</span>
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 truncate font-medium">{item.question}</span>
          <span className="nums shrink-0 text-xs text-ink-3">{format.ago(item.at, now)}</span>
        </p>
        <p className="flex items-center gap-2 truncate text-xs text-ink-3">
          <span className="truncate">{wordOf(item.intent)}</span>
          {item.repeats !== null ? (
            <span className="inline-flex items-center gap-1 text-amber">
              <Repeat2 aria-hidden="true" className="size-3.5" />
              {t('learning.repeated')}
            </span>
          ) : (
            first !== undefined && (
              <StateWord tone={first.code === 'REJECTED' || first.code === 'ESCALATED' ? 'red' : 'plain'}>
                {t(`learning.reason.${first.code}`)}
              </StateWord>
            )
          )}
        </p>
      </div>
    </div>
  )
}
