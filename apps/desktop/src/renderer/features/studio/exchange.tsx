import { type UseQueryResult, useQueryClient } from '@tanstack/react-query'
import { FlaskConical } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { Loaded } from '../../app/loaded.tsx'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import { ExchangeStep } from './exchange-step.tsx'
import type { Step } from './message-tree.ts'
import { PinDialog } from './pin-dialog.tsx'
import type { MessageWire } from './studio-wire.ts'

interface ExchangeProps {
  readonly threadId: string | null
  readonly query: UseQueryResult<unknown, unknown>
  readonly line: readonly Step<MessageWire>[]
  readonly shownId: string | null
  readonly onShow: (messageId: string) => void
  readonly onSteps: (messageId: string) => void
  readonly onAsked: (asked: { readonly threadId: string; readonly messageId: string }) => void
}

/** Where the next question goes on from: the end of the line, another message, or nothing before it. */
type From = { readonly kind: 'end' } | { readonly kind: 'after'; readonly message: MessageWire | null }

/** One line of an exchange, and the field to go on in. */
export function Exchange({ threadId, query, line, shownId, onShow, onSteps, onAsked }: ExchangeProps) {
  const { t } = useTranslation()
  const { client } = useConsole()
  const api = useApi()
  const queryClient = useQueryClient()
  const words = useRefusalWords()
  const sending = useSending()
  const [text, setText] = useState('')
  const [from, setFrom] = useState<From>({ kind: 'end' })
  const [pinning, setPinning] = useState<MessageWire | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const end = useRef<HTMLDivElement>(null)
  const last = line.at(-1)?.message
  const waits = last?.status === 'running' && from.kind === 'end'

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is new is at the end
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' })
  }, [last?.id, last?.status])

  const ask = async () => {
    const written = text.trim()
    if (written === '' || waits || sending.busy) return
    const parent = from.kind === 'end' ? last : from.message
    const asked = await sending.send(() =>
      client.studio.ask.mutate({
        text: written,
        ...(threadId === null ? {} : { threadId }),
        ...(parent === null || parent === undefined ? {} : { parentId: parent.id }),
      }),
    )
    if (asked === null) return
    setText('')
    setFrom({ kind: 'end' })
    void queryClient.invalidateQueries({ queryKey: api.studio.threads.queryKey() })
    if (threadId !== null)
      await queryClient.invalidateQueries({ queryKey: api.studio.thread.queryKey({ id: threadId }) })
    onAsked(asked.value)
  }

  return (
    <section aria-label={t('studio.exchange')} className="flex h-full min-h-0 flex-col bg-ground">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto px-5 py-4 outline-offset-[-2px]">
        {threadId === null ? (
          <Notice icon={<FlaskConical />} title={t('studio.empty')}>
            {t('studio.emptyNote')}
          </Notice>
        ) : (
          <Loaded query={query} rows={3}>
            {() => (
              <ol className="flex flex-col gap-5">
                {line.map((step, index) => (
                  <li key={step.message.id}>
                    <ExchangeStep
                      step={step}
                      open={step.message.id === shownId}
                      onShow={onShow}
                      onSteps={onSteps}
                      onBranch={() => {
                        setFrom({ kind: 'after', message: line[index - 1]?.message ?? null })
                        field.current?.focus()
                      }}
                      onPin={() => setPinning(step.message)}
                    />
                  </li>
                ))}
              </ol>
            )}
          </Loaded>
        )}
        <div ref={end} />
      </div>
      <form
        className="shrink-0 border-t bg-surface px-5 py-3"
        onSubmit={event => {
          event.preventDefault()
          void ask()
        }}
      >
        {from.kind === 'after' && (
          <p className="mb-2 flex flex-wrap items-center gap-2 text-xs text-amber">
            <span className="min-w-0 truncate">
              {from.message === null
                ? t('studio.fromStart')
                : t('studio.goOnFrom', { text: from.message.text.slice(0, 80) })}
            </span>
            <Button size="sm" variant="ghost" onClick={() => setFrom({ kind: 'end' })}>
              {t('studio.cancelBranch')}
            </Button>
          </p>
        )}
        {sending.refusal !== null && (
          <div className="mb-2">
            <Problem>{words(sending.refusal.code)}</Problem>
          </div>
        )}
        <div className="flex items-end gap-2">
          <textarea
            ref={field}
            aria-label={t('studio.askLabel')}
            placeholder={t('studio.askHint')}
            rows={2}
            maxLength={16_000}
            value={text}
            onChange={event => setText(event.target.value)}
            onKeyDown={event => {
              if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
              event.preventDefault()
              void ask()
            }}
            className="min-w-0 flex-1 resize-none rounded-md border border-line-2 bg-raised px-2.5 py-2 text-md placeholder:text-ink-3"
          />
          <Button
            type="submit"
            variant="primary"
            disabled={text.trim() === '' || waits || sending.busy}
            keys={<Kbd tone="on-accent">↵</Kbd>}
          >
            {t('studio.ask')}
          </Button>
        </div>
      </form>
      <PinDialog message={pinning} onClose={() => setPinning(null)} />
    </section>
  )
}
