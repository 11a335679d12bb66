import type { ReactNode } from 'react'

/** Why something was not done, where the person looks. Read out as it appears. */
export function Problem({ children }: { children: ReactNode }) {
  return (
    <p role="alert" className="rounded-md border border-red-line bg-red-soft px-3 py-2 text-red">
      {children}
    </p>
  )
}
