import { type ReactNode, useId } from 'react'

interface SectionProps {
  readonly title: string
  readonly note?: ReactNode
  /** At the right of the title: what adds to the section. */
  readonly action?: ReactNode
  readonly children?: ReactNode
}

/** A titled part of a settings page. */
export function Section({ title, note, action, children }: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="border-t py-5 first:border-t-0 first:pt-0">
      <div className="mb-3 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 max-w-[68ch] flex-1 basis-64">
          <h2 id={id} className="text-md font-semibold">
            {title}
          </h2>
          {note !== undefined && <p className="text-ink-2">{note}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  )
}
