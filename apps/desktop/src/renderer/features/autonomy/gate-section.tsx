import type { AutonomyRow } from '@countersign/shared/insight/insight.contract'
import { useQuery } from '@tanstack/react-query'
import { Gauge, Lock, LockOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApi, useConnection } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { Loaded } from '../../app/loaded.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Cell, Table } from '../../ui/table.tsx'
import { useIntents } from '../intent/index.ts'
import { gateWords } from './gate-words.ts'

/** One line for each intent on each channel: what people did, what that earned. */
export function GateSection() {
  const { t } = useTranslation()
  const format = useFormat()
  const api = useApi()
  const ready = useConnection(state => state.ready || state.phase === 'offline')
  const query = useQuery(api.insight.autonomy.queryOptions(undefined, { enabled: ready }))
  const { data } = query
  return (
    <Section
      title={t('gate.title')}
      {...(data === undefined
        ? {}
        : {
            note: t('gate.note', {
              window: format.number(data.window),
              minimum: format.number(data.minDecisions),
            }),
          })}
    >
      <Loaded query={query} rows={5}>
        {({ items, minDecisions }) =>
          items.length === 0 ? (
            <Notice icon={<Gauge />} title={t('gate.empty')}>
              {t('gate.emptyNote')}
            </Notice>
          ) : (
            <Gates rows={items} minDecisions={minDecisions} />
          )
        }
      </Loaded>
    </Section>
  )
}

function Gates({ rows, minDecisions }: { rows: readonly AutonomyRow[]; minDecisions: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { wordOf } = useIntents()
  return (
    <Table
      label={t('gate.title')}
      head={[
        { key: 'intent', label: t('gate.intent') },
        { key: 'channel', label: t('gate.channel') },
        { key: 'unchanged', label: t('gate.unchanged') },
        { key: 'bound', label: t('gate.bound') },
        { key: 'state', label: t('gate.state') },
        { key: 'allowance', label: t('gate.allowance'), wide: true },
      ]}
    >
      {rows.map(row => (
        <tr key={`${row.intent} ${row.channelType}`}>
          <Cell className="font-medium whitespace-nowrap">{wordOf(row.intent)}</Cell>
          <Cell quiet className="whitespace-nowrap">
            {t(`channel.${row.channelType}`)}
          </Cell>
          <Cell className="nums whitespace-nowrap">
            {t('gate.ratio', {
              unchanged: format.number(row.unchanged),
              decisions: format.number(row.decisions),
            })}
          </Cell>
          <Cell className="nums">
            <span className="flex items-center gap-2" title={t('gate.boundNote')}>
              <span className="w-12 text-right">{format.bound(row.lowerBound)}</span>
              <BoundBar row={row} />
              <span className="sr-only">{t('gate.target')}</span>
              <span className="text-xs whitespace-nowrap text-ink-3">{format.percent(row.target)}</span>
            </span>
          </Cell>
          <Cell>
            <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
              <Badge
                tone={row.open ? 'accent' : row.why === 'drift' ? 'amber' : 'plain'}
                icon={row.open ? <LockOpen aria-hidden="true" /> : <Lock aria-hidden="true" />}
              >
                {t(row.open ? 'gate.open' : 'gate.closed')}
              </Badge>
              <span className="text-xs text-ink-2">
                {gateWords(row, minDecisions, t, format)}
                {/* Without a date nothing is said: what is open was judged, if only by a target that was lowered. */}
                {row.changedAt !== null && (
                  <span className="whitespace-nowrap text-ink-3">
                    {' · '}
                    {t('gate.since', { date: format.date(row.changedAt) })}
                  </span>
                )}
              </span>
            </span>
          </Cell>
          <Cell wide quiet className="text-xs whitespace-nowrap">
            {t(row.forced ? 'gate.forced' : row.allowed ? 'gate.allowed' : 'gate.notAllowed')}
          </Cell>
        </tr>
      ))}
    </Table>
  )
}

/** The lower bound against its target: the line to reach. */
function BoundBar({ row }: { row: AutonomyRow }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      className="h-2 w-20 shrink-0 max-trio:hidden"
    >
      <rect y="2" width="100" height="4" rx="2" className="fill-line" />
      <rect
        y="2"
        width={100 * row.lowerBound}
        height="4"
        rx="2"
        className={row.open ? 'fill-accent' : 'fill-ink-3'}
      />
      <rect x={100 * row.target - 1} width="2" height="8" className="fill-ink" />
    </svg>
  )
}
