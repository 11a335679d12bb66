import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'

const row =
  'flex min-h-[1.875rem] items-center gap-2.5 rounded-md px-2.5 outline-none data-disabled:opacity-45 data-highlighted:bg-selected [&_svg]:size-4 [&_svg]:text-ink-3'

interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement
  readonly side?: 'top' | 'bottom' | 'right'
  readonly align?: 'start' | 'end'
  readonly children: ReactNode
}

export function Menu({ trigger, side = 'bottom', align = 'end', children }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={6} className="z-50">
          <Base.Popup className="popup-motion min-w-52 rounded-lg border border-line-2 bg-raised p-1 outline-none">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

interface MenuItemProps {
  readonly icon?: ReactNode
  readonly note?: ReactNode
  readonly disabled?: boolean
  readonly onSelect: () => void
  readonly children: ReactNode
}

export function MenuItem({ icon, note, disabled = false, onSelect, children }: MenuItemProps) {
  return (
    <Base.Item className={row} disabled={disabled} onClick={onSelect}>
      {icon}
      <span className="flex-1">{children}</span>
      {note}
    </Base.Item>
  )
}

interface MenuChoiceProps<T extends string> {
  readonly title: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly onChange: (value: T) => void
}

/** One of several, the chosen one ticked. */
export function MenuChoice<T extends string>({ title, value, options, onChange }: MenuChoiceProps<T>) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2.5 pt-2 pb-1 text-xs font-medium text-ink-3">{title}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={next => onChange(next as T)}>
        {options.map(option => (
          <Base.RadioItem key={option.value} value={option.value} closeOnClick className={row}>
            <span className="flex-1">{option.label}</span>
            <Base.RadioItemIndicator>
              <Check aria-hidden="true" />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  )
}

export function MenuLine() {
  return <Base.Separator className="my-1 border-t" />
}
