import type { ReactNode } from 'react'
import { cx } from './class-names.ts'

interface TableProps {
  /** What the table holds, for those who cannot see it. */
  readonly label: string
  readonly head: readonly {
    readonly key: string
    readonly label: string
    /** Left out where the table is narrow. */
    readonly wide?: boolean
    /** Named, not shown: a column of buttons. */
    readonly quiet?: boolean
  }[]
  readonly children: ReactNode
}

/** Rows with named columns, divided by hairlines. */
export function Table({ label, head, children }: TableProps) {
  return (
    <div className="@container overflow-x-auto">
      <table aria-label={label} className="w-full border-separate border-spacing-0">
        <thead>
          <tr>
            {head.map(({ key, label: name, wide, quiet }) => (
              <th
                key={key}
                scope="col"
                className={cx(
                  'border-b px-3 py-1.5 text-left text-xs font-medium whitespace-nowrap text-ink-3 first:pl-0 last:pr-0',
                  wide === true && '@max-[46rem]:hidden',
                )}
              >
                {quiet === true ? <span className="sr-only">{name}</span> : name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}

interface CellProps {
  readonly wide?: boolean
  readonly quiet?: boolean
  readonly grow?: boolean
  readonly className?: string
  readonly children?: ReactNode
}

export function Cell({ wide, quiet, grow, className, children }: CellProps) {
  return (
    <td
      className={cx(
        'h-10 border-b px-3 py-1.5 first:pl-0 last:pr-0',
        wide === true && '@max-[46rem]:hidden',
        quiet === true && 'text-ink-2',
        // What is left of the row and no more: a long text in it is cut instead of pushing the buttons out of sight.
        grow === true && 'w-full max-w-0 min-w-40',
        className,
      )}
    >
      {children}
    </td>
  )
}

/** The buttons of a row, at its end. */
export function ActionCell({ children }: { children?: ReactNode }) {
  return (
    <td className="h-10 border-b py-1.5 pl-3">
      <div className="flex justify-end gap-1 @max-[46rem]:flex-col @max-[46rem]:items-end @max-[46rem]:gap-0">
        {children}
      </div>
    </td>
  )
}
