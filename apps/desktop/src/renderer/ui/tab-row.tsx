import { cx } from './class-names.ts'

interface TabRowProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly tabs: readonly { readonly value: T; readonly label: string; readonly count?: string | undefined }[]
  readonly onChange: (value: T) => void
}

/** Views of one list, beside each other; the open one is marked. */
export function TabRow<T extends string>({ label, value, tabs, onChange }: TabRowProps<T>) {
  return (
    <nav aria-label={label} className="flex gap-0.5 overflow-x-auto">
      {tabs.map(tab => (
        <button
          key={tab.value}
          type="button"
          aria-current={value === tab.value ? 'page' : undefined}
          onClick={() => onChange(tab.value)}
          className={cx(
            'inline-flex h-[1.625rem] shrink-0 items-center gap-1.5 rounded-md px-2 text-xs transition-colors duration-100',
            value === tab.value ? 'bg-selected font-semibold text-ink' : 'text-ink-2 hover:bg-hover',
          )}
        >
          {tab.label}
          {tab.count !== undefined && <span className="nums font-normal text-ink-3">{tab.count}</span>}
        </button>
      ))}
    </nav>
  )
}
