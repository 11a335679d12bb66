import type { KnowledgeItem } from '@countersign/shared/knowledge/knowledge.contract'
import { useQuery } from '@tanstack/react-query'
import { BookOpen, Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConnection, useMay } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { readRefusal } from '../../app/refusal.ts'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useNow } from '../../app/use-now.ts'
import { StateWord } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Bone, Skeleton } from '../../ui/skeleton.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { CommandKeys, useCommand } from '../keys/index.ts'
import { ArticleDialog } from './article-dialog.tsx'
import { SearchHits } from './search-hits.tsx'

interface KnowledgePanelProps {
  readonly search: string
  readonly onSearch: (text: string) => void
}

/** What drafts are made from: every article, and a search that finds what the AI would find. */
export function KnowledgePanel({ search, onSearch }: KnowledgePanelProps) {
  const { t } = useTranslation()
  const may = useMay('knowledge.write')
  const field = useRef<HTMLInputElement>(null)
  const [editing, setEditing] = useState<KnowledgeItem | 'new' | null>(null)
  const text = useSettled(search.trim(), 220)
  useCommand('search.focus', () => field.current?.select())
  return (
    <section aria-label={t('knowledge.label')} className="flex h-full min-h-0 flex-col bg-surface">
      <header className="flex shrink-0 flex-wrap items-center gap-3 border-b px-5 py-2.5">
        <h1 className="text-md font-bold">{t('knowledge.label')}</h1>
        <div className="min-w-56 max-w-3xl flex-1">
          <SearchField
            ref={field}
            label={t('knowledge.search')}
            value={search}
            maxLength={2000}
            keys={<CommandKeys command="search.focus" />}
            onChange={onSearch}
          />
        </div>
        {may && (
          <Button icon={<Plus />} className="ml-auto" onClick={() => setEditing('new')}>
            {t('knowledge.add')}
          </Button>
        )}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who may not edit has nothing to focus in it, and could not scroll it by keyboard */}
      <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]">
        {text === '' ? <Articles onEdit={may ? setEditing : null} /> : <SearchHits text={text} />}
      </div>
      <ArticleDialog
        open={editing !== null}
        article={editing === 'new' ? null : editing}
        onOpenChange={open => !open && setEditing(null)}
      />
    </section>
  )
}

const tones = { indexed: 'accent', processing: 'amber', failed: 'red' } as const

function Articles({ onEdit }: { onEdit: ((article: KnowledgeItem) => void) | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const words = useRefusalWords()
  const api = useApi()
  const ready = useConnection(state => state.ready || state.phase === 'offline')
  const query = useQuery(api.knowledge.list.queryOptions({ limit: 500 }, { enabled: ready }))

  if (query.data === undefined && query.isError) {
    return (
      <Notice
        role="alert"
        title={t('knowledge.failed')}
        action={<Button onClick={() => void query.refetch()}>{t('ui.retry')}</Button>}
      >
        {words(readRefusal(query.error).code)}
      </Notice>
    )
  }
  if (query.data === undefined) {
    return (
      <Skeleton label={t('ui.loading')}>
        {Array.from({ length: 12 }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: bones are all alike
          <div key={index} className="flex gap-6 border-b px-5 py-3">
            <Bone className="w-1/3" />
            <Bone className="w-24" />
            <Bone className="w-16" />
          </div>
        ))}
      </Skeleton>
    )
  }
  if (query.data.items.length === 0) {
    return (
      <Notice icon={<BookOpen />} title={t('knowledge.empty')}>
        {t('knowledge.emptyNote')}
      </Notice>
    )
  }
  const head = 'sticky top-0 z-10 bg-surface px-3 py-2 text-left text-xs font-medium text-ink-3 first:pl-5'
  const cell = 'h-9 border-b px-3 py-1 first:pl-5'
  return (
    <table className="w-full border-separate border-spacing-0">
      <thead>
        <tr>
          <th className={head}>{t('knowledge.column.title')}</th>
          <th className={head}>{t('knowledge.column.source')}</th>
          <th className={`${head} max-pair:hidden`}>{t('knowledge.column.category')}</th>
          <th className={head}>{t('knowledge.column.status')}</th>
          <th className={`${head} max-pair:hidden`}>{t('knowledge.column.updated')}</th>
          {onEdit !== null && (
            <th className={head}>
              <span className="sr-only">{t('knowledge.column.actions')}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {query.data.items.map(item => (
          <tr key={item.id} className="hover:bg-hover">
            <td className={`${cell} max-w-80 truncate font-medium`}>{item.title}</td>
            <td className={`${cell} text-ink-2`}>{t(`knowledge.source.${item.source}`)}</td>
            <td className={`${cell} text-ink-2 max-pair:hidden`}>{item.category ?? '—'}</td>
            <td className={`${cell} text-xs`}>
              <StateWord tone={tones[item.status]}>{t(`knowledge.status.${item.status}`)}</StateWord>
            </td>
            <td className={`${cell} nums text-ink-2 max-pair:hidden`}>{format.ago(item.updatedAt, now)}</td>
            {onEdit !== null && (
              <td className={`${cell} pr-5 text-right`}>
                {item.source === 'text' && (
                  <Button
                    size="sm"
                    variant="ghost"
                    onClick={() => onEdit(item)}
                    aria-label={t('knowledge.editOf', { title: item.title })}
                  >
                    {t('knowledge.edit')}
                  </Button>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
