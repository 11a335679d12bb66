import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConsole } from '../../app/console-context.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { betweenDays, dayText, lastDays, type Period, periodDays } from './period.ts'

const choices = [...periodDays.map(days => String(days)), 'custom']

/** Some last days, or two dates of one's own. */
export function PeriodPicker({ onChange }: { onChange: (period: Period) => void }) {
  const { t } = useTranslation()
  const { ports } = useConsole()
  const [choice, setChoice] = useState('30')
  const [dates, setDates] = useState(() => {
    const now = ports.now()
    return { first: dayText(new Date(lastDays(30, now).from)), last: dayText(now) }
  })
  const custom = choice === 'custom'
  const wrong = custom && betweenDays(dates.first, dates.last) === null
  const pick = (next: typeof dates) => {
    setDates(next)
    const period = betweenDays(next.first, next.last)
    if (period !== null) onChange(period)
  }
  return (
    <>
      <SelectField
        label={t('machine.period')}
        value={choice}
        options={choices.map(value => ({
          value,
          label: value === 'custom' ? t('machine.custom') : t('machine.days', { days: value }),
        }))}
        onChange={value => {
          setChoice(value)
          if (value === 'custom') pick(dates)
          else onChange(lastDays(Number(value), ports.now()))
        }}
      />
      {custom && (
        <>
          <TextField
            label={t('machine.from')}
            type="date"
            required
            value={dates.first}
            problem={wrong ? t('machine.wrongDates') : null}
            onChange={event => pick({ ...dates, first: event.target.value })}
          />
          <TextField
            label={t('machine.to')}
            type="date"
            required
            value={dates.last}
            onChange={event => pick({ ...dates, last: event.target.value })}
          />
        </>
      )}
    </>
  )
}
