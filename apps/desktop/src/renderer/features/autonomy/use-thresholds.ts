import type { ReplayView } from '@countersign/shared/insight/insight.contract'
import { replayThresholds } from '@countersign/shared/insight/replay-thresholds.policy'
import type { AutosendKey } from '@countersign/shared/suggestion/suggestion.codes'
import { useMemo, useState } from 'react'

/** Thresholds being tried, and what the period would have come to. Counted here: moving one asks nobody. */
export function useThresholds(view: ReplayView) {
  const [moved, setMoved] = useState<{ readonly tAuto: number; readonly tEscalate: number } | null>(null)
  const [ignoredKeys, setIgnoredKeys] = useState<readonly AutosendKey[]>([])
  const { tAuto, tEscalate } = moved ?? view
  const now = useMemo(
    () => replayThresholds(view.cells, { tAuto: view.tAuto, tEscalate: view.tEscalate, ignoredKeys: [] }),
    [view],
  )
  const tried = useMemo(
    () => replayThresholds(view.cells, { tAuto, tEscalate, ignoredKeys }),
    [view.cells, tAuto, tEscalate, ignoredKeys],
  )
  return {
    tAuto,
    tEscalate,
    ignoredKeys,
    now,
    tried,
    isMoved: tAuto !== view.tAuto || tEscalate !== view.tEscalate,
    /** The two never cross: the one that is moved pushes the other. */
    moveAuto: (value: number) => setMoved({ tAuto: value, tEscalate: Math.min(tEscalate, value) }),
    moveEscalate: (value: number) => setMoved({ tAuto: Math.max(tAuto, value), tEscalate: value }),
    turnKey: (key: AutosendKey, ignored: boolean) =>
      setIgnoredKeys(keys => (ignored ? [...keys, key] : keys.filter(other => other !== key))),
    reset() {
      setMoved(null)
      setIgnoredKeys([])
    },
  }
}

export type Thresholds = ReturnType<typeof useThresholds>
