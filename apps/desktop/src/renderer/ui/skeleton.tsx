import type { ReactNode } from 'react'
import { cx } from './class-names.ts'
import { useDelayed } from './use-delayed.ts'

/** A grey bar where text will be. */
export function Bone({ className }: { className?: string }) {
  return <span className={cx('breathing block h-3 rounded bg-line', className)} />
}

/** Shows its bones only when the wait is long enough to notice. `label` says what is coming. */
export function Skeleton({ label, children }: { label: string; children: ReactNode }) {
  const shown = useDelayed(true)
  return (
    <div role="status" aria-label={label} className="h-full">
      {shown && <div aria-hidden="true">{children}</div>}
    </div>
  )
}
