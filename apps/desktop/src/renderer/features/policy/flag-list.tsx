import { featureFlags, isChannelFlag } from '@countersign/shared/platform/feature.flags'
import { useTranslation } from 'react-i18next'
import { StateWord } from '../../ui/badge.tsx'
import { Section } from '../../ui/section.tsx'

/** What the platform has switched on for this workspace; read only. */
export function FlagList({ flags }: { flags: Readonly<Record<string, boolean>> }) {
  const { t } = useTranslation()
  return (
    <div className="border-t py-5">
      <Section title={t('policy.flags')} note={t('policy.flagsNote')}>
        <dl className="grid gap-x-8 pair:grid-cols-2">
          {featureFlags
            .filter(flag => !isChannelFlag(flag))
            .map(flag => (
              <div key={flag} className="flex min-h-8 items-center justify-between gap-3 border-b">
                <dt>{t(`platform.flag.${flag}`)}</dt>
                <dd className="text-xs">
                  <StateWord tone={flags[flag] === true ? 'accent' : 'plain'} hollow={flags[flag] !== true}>
                    {t(flags[flag] === true ? 'policy.flagOn' : 'policy.flagOff')}
                  </StateWord>
                </dd>
              </div>
            ))}
        </dl>
      </Section>
    </div>
  )
}
