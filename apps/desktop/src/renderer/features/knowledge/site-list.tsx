import type { SiteView } from '@countersign/shared/knowledge/site.contract'
import { useQuery } from '@tanstack/react-query'
import { RotateCw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConnection } from '../../app/console-context.tsx'
import { Loaded } from '../../app/loaded.tsx'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { StateWord } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { problemCode } from './problem-code.ts'
import { useChangeDocument } from './use-change-document.ts'

const tones = { waiting: 'amber', crawling: 'amber', done: 'accent', failed: 'red' } as const
const pageTones = { indexed: 'accent', unchanged: 'accent', skipped: 'plain', failed: 'red' } as const

/** The sites pages are read from, and how far that is. Nothing at all while there are none. */
export function SiteList({ mayWrite }: { mayWrite: boolean }) {
  const { t } = useTranslation()
  const api = useApi()
  const change = useChangeDocument()
  const ready = useConnection(state => state.ready || state.phase === 'offline')
  const query = useQuery(api.knowledge.sites.queryOptions(undefined, { enabled: ready }))
  const [shown, setShown] = useState<SiteView | null>(null)
  const sites = query.data?.items ?? []
  if (sites.length === 0) return null
  return (
    <section aria-label={t('knowledge.site.label')} className="border-b px-5 py-3">
      <h2 className="mb-1 text-xs font-medium text-ink-3">{t('knowledge.site.label')}</h2>
      <ul>
        {sites.map(site => (
          <li key={site.id} className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-1 py-0.5">
            <span className="min-w-0 flex-1 basis-56 truncate font-medium">{site.url}</span>
            <span className="text-xs">
              <SiteState site={site} />
            </span>
            <span className="flex items-center gap-1">
              <Button size="sm" variant="ghost" onClick={() => setShown(site)}>
                {t('knowledge.site.pages', { done: site.pagesDone, count: site.pagesFound })}
              </Button>
              {mayWrite && (
                <>
                  <IconButton
                    label={t('knowledge.site.recrawl', { url: site.url })}
                    icon={<RotateCw />}
                    disabled={site.status === 'waiting' || site.status === 'crawling'}
                    onClick={() => void change.recrawl(site.id, site.url)}
                  />
                  <IconButton
                    label={t('knowledge.site.delete', { url: site.url })}
                    icon={<Trash2 />}
                    onClick={() => void change.removeSite(site.id, site.url)}
                  />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      <Dialog
        open={shown !== null}
        onOpenChange={open => !open && setShown(null)}
        size="wide"
        title={t('knowledge.site.pagesTitle')}
        note={shown?.url ?? ''}
      >
        {shown !== null && <SitePages id={shown.id} />}
      </Dialog>
    </section>
  )
}

function SiteState({ site }: { site: SiteView }) {
  const { t } = useTranslation()
  const words = useRefusalWords()
  const reading = site.status === 'crawling' && site.pagesFound > 0
  return (
    <span className="flex flex-col">
      <StateWord tone={site.status === 'done' && site.pagesFailed > 0 ? 'amber' : tones[site.status]}>
        {reading
          ? t('knowledge.site.progress', { done: site.pagesDone, found: site.pagesFound })
          : site.status === 'done' && site.pagesFailed > 0
            ? t('knowledge.site.doneBut', { count: site.pagesFailed })
            : t(`knowledge.site.status.${site.status}`)}
      </StateWord>
      {site.error !== null && <span className="text-2xs text-ink-2">{words(problemCode(site.error))}</span>}
    </span>
  )
}

function SitePages({ id }: { id: string }) {
  const { t } = useTranslation()
  const api = useApi()
  const words = useRefusalWords()
  const query = useQuery(api.knowledge.site.queryOptions({ id }, { staleTime: 0 }))
  return (
    <Loaded query={query} rows={4}>
      {({ pages }) =>
        pages.length === 0 ? (
          <p className="text-ink-2">{t('knowledge.site.noPages')}</p>
        ) : (
          <ul>
            {pages.map(page => (
              <li key={page.url} className="flex items-baseline gap-3 border-b py-1.5 last:border-b-0">
                <span className="min-w-0 flex-1 break-all">{page.url}</span>
                <span className="shrink-0 text-xs">
                  <StateWord tone={pageTones[page.status]}>
                    {t(`knowledge.site.page.${page.status}`)}
                  </StateWord>
                  {page.error !== null && (
                    <span className="block max-w-52 text-2xs text-ink-2">
                      {words(problemCode(page.error))}
                    </span>
                  )}
                </span>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}
