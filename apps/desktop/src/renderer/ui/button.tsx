import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { cx } from './class-names.ts'

const variants = {
  /** A person's decision: one to a screen. */
  primary: 'bg-accent text-accent-ink font-semibold not-disabled:hover:bg-accent-hover border-transparent',
  quiet: 'bg-raised text-ink font-medium border-line-2 not-disabled:hover:bg-hover',
  ghost:
    'bg-transparent text-ink-2 border-transparent not-disabled:hover:bg-hover not-disabled:hover:text-ink',
  danger: 'bg-raised text-red font-medium border-red-line not-disabled:hover:bg-red-soft',
} as const

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly variant?: keyof typeof variants
  readonly size?: 'md' | 'sm'
  readonly icon?: ReactNode
  readonly keys?: ReactNode
  readonly ref?: Ref<HTMLButtonElement>
}

export function Button({
  variant = 'quiet',
  size = 'md',
  icon,
  keys,
  children,
  className,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={cx(
        'inline-flex shrink-0 items-center justify-center gap-2 rounded-md border whitespace-nowrap transition-colors duration-100 disabled:opacity-50 [&_svg]:size-4',
        size === 'md' ? 'h-[1.875rem] px-3' : 'h-6 px-2 text-xs',
        variants[variant],
        className,
      )}
      {...rest}
    >
      {icon}
      {children}
      {keys}
    </button>
  )
}
