import type { TokenPair } from '@countersign/shared/identity/identity.contract'
import {
  type SecondFactorMethod,
  secondFactorRequired,
  secondFactorSetupRequired,
} from '@countersign/shared/identity/second-factor.contract'
import { useState } from 'react'
import { useConsole } from '../../app/console-context.tsx'
import { type Refusal, readRefusal } from '../../app/refusal.ts'

/** What is still owed after a proof was right. */
export type Owed =
  | {
      readonly kind: 'second_factor'
      readonly challenge: string
      readonly methods: readonly SecondFactorMethod[]
    }
  | { readonly kind: 'second_factor_setup'; readonly challenge: string }
  | { readonly kind: 'verification' }

/** Reads the refusals that are steps on the way and not the end of it. */
export function readOwed({ code, details }: Refusal): Owed | null {
  if (code === 'auth.second_factor_required') {
    const parsed = secondFactorRequired.safeParse(details)
    return parsed.success ? { kind: 'second_factor', ...parsed.data } : null
  }
  if (code === 'auth.second_factor_setup_required') {
    const parsed = secondFactorSetupRequired.safeParse(details)
    return parsed.success ? { kind: 'second_factor_setup', ...parsed.data } : null
  }
  return code === 'auth.unverified' ? { kind: 'verification' } : null
}

interface WayIn {
  readonly busy: boolean
  readonly refusal: Refusal | null
  readonly owed: Owed | null
  /** Tries a proof: goes in, or learns what is still owed, or why not. */
  tryWith(proof: () => Promise<TokenPair>): Promise<{ readonly inside: boolean; readonly owed: Owed | null }>
  /** Back to the first proof. */
  startOver(): void
}

/**
 * Every way in ends the same: a pair of tokens the session keeps.
 * @param onInside where to go then; without it the address stays what it is
 */
export function useWayIn(onInside?: () => void): WayIn {
  const { session } = useConsole()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [owed, setOwed] = useState<Owed | null>(null)
  return {
    busy,
    refusal,
    owed,
    async tryWith(proof) {
      setBusy(true)
      setRefusal(null)
      try {
        await session.enter(await proof())
        onInside?.()
        return { inside: true, owed: null }
      } catch (error) {
        const refused = readRefusal(error)
        const next = readOwed(refused)
        if (next === null) setRefusal(refused)
        else setOwed(next)
        setBusy(false)
        return { inside: false, owed: next }
      }
    },
    startOver() {
      setOwed(null)
      setRefusal(null)
      setBusy(false)
    },
  }
}
