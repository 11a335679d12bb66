import { type ReplayView, replayStep } from '@countersign/shared/insight/insight.contract'
import { keyMask } from '@countersign/shared/insight/replay-thresholds.policy'
import { autosendKeys } from '@countersign/shared/suggestion/suggestion.codes'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { type ReactNode, useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useMay } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { asOfNow, Loaded } from '../../app/loaded.tsx'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/class-names.ts'
import { SelectField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { SliderField } from '../../ui/slider-field.tsx'
import { useIntents } from '../intent/index.ts'
import { BadReplies } from './bad-replies.tsx'
import { ConfidenceChart } from './confidence-chart.tsx'
import type { Period } from './period.ts'
import { ReplayTable } from './replay-table.tsx'
import { useThresholds } from './use-thresholds.ts'
import { UseThresholdsDialog } from './use-thresholds-dialog.tsx'

const allIntents = ''

/** What a past period would have come to under other thresholds. */
export function TimeMachine({ period, picker }: { period: Period; picker: ReactNode }) {
  const { t } = useTranslation()
  const api = useApi()
  const { wordOf } = useIntents()
  const [intent, setIntent] = useState(allIntents)
  const query = useQuery(
    api.insight.replay.queryOptions(
      { ...period, intent: intent === allIntents ? null : intent },
      { ...asOfNow, placeholderData: keepPreviousData },
    ),
  )
  const intents = query.data?.intents ?? []
  const known = intent === allIntents || intents.includes(intent) ? intents : [...intents, intent]
  return (
    <Section title={t('machine.title')} note={t('machine.note')}>
      <div className="mb-4 grid gap-4 pair:grid-cols-2 trio:grid-cols-4">
        {picker}
        <SelectField
          label={t('machine.intent')}
          value={intent}
          options={[
            { value: allIntents, label: t('machine.allIntents') },
            ...known.map(value => ({ value, label: wordOf(value) })),
          ]}
          onChange={setIntent}
        />
      </div>
      <Loaded query={query} rows={6}>
        {view =>
          view.cells.length === 0 ? (
            <Notice icon={<History />} title={t('machine.empty')}>
              {t('machine.emptyNote')}
            </Notice>
          ) : (
            <Machine view={view} period={period} intent={intent === allIntents ? null : intent} />
          )
        }
      </Loaded>
    </Section>
  )
}

interface MachineProps {
  readonly view: ReplayView
  readonly period: Period
  readonly intent: string | null
}

function Machine({ view, period, intent }: MachineProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const mayChange = useMay('settings.write')
  const thresholds = useThresholds(view)
  const prefix = useId()
  const [applying, setApplying] = useState(false)
  const { tAuto, tEscalate, ignoredKeys, now, tried } = thresholds
  const stopped = useMemo(
    () =>
      autosendKeys.map(key => ({
        key,
        count: view.cells.reduce(
          (sum, cell) => sum + ((cell.failedKeys & keyMask([key])) === 0 || cell.fixed ? 0 : cell.count),
          0,
        ),
      })),
    [view.cells],
  )
  const changed = thresholds.isMoved || ignoredKeys.length > 0
  return (
    <>
      <div className="grid gap-x-10 gap-y-6 trio:grid-cols-[minmax(0,22rem)_minmax(0,1fr)]">
        <div className="flex flex-col gap-4">
          <SliderField
            label={t('machine.tAuto')}
            note={t('machine.tAutoNote', { now: format.threshold(view.tAuto) })}
            value={tAuto}
            step={replayStep}
            shown={format.threshold(tAuto)}
            onChange={thresholds.moveAuto}
          />
          <SliderField
            label={t('machine.tEscalate')}
            note={t('machine.tAutoNote', { now: format.threshold(view.tEscalate) })}
            value={tEscalate}
            step={replayStep}
            shown={format.threshold(tEscalate)}
            onChange={thresholds.moveEscalate}
          />
          <fieldset className="min-w-0">
            <legend className="font-medium">{t('machine.keys')}</legend>
            <p className="mb-1 text-xs text-ink-3">{t('machine.keysNote')}</p>
            {stopped.map(({ key, count }) => (
              <label
                key={key}
                className={cx('flex min-h-6 items-start gap-2.5', count === 0 && 'text-ink-3')}
              >
                <input
                  type="checkbox"
                  checked={ignoredKeys.includes(key)}
                  disabled={count === 0}
                  aria-describedby={`${prefix}${key}`}
                  onChange={event => thresholds.turnKey(key, event.target.checked)}
                  className="mt-0.5 size-4 shrink-0 accent-accent disabled:opacity-60"
                />
                <span className="min-w-0 flex-1">{t(`machine.key.${key}`)}</span>
                <span
                  id={`${prefix}${key}`}
                  aria-hidden="true"
                  title={t('machine.stopped', {
                    number: format.number(count),
                    total: format.number(now.total),
                  })}
                  className="nums shrink-0 text-xs leading-5 text-ink-3"
                >
                  {t('machine.of', { number: format.number(count), total: format.number(now.total) })}
                </span>
              </label>
            ))}
          </fieldset>
          <div className="flex flex-wrap gap-2">
            {mayChange && (
              <Button variant="primary" disabled={!thresholds.isMoved} onClick={() => setApplying(true)}>
                {t('machine.use')}
              </Button>
            )}
            <Button variant="ghost" disabled={!changed} onClick={thresholds.reset}>
              {t('machine.reset')}
            </Button>
          </div>
        </div>
        <div className="min-w-0">
          <ReplayTable now={now} tried={tried} />
          <ConfidenceChart cells={view.cells} tAuto={tAuto} tEscalate={tEscalate} />
        </div>
      </div>
      <BadReplies
        count={tried.bad}
        asked={{ ...period, intent, tAuto, tEscalate, ignoredKeys: [...ignoredKeys] }}
      />
      <UseThresholdsDialog
        open={applying}
        thresholds={thresholds}
        inForce={view}
        onClose={() => setApplying(false)}
        onDone={thresholds.reset}
      />
    </>
  )
}
