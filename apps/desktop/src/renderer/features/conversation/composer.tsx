import type { ConversationDetail } from '@countersign/shared/conversation/conversation.contract'
import { replyTextLimit } from '@countersign/shared/suggestion/suggestion.contract'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConsole, useMay } from '../../app/console-context.tsx'
import { useActions } from '../../app/use-actions.ts'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/class-names.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { CommandKeys, useCommand } from '../keys/index.ts'

const storageKey = (id: string) => `countersign.reply.${id}`

interface ComposerProps {
  readonly detail: ConversationDetail
  /** A reply somebody proposed for this escalation. */
  readonly proposed: string | null
}

/** A reply of one's own. One line until it is wanted; what is typed is kept per conversation. Key it by conversation. */
export function Composer({ detail, proposed }: ComposerProps) {
  const { t } = useTranslation()
  const { ports } = useConsole()
  const { perform } = useActions()
  const may = useMay('message.send')
  const { id } = detail.conversation
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState(() => ports.storage.getItem(storageKey(id)) ?? '')
  const [focused, setFocused] = useState(false)
  useCommand('message.write', may ? () => field.current?.focus() : null)

  useEffect(() => {
    if (text === '') ports.storage.removeItem(storageKey(id))
    else ports.storage.setItem(storageKey(id), text)
  }, [text, id, ports.storage])

  if (!may) return null
  const open = focused || text !== ''
  const sendable = text.trim() !== ''
  const escalation = detail.escalation

  const send = async (close: boolean) => {
    if (!sendable) return
    const words = text.trim()
    const idempotencyKey = ports.newId()
    setText('')
    const performed = await perform(
      close && escalation !== null
        ? {
            kind: 'escalation.handle',
            conversationId: id,
            input: { id: escalation.id, text: words, idempotencyKey },
          }
        : {
            kind: 'message.send',
            conversationId: id,
            input: { conversationId: id, text: words, idempotencyKey },
          },
      detail.customer.name,
    )
    // Back into the field unless something else was begun there meanwhile.
    if (performed.kind === 'failed' || performed.kind === 'refused')
      setText(now => (now === '' ? words : now))
  }

  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void send(false)
      }}
      className={cx(
        'shrink-0 rounded-lg border bg-surface outline-accent transition-colors duration-100 has-[textarea:focus]:outline-2',
        open && 'border-line-2',
      )}
    >
      <div className="relative">
        <textarea
          ref={field}
          rows={1}
          value={text}
          maxLength={replyTextLimit}
          aria-label={t('composer.label')}
          placeholder={t('composer.hint')}
          onChange={event => setText(event.target.value)}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          onKeyDown={event => {
            if (event.nativeEvent.isComposing || event.repeat) return
            if (event.key === 'Escape') {
              event.preventDefault()
              field.current?.blur()
            }
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
              event.preventDefault()
              void send(false)
            }
          }}
          className={cx(
            'block max-h-[24vh] w-full resize-none rounded-lg bg-transparent px-3 py-1.5 outline-none [field-sizing:content]',
            open ? 'min-h-14' : 'min-h-[1.875rem]',
          )}
        />
        {!open && (
          <span className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2">
            <CommandKeys command="message.write" />
          </span>
        )}
      </div>
      {open && (
        // Pressing a button must not close the field before the click lands.
        <div
          className="flex flex-wrap items-center gap-2 px-2 pb-2"
          onPointerDown={event => event.preventDefault()}
        >
          <Button
            type="submit"
            variant="primary"
            disabled={!sendable}
            keys={<CommandKeys command="suggestion.approve" tone="on-accent" />}
          >
            {t('composer.send')}
          </Button>
          {escalation !== null && (
            <Button disabled={!sendable} onClick={() => void send(true)}>
              {t('composer.sendAndClose')}
            </Button>
          )}
          {proposed !== null && text === '' && (
            <Button onClick={() => setText(proposed)}>{t('composer.useProposed')}</Button>
          )}
          <span className="ml-auto flex items-center gap-1.5 text-xs text-ink-3">
            {detail.suggestion !== null && text !== '' ? t('composer.replaces') : t('composer.kept')}
            <Kbd>Esc</Kbd>
          </span>
        </div>
      )}
    </form>
  )
}
