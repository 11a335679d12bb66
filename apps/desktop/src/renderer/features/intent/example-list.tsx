import type { IntentView } from '@countersign/shared/intent/intent.contract'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { ArrowLeft, ListPlus, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { asOfNow, Loaded } from '../../app/loaded.tsx'
import { readRefusal } from '../../app/refusal.ts'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useToaster } from '../../ui/toast.tsx'
import { useIntents } from './use-intents.ts'

interface ExampleListProps {
  /** Null: the texts that are none of the intents. */
  readonly intent: IntentView | null
  readonly onBack: () => void
}

/** The texts that show what an intent is. */
export function ExampleList({ intent, onBack }: ExampleListProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { client } = useConsole()
  const api = useApi()
  const queryClient = useQueryClient()
  const toaster = useToaster()
  const words = useRefusalWords()
  const sending = useSending()
  const { wordOf } = useIntents()
  const [text, setText] = useState('')
  const intentId = intent?.id ?? null
  const name = intent === null ? t('intentPage.outside') : wordOf(intent.key)
  const query = useInfiniteQuery(
    api.intent.listExamples.infiniteQueryOptions(
      { intentId, limit: 100 },
      { ...asOfNow, getNextPageParam: page => page.nextCursor ?? undefined },
    ),
  )
  const items = query.data?.pages.flatMap(page => page.items) ?? []
  const refresh = () => queryClient.invalidateQueries({ queryKey: api.intent.pathKey() })

  const add = async () => {
    const written = text.trim()
    if (written === '') return
    const added = await sending.send(() => client.intent.addExample.mutate({ intentId, text: written }))
    if (added === null) return
    setText('')
    void refresh()
  }
  const remove = async (example: { readonly id: string; readonly text: string }) => {
    try {
      await client.intent.removeExample.mutate({ id: example.id })
      toaster.show({
        title: t('intentPage.exampleRemoved'),
        action: {
          label: t('ui.undo'),
          run: () =>
            void client.intent.addExample
              .mutate({ intentId, text: example.text })
              .then(refresh, () => undefined),
        },
      })
    } catch (error) {
      toaster.show({
        tone: 'red',
        title: t('intentPage.notRemoved'),
        note: words(readRefusal(error).code),
      })
    }
    void refresh()
  }

  return (
    <>
      <Button variant="ghost" icon={<ArrowLeft />} className="-ml-3" onClick={onBack}>
        {t('intentPage.back')}
      </Button>
      <h2 className="mt-2 mb-3 text-md font-semibold">{t('intentPage.examplesOf', { name })}</h2>
      <form
        className="mb-4 flex items-end gap-2"
        onSubmit={event => {
          event.preventDefault()
          void add()
        }}
      >
        <div className="min-w-0 flex-1">
          <TextField
            label={t('intentPage.exampleText')}
            autoFocus
            maxLength={2000}
            value={text}
            onChange={event => setText(event.target.value)}
          />
        </div>
        <Button
          type="submit"
          variant="primary"
          className="h-[2.125rem]"
          disabled={text.trim() === '' || sending.busy}
        >
          {t('intentPage.addExample')}
        </Button>
      </form>
      {sending.refusal !== null && <Problem>{words(sending.refusal.code)}</Problem>}
      <Loaded query={query} rows={8}>
        {() =>
          items.length === 0 ? (
            <Notice icon={<ListPlus />} title={t('intentPage.noExamples')}>
              {t('intentPage.noExamplesNote')}
            </Notice>
          ) : (
            <>
              <ul aria-label={t('intentPage.examplesOf', { name })}>
                {items.map(example => (
                  <li key={example.id} className="flex min-h-9 items-center gap-3 border-b py-1">
                    <span className="min-w-0 flex-1 break-words [overflow-wrap:anywhere]">
                      {example.text}
                    </span>
                    <span className="shrink-0 text-xs text-ink-3">
                      {t(`intentPage.source.${example.source}`)} · {format.date(example.createdAt)}
                    </span>
                    <IconButton
                      label={t('intentPage.removeExample', { text: example.text.slice(0, 60) })}
                      icon={<X />}
                      onClick={() => void remove(example)}
                    />
                  </li>
                ))}
              </ul>
              {query.hasNextPage && (
                <div className="pt-3 text-center">
                  <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                    {t('intentPage.more')}
                  </Button>
                </div>
              )}
            </>
          )
        }
      </Loaded>
    </>
  )
}
