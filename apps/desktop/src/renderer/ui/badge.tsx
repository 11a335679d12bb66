import type { ReactNode } from 'react'
import { cx } from './class-names.ts'

const tones = {
  plain: 'border-line-2 text-ink-2',
  accent: 'border-accent-line bg-accent-soft text-accent',
  amber: 'border-amber-line bg-amber-soft text-amber',
  red: 'border-red-line bg-red-soft text-red',
} as const
export type Tone = keyof typeof tones

export function Badge({
  tone = 'plain',
  icon,
  children,
}: {
  tone?: Tone
  icon?: ReactNode
  children: ReactNode
}) {
  return (
    <span
      className={cx(
        'inline-flex h-[1.375rem] shrink-0 items-center gap-1.5 rounded-full border px-2 text-xs whitespace-nowrap [&_svg]:size-3.5',
        tones[tone],
      )}
    >
      {icon}
      {children}
    </span>
  )
}

const dots = { plain: 'bg-ink-3', accent: 'bg-accent', amber: 'bg-amber', red: 'bg-red' } as const
const words = { plain: 'text-ink-3', accent: 'text-accent', amber: 'text-amber', red: 'text-red' } as const

/** A state in words, with a dot so that a list can be skimmed. */
export function StateWord({ tone, hollow, children }: { tone: Tone; hollow?: boolean; children: ReactNode }) {
  return (
    <span className={cx('inline-flex min-w-0 items-center gap-1.5 whitespace-nowrap', words[tone])}>
      <span
        aria-hidden="true"
        className={cx(
          'size-1.5 shrink-0 rounded-full',
          hollow === true ? 'border border-current' : dots[tone],
        )}
      />
      <span className="truncate">{children}</span>
    </span>
  )
}
