import { humanDelay } from '@countersign/shared/delivery/human-delay.policy'
import type { DelayPolicy } from '@countersign/shared/policy/policy.contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { TextArea } from '../../ui/field.tsx'

/** The draws of chance that show the whole range: the luckiest, the middle, the unluckiest. */
const draws = [
  { name: 'shortest', random: 0 },
  { name: 'usual', random: 0.5 },
  { name: 'longest', random: 1 },
] as const

/** How long a typed reply would wait, by day and at night, with the settings as they stand in the form. */
export function DelayPreview({ delay }: { delay: DelayPolicy }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [text, setText] = useState<string>(t('policy.previewSample'))
  const wait = (night: boolean, random: number) => humanDelay(text, delay, night, () => random)
  const cell = 'px-3 py-1.5 text-right first:pl-0 first:text-left last:pr-0'
  return (
    <div className="flex flex-col gap-3">
      <TextArea
        label={t('policy.previewLabel')}
        note={t('policy.previewClass', { length: format.number(text.length) })}
        rows={2}
        maxLength={2000}
        value={text}
        onChange={event => setText(event.target.value)}
      />
      {!delay.enabled ? (
        <p className="text-ink-2">{t('policy.previewOff')}</p>
      ) : (
        <table aria-label={t('policy.preview')} className="nums w-full max-w-lg">
          <thead className="text-xs text-ink-3">
            <tr>
              <td className={cell} />
              {draws.map(({ name }) => (
                <th key={name} scope="col" className={`${cell} font-medium`}>
                  {t(`policy.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[false, true].map(night => (
              <tr key={String(night)} className="border-t">
                <th scope="row" className={`${cell} font-normal text-ink-2`}>
                  {t(night ? 'policy.atNight' : 'policy.day')}
                </th>
                {night && delay.nightMode !== 'DELAY' ? (
                  <td colSpan={draws.length} className={`${cell} text-ink-2`}>
                    {t(delay.nightMode === 'AUTO_REPLY' ? 'policy.previewReply' : 'policy.previewDisabled')}
                  </td>
                ) : (
                  draws.map(({ name, random }) => {
                    const ms = wait(night, random)
                    return (
                      <td key={name} className={`${cell} font-semibold`}>
                        {Number.isFinite(ms) ? format.seconds(ms) : '—'}
                      </td>
                    )
                  })
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
