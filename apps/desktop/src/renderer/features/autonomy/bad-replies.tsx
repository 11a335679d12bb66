import type { badRepliesInput } from '@countersign/shared/insight/insight.contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { useApi } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { Loaded } from '../../app/loaded.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { WordDiff } from '../../ui/word-diff.tsx'
import { useIntents } from '../intent/index.ts'

interface BadRepliesProps {
  readonly count: number
  readonly asked: Omit<z.input<typeof badRepliesInput>, 'limit'>
}

/** A slider at rest this long is asked about; one on its way is not. */
const restMs = 500
const tones = { edited: 'amber', rejected: 'red', escalated: 'red' } as const

/** Which replies these thresholds would have sent that people changed or refused. Fetched only when somebody wants to read them. */
export function BadReplies({ count, asked }: BadRepliesProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const api = useApi()
  const { wordOf } = useIntents()
  const [shown, setShown] = useState(false)
  const question = useSettled(JSON.stringify(asked), restMs)
  const query = useQuery(
    api.insight.badReplies.queryOptions(JSON.parse(question) as typeof asked, {
      enabled: shown && count > 0,
      placeholderData: keepPreviousData,
    }),
  )
  return (
    <section aria-label={t('machine.badTitle')} className="mt-6 border-t pt-4 pb-2">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <h3 className="font-semibold">{t('machine.badTitle')}</h3>
          <p className="text-ink-2">{count === 0 ? t('machine.none') : t('machine.badNote')}</p>
        </div>
        {count > 0 && (
          <Button aria-expanded={shown} onClick={() => setShown(!shown)}>
            {t(shown ? 'machine.hideBad' : 'machine.showBad')}
          </Button>
        )}
      </div>
      {shown && count > 0 && (
        <Loaded query={query} rows={4}>
          {({ items }) => (
            <>
              <p className="nums mt-3 text-xs text-ink-3">
                {t('machine.shown', { shown: format.number(items.length), total: format.number(count) })}
              </p>
              <ul>
                {items.map(item => (
                  <li key={item.suggestionId} className="border-b py-3">
                    <p className="mb-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-3">
                      <Badge tone={tones[item.outcome]}>{t(`machine.outcome.${item.outcome}`)}</Badge>
                      <span className="text-ink-2">{wordOf(item.intent)}</span>
                      <span className="nums">
                        {t('machine.confidence', { value: format.threshold(item.confidence) })}
                      </span>
                      <span>{format.moment(item.at)}</span>
                      <Link
                        to="/inbox"
                        search={{ c: item.conversationId }}
                        className="ml-auto inline-flex min-h-6 items-center text-accent underline"
                      >
                        {t('machine.open')}
                      </Link>
                    </p>
                    {item.sentText === null ? (
                      <>
                        <p className="break-words whitespace-pre-wrap">{item.text}</p>
                        <p className="mt-1 text-xs text-ink-3">{t('machine.nothingSent')}</p>
                      </>
                    ) : (
                      <WordDiff before={item.text} after={item.sentText} />
                    )}
                  </li>
                ))}
              </ul>
            </>
          )}
        </Loaded>
      )}
    </section>
  )
}
