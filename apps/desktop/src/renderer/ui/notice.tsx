import type { ReactNode } from 'react'

interface NoticeProps {
  readonly icon?: ReactNode
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
  /** `alert` for what went wrong while the person looked at it. */
  readonly role?: 'alert' | 'status'
}

/** A state that fills its place: nothing here yet, or it could not be loaded. */
export function Notice({ icon, title, children, action, role }: NoticeProps) {
  return (
    <div
      role={role}
      className="flex h-full flex-col items-center justify-center gap-1 px-6 py-10 text-center text-balance"
    >
      {icon !== undefined && (
        <span aria-hidden="true" className="mb-2 text-ink-3 [&_svg]:size-6 [&_svg]:stroke-[1.5]">
          {icon}
        </span>
      )}
      <p className="font-semibold">{title}</p>
      {children !== undefined && <div className="max-w-72 text-ink-2">{children}</div>}
      {action !== undefined && <div className="mt-3">{action}</div>}
    </div>
  )
}
