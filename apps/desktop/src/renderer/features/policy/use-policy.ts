import { type PolicyView, policyView } from '@countersign/shared/policy/policy.contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useMay } from '../../app/console-context.tsx'
import { type Refusal, readRefusal } from '../../app/refusal.ts'
import { useToaster } from '../../ui/toast.tsx'

export function usePolicy() {
  const api = useApi()
  const may = useMay('settings.write')
  return { query: useQuery(api.policy.get.queryOptions(undefined, { staleTime: 0 })), may }
}

export interface PolicySaving {
  readonly busy: boolean
  readonly refusal: Refusal | null
  /** Answers whether it was saved. What holds now is in the cache either way. */
  save(task: () => Promise<PolicyView>): Promise<boolean>
}

/** Sends a change of the settings. What holds now comes with a refusal for being late, so nobody has to load it again. */
export function usePolicySaving(): PolicySaving {
  const { t } = useTranslation()
  const api = useApi()
  const queryClient = useQueryClient()
  const toaster = useToaster()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const take = (view: PolicyView) => queryClient.setQueryData(api.policy.get.queryKey(), view)
  return {
    busy,
    refusal,
    async save(task) {
      setBusy(true)
      setRefusal(null)
      try {
        take(await task())
        toaster.show({ title: t('settings.saved') })
        return true
      } catch (error) {
        const refused = readRefusal(error)
        const current =
          refused.code === 'setting.stale' ? policyView.safeParse(refused.details.current) : null
        if (current?.success === true) take(current.data)
        setRefusal(refused)
        return false
      } finally {
        setBusy(false)
      }
    },
  }
}
