import type { DelayProfile, DelayProfiles } from '@countersign/shared/delivery/human-delay.policy'
import { type DelayPolicy, delayPolicy, type PolicyView } from '@countersign/shared/policy/policy.contract'
import { useTranslation } from 'react-i18next'
import { useConsole } from '../../app/console-context.tsx'
import { Loaded } from '../../app/loaded.tsx'
import { SelectField, TextArea } from '../../ui/field.tsx'
import { Section } from '../../ui/section.tsx'
import { SwitchRow } from '../../ui/switch-row.tsx'
import { ReadOnly } from '../settings/index.ts'
import { DelayPreview } from './delay-preview.tsx'
import { NumberField } from './number-field.tsx'
import { SaveBar } from './save-bar.tsx'
import { usePartForm } from './use-part-form.ts'
import { usePolicy, usePolicySaving } from './use-policy.ts'

/** How long a reply nobody typed waits before it leaves. */
export function DelayPanel() {
  const { query, may } = usePolicy()
  return (
    <>
      {!may && <ReadOnly />}
      <Loaded query={query} rows={6}>
        {policy => <DelayForm policy={policy} readOnly={!may} />}
      </Loaded>
    </>
  )
}

const nightModes = ['DELAY', 'AUTO_REPLY', 'DISABLE'] as const
const lengths = ['SHORT', 'MEDIUM', 'LONG'] as const
const toSeconds = (ms: number) => Math.round(ms / 10) / 100
const toMs = (seconds: number) => Math.round(seconds * 1000)

function DelayForm({ policy, readOnly }: { policy: PolicyView; readOnly: boolean }) {
  const { t } = useTranslation()
  const { client } = useConsole()
  const part = usePartForm<DelayPolicy>(policy.delay)
  const saving = usePolicySaving()
  const { form, set } = part
  const parsed = delayPolicy.safeParse(form)
  const wrong = new Set(parsed.success ? [] : parsed.error.issues.map(issue => issue.path.join('.')))
  const limit = (field: string, min: number, max: number) =>
    wrong.has(field) ? t('policy.percentWrong', { min, max }) : null
  const setPace = (length: keyof DelayProfiles, field: keyof DelayProfile, value: number) =>
    set('profiles', { ...form.profiles, [length]: { ...form.profiles[length], [field]: value } })

  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (!parsed.success || !part.dirty) return
        void saving.save(() => client.policy.updateDelay.mutate(parsed.data))
      }}
    >
      <fieldset disabled={readOnly} className="min-w-0">
        <Section title={t('policy.delay')}>
          <div className="flex flex-col gap-4">
            <SwitchRow
              label={t('policy.field.enabled')}
              note={t('policy.enabledNote')}
              checked={form.enabled}
              disabled={readOnly}
              onChange={value => set('enabled', value)}
            />
            <SwitchRow
              label={t('policy.field.typingIndicatorEnabled')}
              note={t('policy.typingNote')}
              checked={form.typingIndicatorEnabled}
              disabled={readOnly}
              onChange={value => set('typingIndicatorEnabled', value)}
            />
          </div>
        </Section>
        <Section title={t('policy.preview')} note={t('policy.previewNote')}>
          <DelayPreview delay={form} />
        </Section>
        <Section title={t('policy.pace')}>
          <div className="flex flex-col gap-4">
            {lengths.map(length => (
              <fieldset key={length} className="min-w-0">
                <legend className="mb-1 font-medium">{t(`policy.profile.${length}`)}</legend>
                <div className="grid grid-cols-2 gap-3 pair:grid-cols-4">
                  {(['baseMin', 'baseMax', 'typingSpeed', 'jitter'] as const).map(field => {
                    const plain = field === 'typingSpeed'
                    const value = form.profiles[length][field]
                    return (
                      <NumberField
                        key={field}
                        label={t(`policy.${field}`)}
                        min={plain ? 1 : 0}
                        step={plain ? 1 : 0.1}
                        value={plain ? value : toSeconds(value)}
                        problem={
                          wrong.has(`profiles.${length}.${field}`)
                            ? t('policy.percentWrong', { min: plain ? 1 : 0, max: '∞' })
                            : null
                        }
                        onChange={next => setPace(length, field, plain ? next : toMs(next))}
                      />
                    )
                  })}
                </div>
              </fieldset>
            ))}
          </div>
        </Section>
        <Section title={t('policy.bounds')} note={t('policy.boundsNote')}>
          <div className="grid gap-4 pair:grid-cols-2">
            <NumberField
              label={t('policy.minDelay')}
              min={0}
              max={600}
              step={0.5}
              value={toSeconds(form.minDelayMs)}
              problem={limit('minDelayMs', 0, 600)}
              onChange={value => set('minDelayMs', toMs(value))}
            />
            <NumberField
              label={t('policy.maxDelay')}
              min={0}
              max={3600}
              step={0.5}
              value={toSeconds(form.maxDelayMs)}
              problem={
                form.minDelayMs > form.maxDelayMs ? t('policy.maxWrong') : limit('maxDelayMs', 0, 3600)
              }
              onChange={value => set('maxDelayMs', toMs(value))}
            />
          </div>
        </Section>
        <Section title={t('policy.night')} note={t('policy.nightNote')}>
          <div className="flex flex-col gap-4">
            <SelectField
              label={t('policy.field.nightMode')}
              value={form.nightMode}
              options={nightModes.map(value => ({ value, label: t(`policy.nightModes.${value}`) }))}
              onChange={value => set('nightMode', value)}
            />
            {form.nightMode === 'DELAY' && (
              <NumberField
                label={`${t('policy.field.nightDelayMultiplier')} ×`}
                min={1}
                max={20}
                step={0.5}
                value={form.nightDelayMultiplier}
                problem={limit('nightDelayMultiplier', 1, 20)}
                onChange={value => set('nightDelayMultiplier', value)}
              />
            )}
            {form.nightMode === 'AUTO_REPLY' && (
              <TextArea
                label={t('policy.field.nightAutoReplyText')}
                rows={3}
                maxLength={2000}
                required
                value={form.nightAutoReplyText ?? ''}
                problem={(form.nightAutoReplyText ?? '').trim() === '' ? t('policy.nightTextWrong') : null}
                onChange={event => set('nightAutoReplyText', event.target.value || null)}
              />
            )}
          </div>
        </Section>
      </fieldset>
      {!readOnly && <SaveBar part={part} saving={saving} valid={parsed.success} />}
    </form>
  )
}
