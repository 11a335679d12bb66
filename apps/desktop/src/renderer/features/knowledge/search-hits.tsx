import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { readRefusal } from '../../app/refusal.ts'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Bone, Skeleton } from '../../ui/skeleton.tsx'

/** The passages a draft about `text` would be given, best first, with their scores. */
export function SearchHits({ text }: { text: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useRefusalWords()
  const api = useApi()
  const query = useQuery(
    api.knowledge.search.queryOptions({ text, limit: 12 }, { placeholderData: keepPreviousData }),
  )
  if (query.data === undefined && query.isError) {
    return (
      <Notice
        role="alert"
        title={t('knowledge.searchFailed')}
        action={<Button onClick={() => void query.refetch()}>{t('ui.retry')}</Button>}
      >
        {words(readRefusal(query.error).code)}
      </Notice>
    )
  }
  if (query.data === undefined) {
    return (
      <Skeleton label={t('ui.loading')}>
        {[0, 1, 2, 3].map(index => (
          <div key={index} className="flex flex-col gap-2 border-b px-5 py-4">
            <Bone className="w-1/4" />
            <Bone className="w-5/6" />
            <Bone className="w-2/3" />
          </div>
        ))}
      </Skeleton>
    )
  }
  const { hits } = query.data
  if (hits.length === 0) {
    return (
      <Notice icon={<Search />} title={t('knowledge.noHits')}>
        {t('knowledge.noHitsNote')}
      </Notice>
    )
  }
  return (
    <>
      <p className="px-5 pt-3 pb-1 text-xs text-ink-3" role="status">
        {t('knowledge.hits', { count: hits.length })}
      </p>
      <ol>
        {hits.map((hit, index) => (
          <li key={hit.chunkId} className="max-w-4xl border-b px-5 py-3">
            <div className="flex items-center gap-2">
              <span className="nums inline-flex size-[1.125rem] items-center justify-center rounded bg-accent-soft text-2xs font-semibold text-accent">
                {index + 1}
              </span>
              <h2 className="min-w-0 flex-1 truncate font-semibold">{hit.title}</h2>
              <span className="nums text-xs text-ink-3" title={t('evidence.similarity')}>
                {format.score(hit.score)}
              </span>
            </div>
            <p className="mt-1 line-clamp-4 max-w-[80ch] break-words whitespace-pre-line text-ink-2">
              {hit.text}
            </p>
          </li>
        ))}
      </ol>
    </>
  )
}
