import type { ReactNode } from 'react'
import { cx } from '../../ui/class-names.ts'

interface CardFrameProps {
  readonly label: string
  readonly head: ReactNode
  readonly children: ReactNode
  readonly foot?: ReactNode
  readonly tone?: 'plain' | 'amber'
  readonly busy?: boolean
}

/** The one raised thing on screen. Its words scroll; its head and its keys never do. */
export function CardFrame({ label, head, children, foot, tone = 'plain', busy = false }: CardFrameProps) {
  return (
    <section
      aria-label={label}
      aria-busy={busy}
      className={cx(
        '@container flex min-h-0 flex-col rounded-xl border bg-raised shadow-card',
        tone === 'amber' ? 'border-amber-line' : 'border-line-2',
      )}
    >
      <header className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-2.5 gap-y-0.5 border-b px-3.5 py-1.5">
        {head}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
      {foot !== undefined && (
        // Longer languages and narrower windows get the same keys on the same line, closer together.
        <footer className="flex shrink-0 flex-wrap items-center gap-2 rounded-b-xl border-t bg-sunken px-3 py-2 @max-[38rem]:gap-1.5 @max-[38rem]:px-2.5 @max-[38rem]:[&>button]:gap-1.5 @max-[38rem]:[&>button]:px-2 @max-[34.5rem]:gap-1 @max-[34.5rem]:[&>button]:px-1.5">
          {foot}
        </footer>
      )}
    </section>
  )
}
