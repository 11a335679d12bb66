import type { ReadinessReport } from '@countersign/shared/onboarding/onboarding.contract'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { StateWord } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { PlaceLink } from './place-link.tsx'
import { placeOfCheck } from './where-to.ts'

interface ReadinessSectionProps {
  /** Newest first. */
  readonly reports: readonly ReadinessReport[]
  readonly busy: boolean
  readonly onAssess: () => void
}

const tones = { passed: 'accent', warning: 'amber', failed: 'red' } as const

/** What was found in the workspace the last time somebody looked, and how it went before. */
export function ReadinessSection({ reports, busy, onAssess }: ReadinessSectionProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [newest, ...earlier] = reports
  return (
    <Section
      title={t('onboarding.readiness')}
      note={t('onboarding.readinessNote')}
      action={
        <Button disabled={busy} onClick={onAssess}>
          {t(newest === undefined ? 'onboarding.assess' : 'onboarding.assessAgain')}
        </Button>
      }
    >
      {newest !== undefined && (
        <>
          <p className="nums text-lg font-semibold" role="status">
            {t('onboarding.score', { score: newest.score })}
          </p>
          <p className="mb-2 text-xs text-ink-3">
            {t('onboarding.assessedBy', { name: newest.by, at: format.moment(newest.at) })}
            {earlier.length > 0 &&
              ` · ${t('onboarding.earlier', { scores: earlier.map(report => report.score).join(', ') })}`}
          </p>
          <ul aria-label={t('onboarding.readiness')}>
            {newest.checks.map(({ code, status, weight }) => {
              const place = placeOfCheck[code]
              return (
                <li key={code} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b py-2.5">
                  <span className="w-28 text-xs">
                    <StateWord tone={tones[status]} hollow={status === 'failed'}>
                      {t(`onboarding.check.state.${status}`)}
                    </StateWord>
                  </span>
                  <span className="min-w-0 flex-1 basis-64">
                    {t(`onboarding.check.${code}`)}{' '}
                    {status !== 'passed' && place !== null && (
                      <PlaceLink place={place}>{t(`onboarding.place.${place}`)}</PlaceLink>
                    )}
                  </span>
                  <span className="nums text-xs text-ink-3">{t('onboarding.worth', { weight })}</span>
                </li>
              )
            })}
          </ul>
        </>
      )}
    </Section>
  )
}
