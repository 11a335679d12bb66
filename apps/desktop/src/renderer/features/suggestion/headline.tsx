import type { SuggestionView } from '@countersign/shared/suggestion/suggestion.contract'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'

/** What people did with drafts like this one: a count with its denominator, and a bar with a tick where the target is. */
export function Headline({ autonomy }: { autonomy: SuggestionView['autonomy'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (autonomy === null || autonomy.decisions === 0) {
    return <span className="text-xs text-ink-3">{t('suggestion.firstOfKind')}</span>
  }
  const share = autonomy.unchanged / autonomy.decisions
  return (
    <span className="flex items-center gap-2.5 text-xs text-ink-2">
      <span className="nums">
        {t('suggestion.unchanged', {
          count: autonomy.decisions,
          unchanged: format.number(autonomy.unchanged),
          decisions: format.number(autonomy.decisions),
        })}
      </span>
      <svg
        viewBox="0 0 88 10"
        className="h-2.5 w-[5.5rem] shrink-0"
        role="img"
        aria-label={t('suggestion.bar', {
          share: format.percent(share),
          target: format.percent(autonomy.target),
        })}
      >
        <rect x="0" y="3" width="88" height="4" rx="2" className="fill-line-2" />
        <rect x="0" y="3" width={88 * share} height="4" rx="2" className="fill-accent" />
        <rect x={88 * autonomy.target - 0.75} y="0" width="1.5" height="10" className="fill-ink-2" />
      </svg>
    </span>
  )
}
