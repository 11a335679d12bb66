import {
  type AgentProfileView,
  agentProfileView,
} from '@countersign/shared/agent-profile/agent-profile.contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../../app/console-context.tsx'
import { asOfNow } from '../../app/loaded.tsx'
import { type Refusal, readRefusal } from '../../app/refusal.ts'

/** The profile of a channel, or of the workspace for null. */
export function useAgentProfile(channelId: string | null) {
  const api = useApi()
  return useQuery(api.agentProfile.get.queryOptions({ channelId }, asOfNow))
}

export interface ProfileSaving {
  readonly busy: boolean
  readonly refusal: Refusal | null
  /** Answers what holds now, or null when it was refused. It is in the cache either way. */
  send(channelId: string | null, task: () => Promise<AgentProfileView>): Promise<AgentProfileView | null>
  forget(): void
}

/** Sends a change of a profile. What holds now comes with a refusal for being late, so nobody has to load it again. */
export function useProfileSaving(): ProfileSaving {
  const api = useApi()
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  return {
    busy,
    refusal,
    forget: () => setRefusal(null),
    async send(channelId, task) {
      const queryKey = api.agentProfile.get.queryKey({ channelId })
      const take = (view: AgentProfileView) => queryClient.setQueryData(queryKey, view)
      setBusy(true)
      setRefusal(null)
      try {
        const view = await task()
        // An older answer that arrives now would undo what is shown.
        await queryClient.cancelQueries({ queryKey })
        take(view)
        return view
      } catch (error) {
        const refused = readRefusal(error)
        const current =
          refused.code === 'setting.stale' ? agentProfileView.safeParse(refused.details.current) : null
        if (current?.success === true) take(current.data)
        setRefusal(refused)
        return null
      } finally {
        setBusy(false)
      }
    },
  }
}
