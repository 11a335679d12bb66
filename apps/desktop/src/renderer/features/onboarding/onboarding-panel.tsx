import { onboardingSteps } from '@countersign/shared/onboarding/onboarding.machine'
import { useTranslation } from 'react-i18next'
import { Loaded } from '../../app/loaded.tsx'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { Problem } from '../../ui/problem.tsx'
import { Section } from '../../ui/section.tsx'
import { ReadinessSection } from './readiness-section.tsx'
import { StepList } from './step-list.tsx'
import { useOnboarding } from './use-onboarding.ts'

/** From an empty workspace to one that customers can meet: the steps, and what is still missing. */
export function OnboardingPanel() {
  const { t } = useTranslation()
  const words = useRefusalWords()
  const { query, busy, refusal, finish, reopen, assess } = useOnboarding()
  return (
    <Loaded query={query} rows={6}>
      {view => (
        <>
          <Section
            title={t('onboarding.steps')}
            note={t(`onboarding.status.${view.status}`, {
              done: view.completedSteps.length,
              all: onboardingSteps.length,
            })}
          >
            {refusal !== null && <Problem>{words(refusal.code)}</Problem>}
            <StepList view={view} busy={busy} onFinish={finish} onReopen={reopen} />
          </Section>
          <ReadinessSection reports={view.reports} busy={busy} onAssess={assess} />
        </>
      )}
    </Loaded>
  )
}
