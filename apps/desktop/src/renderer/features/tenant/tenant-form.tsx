import {
  addressStyles,
  isTimeZone,
  type TenantSettings,
  type TenantView,
  tenantLanguages,
  tenantSettings,
  tenantView,
  tones,
  weekdays,
} from '@countersign/shared/tenant/tenant.contract'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { readRefusal } from '../../app/refusal.ts'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/button.tsx'
import { CheckField, SelectField, TextField } from '../../ui/field.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Section } from '../../ui/section.tsx'
import { useToaster } from '../../ui/toast.tsx'
import { changedSettings } from './changed-settings.ts'
import { idleChoices, sessionChoices } from './session-lengths.ts'

interface TenantFormProps {
  readonly tenant: TenantView
  readonly readOnly: boolean
}

/** All settings of the workspace in one form; saved together, field by field. */
export function TenantForm({ tenant, readOnly }: TenantFormProps) {
  const { t, i18n } = useTranslation()
  const { client, session } = useConsole()
  const api = useApi()
  const queryClient = useQueryClient()
  const toaster = useToaster()
  const words = useRefusalWords()
  const sending = useSending()
  // What the form was filled from: the version that is sent back with it.
  const [base, setBase] = useState(tenant)
  const [form, setForm] = useState<TenantSettings>(tenant)
  const [stale, setStale] = useState<TenantView | null>(null)
  const set = <K extends keyof TenantSettings>(field: K, value: TenantSettings[K]) =>
    setForm({ ...form, [field]: value })
  const zoneList = useId()
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone'), [])
  const currencies = useMemo(() => {
    const names = new Intl.DisplayNames(i18n.language, { type: 'currency' })
    return Intl.supportedValuesOf('currency').map(code => ({
      value: code,
      label: `${code} · ${names.of(code) ?? code}`,
    }))
  }, [i18n.language])
  const change = changedSettings(base, form)
  const dirty = Object.keys(change).length > 0
  const parsed = tenantSettings.safeParse(form)
  const wrong = new Set(parsed.success ? [] : parsed.error.issues.map(issue => String(issue.path[0])))
  const problemOf = (field: keyof TenantSettings, text: string) => (wrong.has(field) ? text : null)

  const take = (view: TenantView) => {
    setBase(view)
    queryClient.setQueryData(api.tenant.get.queryKey(), view)
  }
  const save = async () => {
    if (!dirty || !parsed.success) return
    setStale(null)
    const saved = await sending.send(() =>
      client.tenant.update.mutate({ version: base.version, change }).catch((error: unknown) => {
        // What it is now comes with the refusal, so nobody has to load the page again and type twice.
        const current = currentOf(error)
        if (current !== null) setStale(current)
        throw error
      }),
    )
    if (saved === null) return
    take(saved.value)
    setForm(saved.value)
    toaster.show({ title: t('settings.saved') })
    if (change.name !== undefined) void session.renew(session.accessToken()).catch(() => undefined)
  }

  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      <fieldset disabled={readOnly} className="min-w-0">
        <Section title={t('tenant.general')}>
          <Grid>
            <TextField
              label={t('door.tenantName')}
              required
              maxLength={120}
              value={form.name}
              problem={problemOf('name', t('tenant.nameEmpty'))}
              onChange={event => set('name', event.target.value)}
            />
            <SelectField
              label={t('tenant.currency')}
              value={form.currency}
              options={currencies}
              onChange={value => set('currency', value)}
            />
            <div>
              <TextField
                label={t('tenant.timezone')}
                list={zoneList}
                required
                value={form.timezone}
                problem={isTimeZone(form.timezone) ? null : t('tenant.timezoneWrong')}
                onChange={event => set('timezone', event.target.value)}
              />
              <datalist id={zoneList}>
                {zones.map(zone => (
                  <option key={zone} value={zone} />
                ))}
              </datalist>
            </div>
          </Grid>
        </Section>
        <Section title={t('tenant.voice')} note={t('tenant.voiceNote')}>
          <Grid>
            <SelectField
              label={t('tenant.language')}
              note={t('tenant.languageNote')}
              value={form.language}
              options={tenantLanguages.map(value => ({ value, label: t(`language.${value}`) }))}
              onChange={value => set('language', value)}
            />
            <SelectField
              label={t('tenant.tone')}
              value={form.tone}
              options={tones.map(value => ({ value, label: t(`tenant.tones.${value}`) }))}
              onChange={value => set('tone', value)}
            />
            <SelectField
              label={t('tenant.addressStyle')}
              note={t('tenant.addressStyleNote')}
              value={form.addressStyle}
              options={addressStyles.map(value => ({ value, label: t(`tenant.addressStyles.${value}`) }))}
              onChange={value => set('addressStyle', value)}
            />
          </Grid>
        </Section>
        <Section title={t('tenant.hours')} note={t('tenant.hoursNote')}>
          <Grid>
            <TextField
              label={t('tenant.start')}
              type="time"
              required
              value={form.workingHoursStart}
              onChange={event => set('workingHoursStart', event.target.value)}
            />
            <TextField
              label={t('tenant.end')}
              note={t('tenant.endNote')}
              type="time"
              required
              value={form.workingHoursEnd}
              onChange={event => set('workingHoursEnd', event.target.value)}
            />
          </Grid>
          <fieldset className="mt-4">
            <legend className="mb-1 font-medium">{t('tenant.days')}</legend>
            <div className="flex flex-wrap gap-x-5">
              {weekdays.map(day => (
                <CheckField
                  key={day}
                  label={t(`tenant.day.${day}`)}
                  checked={form.workingDays.includes(day)}
                  onChange={checked =>
                    set(
                      'workingDays',
                      weekdays.filter(one => (one === day ? checked : form.workingDays.includes(one))),
                    )
                  }
                />
              ))}
            </div>
          </fieldset>
          <CheckField
            className="mt-3"
            label={t('tenant.autoReply')}
            note={t('tenant.autoReplyNote')}
            checked={form.autoReplyOutsideHours}
            onChange={value => set('autoReplyOutsideHours', value)}
          />
        </Section>
        <Section title={t('tenant.escalation')} note={t('tenant.escalationNote')}>
          <Grid>
            <TextField
              label={t('tenant.escalationEmail')}
              type="email"
              maxLength={254}
              value={form.escalationEmail ?? ''}
              problem={problemOf('escalationEmail', t('team.emailWrong'))}
              onChange={event => set('escalationEmail', event.target.value.trim() || null)}
            />
            <TextField
              label={t('tenant.escalationTelegram')}
              note={t('tenant.escalationTelegramNote')}
              maxLength={33}
              value={form.escalationTelegram ?? ''}
              problem={problemOf('escalationTelegram', t('tenant.telegramWrong'))}
              onChange={event => set('escalationTelegram', event.target.value.trim() || null)}
            />
          </Grid>
        </Section>
        <Section title={t('tenant.discounts')} note={t('tenant.discountsNote')}>
          <div className="flex flex-wrap items-end gap-x-8 gap-y-3">
            <CheckField
              label={t('tenant.allowDiscounts')}
              checked={form.allowDiscounts}
              onChange={value => set('allowDiscounts', value)}
            />
            <TextField
              label={t('tenant.maxDiscount')}
              type="number"
              min={0}
              max={100}
              step={1}
              disabled={!form.allowDiscounts}
              className="nums"
              value={form.maxDiscountPercent}
              problem={problemOf('maxDiscountPercent', t('tenant.percentWrong'))}
              onChange={event => set('maxDiscountPercent', event.target.valueAsNumber)}
            />
          </div>
        </Section>
        <Section title={t('tenant.security')} note={t('tenant.securityNote')}>
          <CheckField
            className="mb-4"
            label={t('tenant.requireSecondFactor')}
            note={t('tenant.requireSecondFactorNote')}
            checked={form.requireSecondFactor}
            onChange={value => set('requireSecondFactor', value)}
          />
          <Grid>
            <SelectField
              label={t('tenant.idle')}
              value={String(form.sessionIdleMinutes)}
              options={idleChoices(form.sessionIdleMinutes, i18n.language)}
              onChange={value => set('sessionIdleMinutes', Number(value))}
            />
            <SelectField
              label={t('tenant.absolute')}
              value={String(form.sessionAbsoluteMinutes)}
              options={sessionChoices(form.sessionAbsoluteMinutes, i18n.language)}
              onChange={value => set('sessionAbsoluteMinutes', Number(value))}
            />
          </Grid>
        </Section>
      </fieldset>
      {!readOnly && (
        <div className="sticky bottom-0 -mx-6 flex flex-wrap items-center justify-end gap-3 border-t bg-surface px-6 py-3">
          {stale !== null ? (
            <p role="alert" className="mr-auto flex flex-wrap items-center gap-3 text-amber">
              {t('refusal.setting.stale')}
              <Button
                size="sm"
                onClick={() => {
                  // What the other one changed, under what was typed here.
                  setForm({ ...stale, ...change })
                  take(stale)
                  setStale(null)
                  sending.forget()
                }}
              >
                {t('tenant.takeTheirs')}
              </Button>
            </p>
          ) : (
            sending.refusal !== null && (
              <div className="mr-auto">
                <Problem>{words(sending.refusal.code)}</Problem>
              </div>
            )
          )}
          {dirty && stale === null && sending.refusal === null && (
            <p className="mr-auto text-ink-3">{t('settings.unsaved')}</p>
          )}
          <Button variant="ghost" disabled={!dirty} onClick={() => setForm(base)}>
            {t('settings.discard')}
          </Button>
          <Button type="submit" variant="primary" disabled={!dirty || !parsed.success || sending.busy}>
            {t('settings.save')}
          </Button>
        </div>
      )}
    </form>
  )
}

function Grid({ children }: { children: ReactNode }) {
  return <div className="grid gap-4 pair:grid-cols-2">{children}</div>
}

/** The settings as they are now, from the refusal of a change to older ones. */
function currentOf(error: unknown): TenantView | null {
  const { code, details } = readRefusal(error)
  if (code !== 'setting.stale') return null
  const parsed = tenantView.safeParse(details.current)
  return parsed.success ? parsed.data : null
}
