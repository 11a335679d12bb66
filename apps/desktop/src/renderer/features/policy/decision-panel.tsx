import { replayStep } from '@countersign/shared/insight/insight.contract'
import { decisionPolicy, type PolicyView } from '@countersign/shared/policy/policy.contract'
import { conversationModes } from '@countersign/shared/suggestion/suggestion.codes'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useConsole } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { Loaded } from '../../app/loaded.tsx'
import { ChipChoice } from '../../ui/chip-choice.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Section } from '../../ui/section.tsx'
import { SliderField } from '../../ui/slider-field.tsx'
import { SwitchRow } from '../../ui/switch-row.tsx'
import { useIntents } from '../intent/index.ts'
import { ReadOnly } from '../settings/index.ts'
import { ChannelModes } from './channel-modes.tsx'
import { FlagList } from './flag-list.tsx'
import { NumberField } from './number-field.tsx'
import { SaveBar } from './save-bar.tsx'
import { usePartForm } from './use-part-form.ts'
import { usePolicy, usePolicySaving } from './use-policy.ts'

/** When a draft is sent, asked about or handed over. */
export function DecisionPanel() {
  const { query, may } = usePolicy()
  return (
    <>
      {!may && <ReadOnly />}
      <Loaded query={query} rows={8}>
        {policy => (
          <>
            <DecisionForm policy={policy} readOnly={!may} />
            <ChannelModes channels={policy.channels} readOnly={!may} />
            <FlagList flags={policy.flags} />
          </>
        )}
      </Loaded>
    </>
  )
}

const weightNames = ['similarity', 'intent', 'selfCheck'] as const
const fromPercent = (value: number) => Math.round(value * 10) / 1000
const toPercent = (value: number) => Math.round(value * 1000) / 10

function DecisionForm({ policy, readOnly }: { policy: PolicyView; readOnly: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { client } = useConsole()
  const intents = useIntents()
  const part = usePartForm(policy.decision)
  const saving = usePolicySaving()
  const { form, set } = part
  const orderly = form.tEscalate <= form.tAuto
  const weighted = weightNames.some(name => form.weights[name] > 0)
  const valid = decisionPolicy.safeParse(form).success && orderly && weighted
  const both = form.intentsAutosendAllowed.filter(key => form.intentsForceHandoff.includes(key))
  const percentProblem = (value: number, min: number, max: number) =>
    value >= min && value <= max
      ? null
      : t('policy.percentWrong', { min: format.percent(min), max: format.percent(max) })

  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (!valid || !part.dirty) return
        void saving.save(() =>
          client.policy.update.mutate({ version: policy.version, decision: part.change }),
        )
      }}
    >
      <fieldset disabled={readOnly} className="min-w-0">
        <Section title={t('policy.auto')} note={t('policy.autoNote')}>
          <div className="flex flex-col gap-4">
            <SwitchRow
              label={t('policy.field.autosendAllowed')}
              note={t('policy.autosendAllowedNote')}
              checked={form.autosendAllowed}
              disabled={readOnly}
              onChange={value => set('autosendAllowed', value)}
            />
            <SelectField
              label={t('policy.mode')}
              note={t('policy.modeNote')}
              value={form.mode}
              options={conversationModes.map(value => ({ value, label: t(`mode.${value}`) }))}
              onChange={value => set('mode', value)}
            />
          </div>
        </Section>
        <Section
          title={t('policy.thresholds')}
          note={t('policy.thresholdsNote')}
          action={
            <Link to="/autonomy" className="inline-flex min-h-6 items-center text-accent underline">
              {t('policy.machine')}
            </Link>
          }
        >
          <div className="grid gap-x-8 gap-y-4 pair:grid-cols-2">
            <SliderField
              label={t('policy.field.tAuto')}
              value={form.tAuto}
              step={replayStep}
              shown={format.threshold(form.tAuto)}
              disabled={readOnly}
              onChange={value => set('tAuto', value)}
            />
            <SliderField
              label={t('policy.field.tEscalate')}
              value={form.tEscalate}
              step={replayStep}
              shown={format.threshold(form.tEscalate)}
              disabled={readOnly}
              onChange={value => set('tEscalate', value)}
            />
          </div>
          {!orderly && (
            <p role="alert" className="mt-2 text-xs text-red">
              {t('policy.tEscalateWrong')}
            </p>
          )}
        </Section>
        <Section title={t('policy.intents')} note={t('policy.intentsNote')}>
          <div className="flex flex-col gap-4">
            <ChipChoice
              label={t('policy.field.intentsAutosendAllowed')}
              note={t('policy.allowedNote')}
              options={intents.options}
              chosen={form.intentsAutosendAllowed}
              disabled={readOnly}
              onChange={value => set('intentsAutosendAllowed', [...value])}
            />
            <ChipChoice
              label={t('policy.field.intentsForceHandoff')}
              note={t('policy.forcedNote')}
              options={intents.options}
              chosen={form.intentsForceHandoff}
              disabled={readOnly}
              onChange={value => set('intentsForceHandoff', [...value])}
            />
            {both.length > 0 && (
              <p className="text-xs text-amber">
                {t('policy.both', { names: both.map(key => intents.wordOf(key)).join(', ') })}
              </p>
            )}
          </div>
        </Section>
        <Section title={t('policy.earning')}>
          <div className="grid gap-4 pair:grid-cols-2">
            <NumberField
              label={`${t('policy.field.autonomyTarget')}, %`}
              note={t('policy.targetNote')}
              min={50}
              max={99.9}
              step={0.1}
              value={toPercent(form.autonomyTarget)}
              problem={percentProblem(form.autonomyTarget, 0.5, 0.999)}
              onChange={value => set('autonomyTarget', fromPercent(value))}
            />
            <NumberField
              label={`${t('policy.field.auditRate')}, %`}
              note={t('policy.auditNote')}
              min={0}
              max={100}
              step={0.1}
              value={toPercent(form.auditRate)}
              problem={percentProblem(form.auditRate, 0, 1)}
              onChange={value => set('auditRate', fromPercent(value))}
            />
          </div>
        </Section>
        <Section title={t('policy.field.weights')} note={t('policy.weightsNote')}>
          <div className="grid gap-4 pair:grid-cols-3">
            {weightNames.map(name => (
              <NumberField
                key={name}
                label={t(`policy.weight.${name}`)}
                min={0}
                max={1}
                step={0.05}
                value={form.weights[name]}
                problem={
                  form.weights[name] >= 0 && form.weights[name] <= 1
                    ? weighted
                      ? null
                      : t('policy.weightsWrong')
                    : t('policy.percentWrong', { min: 0, max: 1 })
                }
                onChange={value => set('weights', { ...form.weights, [name]: value })}
              />
            ))}
          </div>
        </Section>
      </fieldset>
      {!readOnly && <SaveBar part={part} saving={saving} valid={valid} />}
    </form>
  )
}
