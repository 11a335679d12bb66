import { Dialog as Base } from '@base-ui/react/dialog'
import { Command } from 'cmdk'
import type { ReactNode } from 'react'

export interface Pick {
  readonly id: string
  readonly label: string
  readonly icon?: ReactNode
  readonly note?: ReactNode
  /** More words to find it by. */
  readonly words?: readonly string[]
  run(): void
}

export interface PickGroup {
  readonly title?: string
  readonly picks: readonly Pick[]
}

interface PickDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: string
  readonly hint: string
  readonly empty: string
  readonly groups: readonly PickGroup[]
  readonly text?: string
  readonly onText?: (text: string) => void
  /** Shown above what was found, e.g. that a search is still running. */
  readonly note?: ReactNode
}

/** Every word typed must begin or be part of one of the words a pick is known by. */
function matches(_id: string, typed: string, words?: string[]): number {
  const known = (words ?? []).join(' ').toLocaleLowerCase()
  return typed
    .toLocaleLowerCase()
    .trim()
    .split(/\s+/)
    .every(word => known.includes(word))
    ? 1
    : 0
}

/** Type to narrow, arrows to move, Enter to choose, Esc to leave. */
export function PickDialog({
  open,
  onOpenChange,
  title,
  hint,
  empty,
  groups,
  text,
  onText,
  note,
}: PickDialogProps) {
  const typed = text === undefined ? {} : { value: text }
  const onTyped = onText === undefined ? {} : { onValueChange: onText }
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-[rgb(20_19_15/32%)] transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup className="popup-motion fixed top-[14vh] left-1/2 z-40 w-[calc(100vw-2rem)] max-w-[34rem] -translate-x-1/2 overflow-hidden rounded-xl border border-line-2 bg-raised outline-none">
          <Base.Title className="sr-only">{title}</Base.Title>
          <Command label={title} filter={matches} loop>
            <Command.Input
              {...typed}
              {...onTyped}
              placeholder={hint}
              className="h-11 w-full border-b bg-transparent px-4 text-md outline-none"
            />
            <Command.List className="max-h-[52vh] overflow-y-auto p-1.5" label={title}>
              {note}
              <Command.Empty className="px-3 py-6 text-center text-ink-3">{empty}</Command.Empty>
              {groups.map((group, index) => (
                <Command.Group
                  key={group.title ?? index}
                  heading={group.title}
                  className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-3"
                >
                  {group.picks.map(pick => (
                    <Command.Item
                      key={pick.id}
                      value={pick.id}
                      keywords={[pick.label, ...(pick.words ?? [])]}
                      onSelect={() => {
                        onOpenChange(false)
                        pick.run()
                      }}
                      className="flex min-h-9 items-center gap-2.5 rounded-md px-2.5 py-1.5 aria-selected:bg-selected [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-3"
                    >
                      {pick.icon}
                      <span className="min-w-0 flex-1 truncate">{pick.label}</span>
                      <span className="shrink-0 text-xs text-ink-3">{pick.note}</span>
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
