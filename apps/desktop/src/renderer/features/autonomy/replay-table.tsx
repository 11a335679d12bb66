import type { ReplayResult } from '@countersign/shared/insight/replay-thresholds.policy'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { useSettled } from '../../ui/use-settled.ts'

const groups = [
  { rows: ['sent', 'queued', 'escalated'], of: 'total' },
  { rows: ['good', 'bad', 'unjudged'], of: 'sent' },
] as const

/** Long enough not to read out every step of a slider. */
const sayAfterMs = 700

/** What the period came to under the thresholds in force, and under those that are tried. Every number with its denominator. */
export function ReplayTable({ now, tried }: { now: ReplayResult; tried: ReplayResult }) {
  const { t } = useTranslation()
  const format = useFormat()
  const said = useSettled(
    t('machine.summary', {
      sent: format.number(tried.sent),
      total: format.number(tried.total),
      bad: format.number(tried.bad),
    }),
    sayAfterMs,
  )
  const head = 'border-b py-1.5 pl-4 text-right text-xs font-medium text-ink-3'
  const cell = 'nums border-b py-1.5 pl-4 text-right whitespace-nowrap'
  return (
    <>
      <table aria-label={t('machine.result')} className="w-full border-separate border-spacing-0">
        <thead>
          <tr>
            <td className="border-b" />
            <th scope="col" className={head}>
              {t('machine.now')}
            </th>
            <th scope="col" className={head}>
              {t('machine.tried')}
            </th>
            <th scope="col" className={head}>
              {t('machine.change')}
            </th>
          </tr>
        </thead>
        <tbody>
          {groups.map(({ rows, of }) => (
            <Fragment key={of}>
              {of === 'sent' && (
                <tr>
                  <th
                    scope="colgroup"
                    colSpan={4}
                    className="pt-4 pb-1 text-left text-xs font-medium text-ink-3"
                  >
                    {t('machine.ofSent')}
                  </th>
                </tr>
              )}
              {rows.map(row => (
                <tr key={row}>
                  <th scope="row" className="border-b py-1.5 text-left font-medium">
                    {t(`machine.${row}`)}
                  </th>
                  <td className={`${cell} text-ink-2`}>
                    {t('machine.of', { number: format.number(now[row]), total: format.number(now[of]) })}
                  </td>
                  <td
                    data-count={row}
                    className={`${cell} font-semibold ${row === 'bad' && tried.bad > 0 ? 'text-red' : ''}`}
                  >
                    {t('machine.of', { number: format.number(tried[row]), total: format.number(tried[of]) })}
                  </td>
                  <td className={`${cell} text-ink-2`}>
                    {tried[row] === now[row] ? t('machine.same') : format.change(tried[row] - now[row])}
                  </td>
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  )
}
