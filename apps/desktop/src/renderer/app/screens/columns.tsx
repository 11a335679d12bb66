import type { ReactNode } from 'react'
import { cx } from '../../ui/class-names.ts'

interface ColumnsProps {
  readonly list: ReactNode
  readonly pane: ReactNode
  /** True when a conversation is open; on a narrow screen it then takes the place of the list. */
  readonly open: boolean
}

/** List beside conversation; one at a time where two do not fit. */
export function Columns({ list, pane, open }: ColumnsProps) {
  return (
    <div className="grid h-full min-h-0 grid-cols-1 pair:grid-cols-[17.5rem_minmax(0,1fr)] trio:grid-cols-[19rem_minmax(0,1fr)] wide:grid-cols-[20.5rem_minmax(0,1fr)]">
      <div className={cx('min-h-0 min-w-0 bg-surface pair:border-r', open && 'max-pair:hidden')}>{list}</div>
      <div className={cx('min-h-0 min-w-0', !open && 'max-pair:hidden')}>{pane}</div>
    </div>
  )
}
