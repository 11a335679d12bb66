import type { ReliabilityView } from '@countersign/shared/insight/insight.contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Crosshair } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { asOfNow, Loaded } from '../../app/loaded.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Cell, Table } from '../../ui/table.tsx'
import { useIntents } from '../intent/index.ts'
import { ReliabilityDiagram } from './reliability-diagram.tsx'

const all = ''

/** Confidence against what people did. */
export function ReliabilitySection() {
  const { t } = useTranslation()
  const api = useApi()
  const { wordOf } = useIntents()
  const [intent, setIntent] = useState(all)
  const query = useQuery(
    api.insight.reliability.queryOptions(
      { intent: intent === all ? null : intent },
      { ...asOfNow, placeholderData: keepPreviousData },
    ),
  )
  const intents = query.data?.intents ?? []
  return (
    <Section title={t('reliability.title')} note={t('reliability.note')}>
      {(intents.length > 0 || intent !== all) && (
        <div className="mb-4 max-w-xs">
          <SelectField
            label={t('reliability.intent')}
            value={intent}
            options={[
              { value: all, label: t('reliability.all') },
              ...intents.map(value => ({ value, label: wordOf(value) })),
            ]}
            onChange={setIntent}
          />
        </div>
      )}
      <Loaded query={query} rows={4}>
        {view =>
          view.bins.length === 0 ? (
            <Notice icon={<Crosshair />} title={t('reliability.empty')}>
              {t('reliability.emptyNote')}
            </Notice>
          ) : (
            <Fit view={view} />
          )
        }
      </Loaded>
    </Section>
  )
}

function Fit({ view }: { view: ReliabilityView }) {
  const { t } = useTranslation()
  const format = useFormat()
  const filled = view.bins.filter(bin => bin.count > 0)
  const facts = [
    {
      name: t('reliability.ece'),
      value: view.ece === null ? '—' : format.threshold(view.ece),
      note: t('reliability.eceNote'),
    },
    { name: t('reliability.samples'), value: format.number(view.samples), note: null },
    {
      name: t('reliability.fitted'),
      value: view.fittedAt === null ? '—' : format.moment(view.fittedAt),
      note: null,
    },
  ]
  return (
    <div className="grid gap-x-10 gap-y-4 pair:grid-cols-[20rem_minmax(0,1fr)]">
      <ReliabilityDiagram bins={view.bins} />
      <div className="min-w-0">
        <dl>
          {facts.map(({ name, value, note }) => (
            <div key={name} className="flex justify-between gap-4 border-b py-1.5">
              <dt>
                {name}
                {note !== null && <span className="block text-xs text-ink-3">{note}</span>}
              </dt>
              <dd className="nums font-semibold">{value}</dd>
            </div>
          ))}
        </dl>
        <details className="mt-3">
          <summary className="min-h-6 cursor-pointer text-accent">{t('reliability.asTable')}</summary>
          <Table
            label={t('reliability.title')}
            head={[
              { key: 'predicted', label: t('reliability.predicted') },
              { key: 'observed', label: t('reliability.observed') },
              { key: 'count', label: t('reliability.count') },
            ]}
          >
            {filled.map(bin => (
              <tr key={bin.from} className="nums">
                <Cell>{format.percent(bin.predicted)}</Cell>
                <Cell>{format.percent(bin.observed)}</Cell>
                <Cell quiet>{format.number(bin.count)}</Cell>
              </tr>
            ))}
          </Table>
        </details>
      </div>
    </div>
  )
}
