import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { asOfNow, Loaded } from '../../app/loaded.tsx'
import { Section } from '../../ui/section.tsx'
import type { Period } from './period.ts'

/** What a sent reply cost, with everything that was thrown away in it. */
export function CostSection({ period }: { period: Period }) {
  const { t } = useTranslation()
  const format = useFormat()
  const api = useApi()
  const query = useQuery(api.insight.cost.queryOptions(period, asOfNow))
  return (
    <Section title={t('cost.title')} note={t('cost.note')}>
      <Loaded query={query} rows={2}>
        {cost => {
          const sent = cost.approved + cost.edited + cost.autoSent
          const of = (part: number) =>
            t('cost.ofTotal', { part: format.number(part), total: format.number(sent) })
          const facts = [
            { name: t('cost.total'), value: format.sum(cost.costMicros) },
            { name: t('cost.discarded'), value: format.sum(cost.discardedMicros) },
            { name: t('cost.runs'), value: format.number(cost.runs) },
            { name: t('cost.unpriced'), value: format.number(cost.unpricedRuns) },
            { name: t('cost.sent'), value: format.number(sent) },
            { name: t('cost.approved'), value: of(cost.approved) },
            { name: t('cost.edited'), value: of(cost.edited) },
            { name: t('cost.autoSent'), value: of(cost.autoSent) },
          ]
          return (
            <div className="grid gap-x-10 gap-y-4 trio:grid-cols-[minmax(0,22rem)_minmax(0,1fr)]">
              <p>
                {cost.perSentMicros === null ? (
                  <span className="text-ink-2">{t('cost.noneSent')}</span>
                ) : (
                  <>
                    <span className="nums block text-xl font-bold">{format.cost(cost.perSentMicros)}</span>
                    <span className="text-ink-2">{t('cost.perSent')}</span>
                  </>
                )}
              </p>
              <dl className="grid gap-x-10 pair:grid-cols-2">
                {facts.map(({ name, value }) => (
                  <div key={name} className="flex justify-between gap-4 border-b py-1.5">
                    <dt className="text-ink-2">{name}</dt>
                    <dd className="nums">{value}</dd>
                  </div>
                ))}
              </dl>
            </div>
          )
        }}
      </Loaded>
    </Section>
  )
}
