import type { KnowledgeHit } from '@countersign/shared/knowledge/knowledge.contract'
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
import { MarkedText } from './marked-text.tsx'

/** The passages a draft about `text` would be given, best first, with their scores. */
export function SearchHits({ text, before }: { text: string; before: string }) {
  const { t } = useTranslation()
  const words = useRefusalWords()
  const api = useApi()
  const query = useQuery(
    api.knowledge.search.queryOptions(
      { text, limit: 12, ...(before === '' ? {} : { context: [before] }) },
      { placeholderData: keepPreviousData },
    ),
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
  const { hits, about } = query.data
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
        {about.length > 0 && ` ${t('knowledge.aboutFound', { names: about.join(', ') })}`}
      </p>
      <ol>
        {hits.map((hit, index) => (
          <Hit key={hit.chunkId} hit={hit} place={index + 1} />
        ))}
      </ol>
    </>
  )
}

function Hit({ hit, place }: { hit: KnowledgeHit; place: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { words, vector, cosine, rank } = hit.lanes
  const lanes = [
    t('knowledge.lane.words', { place: words ?? '—' }),
    cosine === null
      ? t('knowledge.lane.vector', { place: vector ?? '—' })
      : t('knowledge.lane.vectorScore', { place: vector ?? '—', score: format.score(Math.max(0, cosine)) }),
    t('knowledge.lane.rank', { score: format.score(rank) }),
  ]
  return (
    <li className="max-w-4xl border-b px-5 py-3">
      <div className="flex items-center gap-2">
        <span className="nums inline-flex size-[1.125rem] items-center justify-center rounded bg-accent-soft text-2xs font-semibold text-accent">
          {place}
        </span>
        {/* Most documents begin with their title as a heading: once is enough. */}
        <h2 className="min-w-0 flex-1 truncate font-semibold">
          {[hit.title, ...hit.headings.filter(heading => heading !== hit.title)].join(' › ')}
        </h2>
        <span className="nums text-xs text-ink-3" title={t('evidence.similarity')}>
          {format.score(hit.score)}
        </span>
      </div>
      {hit.question !== null && hit.question !== hit.title && (
        <p className="mt-1 text-ink-3">{hit.question}</p>
      )}
      <p className="mt-1 line-clamp-4 max-w-[80ch] break-words whitespace-pre-line text-ink-2">
        <MarkedText text={hit.text} marks={hit.marks} />
      </p>
      <p className="nums mt-1 text-2xs text-ink-3">{lanes.join(' · ')}</p>
    </li>
  )
}
