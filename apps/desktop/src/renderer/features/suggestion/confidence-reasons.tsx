import type { SuggestionView } from '@countersign/shared/suggestion/suggestion.contract'
import { ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'

/** The number and where it comes from, behind one expand. */
export function ConfidenceReasons({ suggestion }: { suggestion: SuggestionView }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { scores, penalties, explanation, questions } = suggestion
  const parts = [
    [t('confidence.similarity'), scores.similarity],
    [t('confidence.intent'), scores.intent],
    [t('confidence.selfCheck'), scores.selfCheck],
  ] as const
  return (
    <details className="group text-xs">
      <summary className="inline-flex min-h-6 cursor-pointer list-none items-center gap-1.5 rounded text-ink-2 hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden="true" className="size-3.5 group-open:rotate-90" />
        <span className="nums">
          {t('confidence.title', { value: format.percent(suggestion.confidence) })}
        </span>
      </summary>
      <div className="mt-1 mb-1 ml-5 flex flex-col gap-2 text-ink-2">
        {explanation.length > 0 && (
          <ul className="list-disc space-y-0.5 pl-4 marker:text-ink-3">
            {explanation.map(reason => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        )}
        <dl className="nums grid max-w-80 grid-cols-[1fr_auto] gap-x-4">
          {parts.map(([name, value]) => (
            <div key={name} className="contents">
              <dt>{name}</dt>
              <dd className="text-right">{format.score(value)}</dd>
            </div>
          ))}
          {penalties.map(penalty => (
            <div key={penalty.code} className="contents text-amber">
              <dt>{penalty.message}</dt>
              <dd className="text-right">−{format.score(Math.abs(penalty.value))}</dd>
            </div>
          ))}
          <div className="contents font-medium text-ink">
            <dt>{t('confidence.calibrated')}</dt>
            <dd className="text-right">{format.score(suggestion.confidence)}</dd>
          </div>
        </dl>
        {questions.length > 0 && (
          <div>
            <p className="font-medium text-ink">{t('confidence.questions')}</p>
            <ul className="list-disc pl-4">
              {questions.map(question => (
                <li key={question}>{question}</li>
              ))}
            </ul>
          </div>
        )}
        <p className="text-ink-3">
          {t('confidence.model', { model: suggestion.model })}
          {suggestion.costMicros !== null &&
            suggestion.costMicros > 0 &&
            ` · ${format.cost(suggestion.costMicros)}`}
        </p>
      </div>
    </details>
  )
}
