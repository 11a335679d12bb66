import type { SuggestionView } from '@countersign/shared/suggestion/suggestion.contract'
import { Quote as QuoteIcon } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { cx } from '../../ui/class-names.ts'
import { Notice } from '../../ui/notice.tsx'
import { intentWord } from './intent-word.ts'
import { type NumberedEvidence, numberEvidence } from './numbered-evidence.ts'
import { Quote } from './quote.tsx'
import { useSuggestionStore } from './suggestion.store.ts'

interface EvidencePanelProps {
  readonly suggestion: SuggestionView | null
  readonly channelName: string
}

/** What the draft rests on; the focused sentence's passages lit. Then what people did with drafts like it. */
export function EvidencePanel({ suggestion, channelName }: EvidencePanelProps) {
  const { t } = useTranslation()
  if (suggestion === null) {
    return (
      <Notice icon={<QuoteIcon />} title={t('evidence.none')}>
        {t('evidence.noneNote')}
      </Notice>
    )
  }
  const numbered = numberEvidence(suggestion)
  return (
    <>
      {numbered.length === 0 ? (
        <p className="border-b px-4 py-3.5 text-amber">{t('evidence.empty')}</p>
      ) : (
        <ol aria-label={t('evidence.label')}>
          {numbered.map(item => (
            <EvidenceItem key={item.evidence.id} item={item} suggestion={suggestion} />
          ))}
        </ol>
      )}
      <AutonomyFacts suggestion={suggestion} channelName={channelName} />
    </>
  )
}

function EvidenceItem({ item, suggestion }: { item: NumberedEvidence; suggestion: SuggestionView }) {
  const { t } = useTranslation()
  const format = useFormat()
  const place = useRef<HTMLLIElement>(null)
  const focused = useSuggestionStore(store =>
    store.focus?.suggestionId === suggestion.id ? store.focus.sentence : null,
  )
  const { evidence, number, sentences } = item
  // With nothing in focus every passage shows what it is there for.
  const about = focused ?? sentences[0] ?? null
  const lit = about !== null && sentences.includes(about)
  const isFocus = focused !== null && lit

  useEffect(() => {
    if (isFocus) place.current?.scrollIntoView({ block: 'nearest' })
  }, [isFocus])

  return (
    <li
      ref={place}
      className={cx(
        'border-b px-4 py-3 transition-colors duration-100',
        focused !== null && !lit && 'text-ink-3 [&_h3]:text-ink-2',
      )}
    >
      <div className="flex items-center gap-2">
        <span
          className={cx(
            'nums inline-flex size-[1.125rem] shrink-0 items-center justify-center rounded text-2xs font-semibold',
            isFocus ? 'bg-accent text-accent-ink' : 'bg-accent-soft text-accent',
          )}
        >
          {number}
        </span>
        <h3 className="min-w-0 flex-1 truncate font-semibold" title={evidence.title}>
          {evidence.title}
        </h3>
        <span className="nums text-xs text-ink-3" title={t('evidence.similarity')}>
          {format.score(evidence.similarity)}
        </span>
      </div>
      <p className="mt-1.5 break-words text-ink-2">
        <Quote
          quote={evidence.quote}
          sentence={about === null ? null : (suggestion.sentences[about]?.text ?? null)}
          lit={lit}
        />
      </p>
      <p className="mt-1.5 text-xs text-ink-3">
        {t(`evidence.kind.${evidence.kind}`)}
        {evidence.updatedAt !== null &&
          ` · ${t('evidence.updated', { date: format.date(evidence.updatedAt) })}`}
        {sentences.length === 0 && ` · ${t('evidence.unused')}`}
      </p>
    </li>
  )
}

function AutonomyFacts({ suggestion, channelName }: { suggestion: SuggestionView; channelName: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { autonomy } = suggestion
  if (autonomy === null) return null
  const rows = [
    [
      t('autonomy.unchanged'),
      t('autonomy.ratio', {
        count: autonomy.decisions,
        unchanged: format.number(autonomy.unchanged),
        decisions: format.number(autonomy.decisions),
      }),
    ],
    [t('autonomy.bound'), format.bound(autonomy.lowerBound)],
    [t('autonomy.needed'), format.percent(autonomy.target)],
    [t('autonomy.minimum'), format.number(autonomy.minimum)],
  ] as const
  return (
    <section className="px-4 py-3.5">
      <h3 className="mb-1.5 font-semibold">
        {t('autonomy.title', { intent: intentWord(autonomy.intent, t), channel: channelName })}
      </h3>
      <dl className="nums">
        {rows.map(([name, value]) => (
          <div key={name} className="flex justify-between gap-3 py-0.5">
            <dt className="text-ink-2">{name}</dt>
            <dd className="font-medium">{value}</dd>
          </div>
        ))}
        <div
          className={cx('flex justify-between gap-3 py-0.5', autonomy.open ? 'text-accent' : 'text-amber')}
        >
          <dt>{autonomy.open ? t('autonomy.open') : t('autonomy.closed')}</dt>
          <dd className="font-semibold">{autonomy.open ? t('autonomy.sends') : t('autonomy.person')}</dd>
        </div>
      </dl>
    </section>
  )
}
