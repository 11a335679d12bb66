import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConsole } from '../../app/console-context.tsx'
import { CostSection } from './cost-section.tsx'
import { GateSection } from './gate-section.tsx'
import { lastDays } from './period.ts'
import { PeriodPicker } from './period-picker.tsx'
import { ReliabilitySection } from './reliability-section.tsx'
import { TimeMachine } from './time-machine.tsx'

/** What may go out by itself and why, what other thresholds would have done, and how far confidence can be trusted. */
export function AutonomyPanel() {
  const { t } = useTranslation()
  const { ports } = useConsole()
  const [period, setPeriod] = useState(() => lastDays(30, ports.now()))
  return (
    <section aria-label={t('gate.label')} className="flex h-full min-h-0 flex-col bg-surface">
      <header className="shrink-0 border-b px-6 py-3">
        <h1 className="text-md font-bold">{t('gate.label')}</h1>
        <p className="max-w-[80ch] text-ink-2">{t('gate.about')}</p>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]">
        <div className="mx-auto w-full max-w-6xl px-6 py-5">
          <GateSection />
          <div className="border-t pt-5">
            <TimeMachine period={period} picker={<PeriodPicker onChange={setPeriod} />} />
          </div>
          <div className="border-t pt-5">
            <CostSection period={period} />
          </div>
          <div className="border-t pt-5">
            <ReliabilitySection />
          </div>
        </div>
      </div>
    </section>
  )
}
