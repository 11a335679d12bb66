import { replyTextLimit, type SuggestionView } from '@countersign/shared/suggestion/suggestion.contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { CommandKeys } from '../keys/index.ts'
import { editedText } from './edited-text.ts'

interface EditFormProps {
  readonly suggestion: SuggestionView
  readonly onSubmit: (text: string) => void
  readonly onCancel: () => void
}

/** The draft as text in its own place. What is typed survives a reload until it is sent or given up. */
export function EditForm({ suggestion, onSubmit, onCancel }: EditFormProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(() => editedText.get(suggestion.id) ?? suggestion.text)
  const sendable = text.trim() !== '' && text.length <= replyTextLimit
  const submit = () => sendable && onSubmit(text)
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        submit()
      }}
      onKeyDown={event => {
        if (event.nativeEvent.isComposing || event.repeat) return
        if (event.key === 'Escape') {
          event.preventDefault()
          onCancel()
        }
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault()
          submit()
        }
      }}
    >
      <textarea
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to edit
        autoFocus
        aria-label={t('suggestion.editLabel')}
        value={text}
        maxLength={replyTextLimit}
        onFocus={event => event.target.setSelectionRange(text.length, text.length)}
        onChange={event => {
          setText(event.target.value)
          editedText.set(suggestion.id, event.target.value)
        }}
        className="block max-h-[38vh] min-h-28 w-full resize-none bg-transparent px-4 pt-3 pb-2 text-md outline-none [field-sizing:content]"
      />
      <div className="sticky bottom-0 flex flex-wrap items-center gap-2 rounded-b-xl border-t bg-sunken px-3 py-2">
        <Button
          type="submit"
          variant="primary"
          disabled={!sendable}
          keys={<CommandKeys command="suggestion.approve" tone="on-accent" />}
        >
          {t('suggestion.sendEdit')}
        </Button>
        <Button onClick={onCancel} keys={<Kbd>Esc</Kbd>}>
          {t('suggestion.cancelEdit')}
        </Button>
        <span className="ml-auto text-xs text-ink-3">{t('suggestion.editNote')}</span>
      </div>
    </form>
  )
}
