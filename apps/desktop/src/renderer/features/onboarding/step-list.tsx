import type { OnboardingView } from '@countersign/shared/onboarding/onboarding.contract'
import { type OnboardingStep, onboardingSteps } from '@countersign/shared/onboarding/onboarding.machine'
import { useTranslation } from 'react-i18next'
import { StateWord } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { PlaceLink } from './place-link.tsx'
import { placeOfStep } from './where-to.ts'

interface StepListProps {
  readonly view: OnboardingView
  readonly busy: boolean
  readonly onFinish: (step: OnboardingStep, setAside: boolean) => void
  readonly onReopen: (step: OnboardingStep) => void
}

export function StepList({ view, busy, onFinish, onReopen }: StepListProps) {
  const { t } = useTranslation()
  return (
    <ol aria-label={t('onboarding.steps')}>
      {onboardingSteps.map((step, index) => {
        const place = placeOfStep[step]
        const done = view.completedSteps.includes(step)
        const setAside = view.answers[step]?.setAside === true
        const name = t(`onboarding.step.${step}.name`)
        return (
          <li
            key={step}
            aria-current={step === view.currentStep && !done ? 'step' : undefined}
            className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-3 border-b py-3.5"
          >
            <span aria-hidden="true" className="nums text-ink-3">
              {index + 1}
            </span>
            <div className="min-w-0">
              <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
                <div className="min-w-0 max-w-[60ch] flex-1 basis-64">
                  <p className="flex flex-wrap items-center gap-x-3 font-medium">
                    {name}
                    <span className="text-xs font-normal">
                      <StateWord tone={done && !setAside ? 'accent' : 'plain'} hollow={!done}>
                        {t(setAside ? 'onboarding.setAside' : done ? 'onboarding.done' : 'onboarding.open')}
                      </StateWord>
                    </span>
                  </p>
                  <p className="text-ink-2">
                    {t(`onboarding.step.${step}.note`)}{' '}
                    {place !== null && <PlaceLink place={place}>{t(`onboarding.place.${place}`)}</PlaceLink>}
                  </p>
                </div>
                <div className="flex gap-2">
                  {done ? (
                    <Button
                      size="sm"
                      variant="ghost"
                      disabled={busy}
                      aria-label={t('onboarding.reopenOf', { name })}
                      onClick={() => onReopen(step)}
                    >
                      {t('onboarding.reopen')}
                    </Button>
                  ) : (
                    <>
                      {step !== 'review' && (
                        <Button
                          size="sm"
                          variant="ghost"
                          disabled={busy}
                          aria-label={t('onboarding.putAsideOf', { name })}
                          onClick={() => onFinish(step, true)}
                        >
                          {t('onboarding.putAside')}
                        </Button>
                      )}
                      <Button
                        size="sm"
                        disabled={busy}
                        aria-label={t('onboarding.finishOf', { name })}
                        onClick={() => onFinish(step, false)}
                      >
                        {t('onboarding.finish')}
                      </Button>
                    </>
                  )}
                </div>
              </div>
              {step === 'channels' && <ChannelScripts view={view} />}
            </div>
          </li>
        )
      })}
    </ol>
  )
}

/** What a page needs to show the web chat. */
function ChannelScripts({ view }: { view: OnboardingView }) {
  const { t } = useTranslation()
  return view.channels.map(({ id, name, key }) =>
    key === null ? null : (
      <div key={id} className="mt-3">
        <p className="mb-1 text-xs text-ink-3">{t('onboarding.script', { name })}</p>
        <CopyField
          label={t('onboarding.script', { name })}
          value={`<script src="${view.scriptUrl}" data-channel="${key}" async></script>`}
        />
      </div>
    ),
  )
}
