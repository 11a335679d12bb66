import { Plus, X } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { TextField } from './field.tsx'

interface PhraseFieldProps {
  readonly label: string
  readonly note?: ReactNode
  readonly phrases: readonly string[]
  readonly maxLength: number
  readonly max: number
  readonly disabled?: boolean
  readonly onChange: (phrases: readonly string[]) => void
}

/** A list of words or phrases, written one by one. Enter adds, and so does leaving the field. */
export function PhraseField({
  label,
  note,
  phrases,
  maxLength,
  max,
  disabled = false,
  onChange,
}: PhraseFieldProps) {
  const { t } = useTranslation()
  const id = useId()
  const [text, setText] = useState('')
  const add = () => {
    const phrase = text.trim()
    setText('')
    if (phrase === '' || phrases.includes(phrase) || phrases.length >= max) return
    onChange([...phrases, phrase])
  }
  return (
    <div>
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <TextField
            label={label}
            {...(note === undefined ? {} : { note })}
            value={text}
            maxLength={maxLength}
            disabled={disabled || phrases.length >= max}
            aria-controls={id}
            onBlur={add}
            onChange={event => setText(event.target.value)}
            onKeyDown={event => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              add()
            }}
          />
        </div>
        <Button
          icon={<Plus />}
          className={note === undefined ? 'h-[2.125rem]' : 'mb-5 h-[2.125rem]'}
          disabled={disabled || text.trim() === ''}
          onClick={add}
        >
          {t('ui.add')}
        </Button>
      </div>
      <ul id={id} aria-label={label} className="mt-2 flex flex-wrap gap-1.5 empty:hidden">
        {phrases.map(phrase => (
          <li
            key={phrase}
            className="inline-flex min-h-6 items-center gap-1 rounded-full border border-line-2 pl-2.5 text-xs"
          >
            <span className="break-words [overflow-wrap:anywhere]">{phrase}</span>
            <button
              type="button"
              aria-label={t('ui.remove', { name: phrase })}
              disabled={disabled}
              onClick={() => onChange(phrases.filter(other => other !== phrase))}
              className="inline-flex size-6 items-center justify-center rounded-full text-ink-3 not-disabled:hover:bg-hover not-disabled:hover:text-ink [&_svg]:size-3"
            >
              <X aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
