import { budgetInput, type PolicyView } from '@countersign/shared/policy/policy.contract'
import { useTranslation } from 'react-i18next'
import { useConsole } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { Loaded } from '../../app/loaded.tsx'
import { Section } from '../../ui/section.tsx'
import { SwitchRow } from '../../ui/switch-row.tsx'
import { ReadOnly } from '../settings/index.ts'
import { NumberField } from './number-field.tsx'
import { SaveBar } from './save-bar.tsx'
import { usePartForm } from './use-part-form.ts'
import { usePolicy, usePolicySaving } from './use-policy.ts'

/** What drafts may cost in a month, and what they have cost. */
export function BudgetPanel() {
  const { query, may } = usePolicy()
  return (
    <>
      {!may && <ReadOnly />}
      <Loaded query={query} rows={4}>
        {policy => (
          <>
            <Month budget={policy.budget} />
            <BudgetForm policy={policy} readOnly={!may} />
          </>
        )}
      </Loaded>
    </>
  )
}

function Month({ budget }: { budget: PolicyView['budget'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { monthlyLimitMicros: limit, spentMicros, discardedMicros, runs, unpricedRuns } = budget
  const used = limit === null ? null : limit === 0 ? 1 : Math.min(1, spentMicros / limit)
  const tone = used === null || used < budget.warnShare ? 'fill-accent' : used < 1 ? 'fill-amber' : 'fill-red'
  const facts = [
    { name: t('policy.discarded'), value: format.sum(discardedMicros) },
    { name: t('policy.runs'), value: format.number(runs) },
    ...(unpricedRuns > 0 ? [{ name: t('policy.unpriced'), value: format.number(unpricedRuns) }] : []),
  ]
  return (
    <Section title={t('policy.month')} note={t('policy.monthNote')}>
      <p className="nums text-lg font-semibold">
        {limit === null
          ? t('policy.usedNoLimit', { spent: format.sum(spentMicros) })
          : t('policy.used', { spent: format.sum(spentMicros), limit: format.sum(limit) })}
      </p>
      {used !== null && (
        <svg
          role="img"
          aria-label={`${t('policy.barLabel')}: ${format.percent(used)}`}
          viewBox="0 0 400 8"
          preserveAspectRatio="none"
          className="mt-2 h-2 w-full max-w-lg"
        >
          <rect width="400" height="8" rx="4" className="fill-line" />
          <rect width={400 * used} height="8" rx="4" className={tone} />
          <rect x={400 * budget.warnShare - 1} width="2" height="8" className="fill-ink-2" />
        </svg>
      )}
      <dl className="mt-3 max-w-lg">
        {facts.map(({ name, value }) => (
          <div key={name} className="flex justify-between gap-4 py-0.5">
            <dt className="text-ink-2">{name}</dt>
            <dd className="nums">{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

const usd = 1_000_000
const firstLimit = 50 * usd

function BudgetForm({ policy, readOnly }: { policy: PolicyView; readOnly: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { client } = useConsole()
  const { monthlyLimitMicros, warnShare } = policy.budget
  const part = usePartForm({ monthlyLimitMicros, warnShare })
  const saving = usePolicySaving()
  const { form, set } = part
  const parsed = budgetInput.safeParse(form)
  return (
    <form
      className="border-t py-5"
      onSubmit={event => {
        event.preventDefault()
        if (!parsed.success || !part.dirty) return
        void saving.save(() => client.policy.setBudget.mutate(parsed.data))
      }}
    >
      <fieldset disabled={readOnly} className="flex min-w-0 flex-col gap-4 pb-5">
        <h2 className="text-md font-semibold">{t('policy.limit')}</h2>
        <SwitchRow
          label={t('policy.limitOn')}
          note={t('policy.limitNote')}
          checked={form.monthlyLimitMicros !== null}
          disabled={readOnly}
          onChange={on => set('monthlyLimitMicros', on ? (monthlyLimitMicros ?? firstLimit) : null)}
        />
        {form.monthlyLimitMicros !== null && (
          <div className="grid gap-4 pair:grid-cols-2">
            <NumberField
              label={t('policy.limitUsd')}
              min={0}
              step={1}
              value={form.monthlyLimitMicros / usd}
              problem={parsed.success || form.monthlyLimitMicros >= 0 ? null : t('policy.limitWrong')}
              onChange={value => set('monthlyLimitMicros', Math.round(value * usd))}
            />
            <NumberField
              label={`${t('policy.field.warnShare')}, %`}
              note={t('policy.warnNote')}
              min={10}
              max={100}
              step={5}
              value={Math.round(form.warnShare * 1000) / 10}
              problem={
                form.warnShare >= 0.1 && form.warnShare <= 1
                  ? null
                  : t('policy.percentWrong', { min: format.percent(0.1), max: format.percent(1) })
              }
              onChange={value => set('warnShare', value / 100)}
            />
          </div>
        )}
      </fieldset>
      {!readOnly && <SaveBar part={part} saving={saving} valid={parsed.success} />}
    </form>
  )
}
