import type { ReactNode } from 'react'
import { cx } from './class-names.ts'

/** A key, drawn. */
export function Kbd({ children, tone = 'plain' }: { children: ReactNode; tone?: 'plain' | 'on-accent' }) {
  return (
    <kbd
      className={cx(
        'inline-flex h-[1.125rem] min-w-[1.125rem] items-center justify-center rounded border px-1 font-sans text-2xs font-medium whitespace-nowrap',
        tone === 'plain' ? 'border-line-2 bg-surface text-ink-2' : 'border-accent-ink/35 text-accent-ink',
      )}
    >
      {children}
    </kbd>
  )
}
