import type { OnboardingView } from '@countersign/shared/onboarding/onboarding.contract'
import type { OnboardingStep } from '@countersign/shared/onboarding/onboarding.machine'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { asOfNow } from '../../app/loaded.tsx'
import { useSending } from '../../app/use-sending.ts'

/** How far the workspace has come, and the ways to go on. Each answers with how it is then. */
export function useOnboarding() {
  const api = useApi()
  const { client } = useConsole()
  const queryClient = useQueryClient()
  const sending = useSending()
  const query = useQuery(api.onboarding.get.queryOptions(undefined, asOfNow))
  const change = async (send: () => Promise<OnboardingView>) => {
    const sent = await sending.send(send)
    if (sent !== null) queryClient.setQueryData(api.onboarding.get.queryKey(), sent.value)
  }
  return {
    query,
    busy: sending.busy,
    refusal: sending.refusal,
    finish: (step: OnboardingStep, setAside: boolean) =>
      change(() => client.onboarding.finishStep.mutate({ step, setAside })),
    reopen: (step: OnboardingStep) => change(() => client.onboarding.reopenStep.mutate({ step })),
    assess: () => change(() => client.onboarding.assess.mutate()),
  }
}
