import { useTranslation } from 'react-i18next'
import { TabRow } from '../../ui/tab-row.tsx'
import { CasesView } from './cases-view.tsx'
import type { StudioPlace } from './studio-place.ts'
import { TryView } from './try-view.tsx'

interface StudioPanelProps {
  readonly place: StudioPlace
  readonly onPlace: (place: StudioPlace) => void
}

const views = ['try', 'cases'] as const

/** Where drafts are tried without a customer: ask, look at every step, keep what must stay so. */
export function StudioPanel({ place, onPlace }: StudioPanelProps) {
  const { t } = useTranslation()
  return (
    <section aria-label={t('studio.label')} className="flex h-full min-h-0 flex-col bg-surface">
      <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-b px-4 py-2">
        <h1 className="text-md font-bold">{t('studio.label')}</h1>
        <p className="text-ink-2 max-trio:sr-only">{t('studio.about')}</p>
        <div className="ml-auto">
          <TabRow
            label={t('studio.views')}
            value={place.view}
            tabs={views.map(value => ({ value, label: t(`studio.tab.${value}`) }))}
            onChange={view => onPlace({ ...place, view })}
          />
        </div>
      </header>
      <div className="min-h-0 flex-1">
        {place.view === 'try' ? (
          <TryView place={place} onPlace={onPlace} />
        ) : (
          <CasesView runId={place.runId} onRun={runId => onPlace({ ...place, runId })} />
        )}
      </div>
    </section>
  )
}
