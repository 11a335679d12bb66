import { Tooltip } from '@base-ui/react/tooltip'
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { cx } from './class-names.ts'

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  /** Its name, also shown on hover. */
  readonly label: string
  readonly icon: ReactNode
  readonly keys?: ReactNode
  readonly pressed?: boolean
  readonly ref?: Ref<HTMLButtonElement>
}

export function IconButton({ label, icon, keys, pressed, disabled, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger
        // The trigger keeps `disabled` for its tooltip and does not pass it on: the button has to be told itself.
        render={<button type="button" disabled={disabled} />}
        aria-label={label}
        aria-pressed={pressed}
        className={cx(
          'inline-flex size-[1.875rem] shrink-0 items-center justify-center rounded-md text-ink-2 transition-colors duration-100 not-disabled:hover:bg-hover not-disabled:hover:text-ink disabled:opacity-40 [&_svg]:size-4',
          pressed === true && 'bg-hover text-ink',
          className,
        )}
        {...rest}
      >
        {icon}
      </Tooltip.Trigger>
      <TooltipPopup label={label} keys={keys} />
    </Tooltip.Root>
  )
}

export function TooltipPopup({ label, keys }: { label: string; keys?: ReactNode }) {
  return (
    <Tooltip.Portal>
      <Tooltip.Positioner sideOffset={6} className="z-50">
        <Tooltip.Popup className="popup-motion flex items-center gap-2 rounded-md border border-line-2 bg-raised px-2 py-1 text-xs text-ink">
          {label}
          {keys}
        </Tooltip.Popup>
      </Tooltip.Positioner>
    </Tooltip.Portal>
  )
}
