import { Search, X } from 'lucide-react'
import type { KeyboardEvent, ReactNode, Ref } from 'react'
import { useTranslation } from 'react-i18next'

interface SearchFieldProps {
  /** Its name and its hint. */
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
  readonly onEnter?: () => void
  /** The key that leads here. */
  readonly keys?: ReactNode
  readonly maxLength?: number
  readonly ref?: Ref<HTMLInputElement>
}

/** Esc empties it and gives the keys back. */
export function SearchField({ label, value, onChange, onEnter, keys, maxLength, ref }: SearchFieldProps) {
  const { t } = useTranslation()
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) onEnter?.()
    if (event.key !== 'Escape') return
    event.preventDefault()
    onChange('')
    event.currentTarget.blur()
  }
  return (
    <div className="relative">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-2.5 size-3.5 -translate-y-1/2 text-ink-3"
      />
      <input
        ref={ref}
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        maxLength={maxLength}
        onChange={event => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-[1.875rem] w-full rounded-md border border-line-2 bg-raised pr-8 pl-8 [&::-webkit-search-cancel-button]:hidden"
      />
      {value === '' ? (
        <span className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2">{keys}</span>
      ) : (
        <button
          type="button"
          aria-label={t('ui.clear')}
          onClick={() => onChange('')}
          className="absolute top-1/2 right-1 inline-flex size-6 -translate-y-1/2 items-center justify-center rounded-md text-ink-2 hover:bg-hover [&_svg]:size-3.5"
        >
          <X aria-hidden="true" />
        </button>
      )}
    </div>
  )
}
