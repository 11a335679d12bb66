import { RefreshCw, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { ariaKeys, CommandKeys, useCommand } from '../keys/index.ts'
import { CardFrame } from './card-frame.tsx'
import { Sentences } from './sentences.tsx'
import type { CardState } from './shown-suggestion.ts'

interface StaleCardProps {
  readonly state: Extract<CardState, { kind: 'stale' }>
  readonly onRefresh: () => void
}

/** The draft was overtaken while it was being read: what changed, and one key to go on. */
export function StaleCard({ state, onRefresh }: StaleCardProps) {
  const { t } = useTranslation()
  useCommand('suggestion.refresh', onRefresh)
  return (
    <CardFrame
      tone="amber"
      label={t('stale.title')}
      head={
        <>
          <TriangleAlert aria-hidden="true" className="size-4 text-amber" />
          <h2 className="font-semibold text-amber">{t('stale.title')}</h2>
        </>
      }
      foot={
        <>
          <Button
            variant="primary"
            icon={<RefreshCw />}
            onClick={onRefresh}
            aria-keyshortcuts={ariaKeys('suggestion.refresh')}
            keys={<CommandKeys command="suggestion.refresh" tone="on-accent" />}
          >
            {t(`stale.refresh.${state.next}`)}
          </Button>
          <span className="text-xs text-ink-3">{t('stale.notSent')}</span>
        </>
      }
    >
      <div className="flex flex-col gap-2 px-4 py-3">
        <div role="alert">
          {state.wrote === null ? (
            <p>{t('stale.replaced')}</p>
          ) : (
            <>
              <p>{t('stale.wrote')}</p>
              <blockquote className="mt-1 line-clamp-3 border-l-2 border-amber-line pl-2.5 font-medium break-words">
                {state.wrote}
              </blockquote>
            </>
          )}
        </div>
        <Sentences suggestion={state.suggestion} faded />
      </div>
    </CardFrame>
  )
}
