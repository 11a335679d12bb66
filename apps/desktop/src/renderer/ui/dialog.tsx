import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from './class-names.ts'

const widths = { narrow: 'max-w-md', wide: 'max-w-2xl' } as const

interface DialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: string
  readonly note?: string
  readonly size?: keyof typeof widths
  readonly children: ReactNode
}

/** A titled dialog: takes the focus, gives it back, closes on Esc. */
export function Dialog({ open, onOpenChange, title, note, size = 'narrow', children }: DialogProps) {
  const { t } = useTranslation()
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-[rgb(20_19_15/32%)] transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          className={cx(
            'popup-motion fixed top-[12vh] left-1/2 z-40 flex max-h-[76vh] w-[calc(100vw-2rem)] -translate-x-1/2 flex-col rounded-xl border border-line-2 bg-raised outline-none',
            widths[size],
          )}
        >
          <header className="pt-4 pr-14 pb-3 pl-5">
            <Base.Title className="text-lg font-semibold">{title}</Base.Title>
            {note !== undefined && <Base.Description className="text-ink-2">{note}</Base.Description>}
          </header>
          <div className="min-h-0 overflow-y-auto px-5 pb-5">{children}</div>
          {/* Last in order, so that the first field gets the focus and not the way out. */}
          <Base.Close
            aria-label={t('ui.close')}
            className="absolute top-3.5 right-3.5 inline-flex size-[1.875rem] items-center justify-center rounded-md text-ink-2 hover:bg-hover hover:text-ink [&_svg]:size-4"
          >
            <X aria-hidden="true" />
          </Base.Close>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
