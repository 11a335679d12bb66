import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { asOfNow, Loaded } from '../../app/loaded.tsx'
import { readRefusal } from '../../app/refusal.ts'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { StateWord } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { useToaster } from '../../ui/toast.tsx'
import { WordDiff } from '../../ui/word-diff.tsx'
import { useIntents } from '../intent/index.ts'
import { fieldWord, valueWords } from './outcome-words.ts'
import type { ChangeWire } from './studio-wire.ts'

/** What a run of the cases found: first what is different, then the rest. */
export function RunResults({ runId }: { runId: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { client } = useConsole()
  const api = useApi()
  const queryClient = useQueryClient()
  const toaster = useToaster()
  const words = useRefusalWords()
  const [accepted, setAccepted] = useState<ReadonlySet<string>>(new Set())
  const query = useQuery(api.studio.run.queryOptions({ id: runId }, asOfNow))

  const accept = async (caseId: string, name: string) => {
    try {
      await client.studio.acceptOutcome.mutate({ runId, caseId })
      setAccepted(before => new Set([...before, caseId]))
      toaster.show({ title: t('studio.accepted', { name }) })
      void queryClient.invalidateQueries({ queryKey: api.studio.cases.queryKey() })
    } catch (error) {
      toaster.show({
        tone: 'red',
        title: t('studio.notAccepted', { name }),
        note: words(readRefusal(error).code),
      })
    }
  }
  return (
    <Loaded query={query} rows={3}>
      {run => (
        <Section
          title={t('studio.runAt', { date: format.moment(run.startedAt) })}
          note={[
            run.model,
            run.promptVersion,
            run.policyVersion === null
              ? null
              : `${t('studio.summary.policy')} ${format.number(run.policyVersion)}`,
          ]
            .filter(Boolean)
            .join(' · ')}
        >
          <ul aria-label={t('studio.results')}>
            {[...run.results]
              .sort((a, b) => Number(b.changes.length > 0) - Number(a.changes.length > 0))
              .map(result => {
                const changed = result.changes.length > 0
                return (
                  <li key={result.caseId} className="border-b py-2.5">
                    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                      <span className="min-w-0 flex-1 font-medium">{result.name}</span>
                      <span className="text-xs">
                        {result.status === 'failed' ? (
                          <StateWord tone="red">{t('studio.resultFailed')}</StateWord>
                        ) : changed ? (
                          <StateWord tone="amber">{t('studio.resultChanged')}</StateWord>
                        ) : (
                          <StateWord tone="accent">{t('studio.resultSame')}</StateWord>
                        )}
                      </span>
                      <span className="nums text-xs text-ink-3">
                        {t('studio.took', { ms: format.number(result.ms) })}
                      </span>
                      {changed && result.status === 'done' && (
                        <Button
                          size="sm"
                          disabled={accepted.has(result.caseId)}
                          aria-label={t('studio.acceptOf', { name: result.name })}
                          onClick={() => void accept(result.caseId, result.name)}
                        >
                          {t('studio.accept')}
                        </Button>
                      )}
                    </div>
                    {changed && <Changes changes={result.changes} />}
                  </li>
                )
              })}
          </ul>
        </Section>
      )}
    </Loaded>
  )
}

function Changes({ changes }: { changes: readonly ChangeWire[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { wordOf } = useIntents()
  return (
    <dl className="mt-1.5 grid grid-cols-[8rem_minmax(0,1fr)] gap-x-4 gap-y-1 text-xs">
      {changes.map(({ field, before, after }) => (
        <div key={field} className="contents">
          <dt className="text-ink-3">{fieldWord(field, t)}</dt>
          <dd>
            {field === 'reply' && typeof before === 'string' && typeof after === 'string' ? (
              <WordDiff before={before} after={after} />
            ) : (
              <>
                <span className="sr-only">{t('studio.before')}: </span>
                <s className="text-ink-3">{valueWords(field, before, wordOf, t, format)}</s>
                <span aria-hidden="true"> → </span>
                <span className="sr-only">, {t('studio.after')}: </span>
                <span className="font-medium">{valueWords(field, after, wordOf, t, format)}</span>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
