import type { KnowledgeItem } from '@countersign/shared/knowledge/knowledge.contract'
import { FileUp } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/console-context.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { CommandKeys, useCommand } from '../keys/index.ts'
import { type Addition, AddMenu } from './add-menu.tsx'
import { ArticleDialog } from './article-dialog.tsx'
import { DocumentTable } from './document-table.tsx'
import { FaqDialog } from './faq-dialog.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { SearchHits } from './search-hits.tsx'
import { SiteDialog } from './site-dialog.tsx'
import { SiteList } from './site-list.tsx'
import { useDropFiles } from './use-drop-files.ts'
import { useUploadFiles } from './use-upload-files.ts'
import { VersionsDialog } from './versions-dialog.tsx'

interface KnowledgePanelProps {
  readonly search: string
  readonly onSearch: (text: string) => void
}

const accept = '.pdf,.docx,.html,.htm,.md,.markdown,.txt,.csv,.tsv'

/** What is being added or changed: one dialog at a time. */
type Open =
  | { readonly what: 'article'; readonly item: KnowledgeItem | null }
  | { readonly what: 'faq'; readonly item: KnowledgeItem | null }
  | { readonly what: 'site' }
  | { readonly what: 'products' }
  | { readonly what: 'versions'; readonly item: KnowledgeItem }

/** What drafts are made from: every document, where it comes from, and a search that finds what the AI would find. */
export function KnowledgePanel({ search, onSearch }: KnowledgePanelProps) {
  const { t } = useTranslation()
  const may = useMay('knowledge.write')
  const field = useRef<HTMLInputElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const [open, setOpen] = useState<Open | null>(null)
  const [before, setBefore] = useState('')
  const { sending, upload } = useUploadFiles()
  const drop = useDropFiles(may ? files => void upload(files) : null)
  const text = useSettled(search.trim(), 220)
  const earlier = useSettled(before.trim(), 220)
  useCommand('search.focus', () => field.current?.select())
  const close = (stays: boolean) => !stays && setOpen(null)
  const add = (what: Addition) => {
    if (what === 'file') picker.current?.click()
    else if (what === 'article' || what === 'faq') setOpen({ what, item: null })
    else setOpen({ what })
  }
  return (
    <section
      aria-label={t('knowledge.label')}
      className="relative flex h-full min-h-0 flex-col bg-surface"
      {...drop.handlers}
    >
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
        {search.trim() !== '' && (
          <input
            aria-label={t('knowledge.before')}
            placeholder={t('knowledge.before')}
            value={before}
            maxLength={2000}
            onChange={event => setBefore(event.target.value)}
            className="h-[1.875rem] min-w-40 flex-1 basis-40 rounded-md border border-line-2 bg-raised px-2.5 pair:max-w-72"
          />
        )}
        {may && (
          <div className="ml-auto">
            <AddMenu onAdd={add} />
          </div>
        )}
        <input
          ref={picker}
          type="file"
          hidden
          multiple
          accept={accept}
          aria-label={t('knowledge.kind.file')}
          onChange={event => {
            const files = Array.from(event.target.files ?? [])
            event.target.value = ''
            void upload(files)
          }}
        />
      </header>
      <div role="status" className="shrink-0">
        {sending.length > 0 && (
          <p className="border-b bg-sunken px-5 py-2 text-xs text-ink-2">
            {t('knowledge.file.sending', { count: sending.length, name: sending[0]?.name ?? '' })}
          </p>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who may not edit has nothing to focus in it, and could not scroll it by keyboard */}
      <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]">
        {text === '' ? (
          <>
            <SiteList mayWrite={may} />
            <div className="h-full px-5">
              <DocumentTable
                accept={accept}
                actions={
                  may
                    ? {
                        edit: item => setOpen({ what: item.source === 'faq' ? 'faq' : 'article', item }),
                        versions: item => setOpen({ what: 'versions', item }),
                        replaceFile: (item, file) => void upload([file], item.id),
                      }
                    : null
                }
              />
            </div>
          </>
        ) : (
          <SearchHits text={text} before={earlier} />
        )}
      </div>
      {drop.over && (
        <div className="pointer-events-none absolute inset-2 z-30 flex items-center justify-center gap-2 rounded-xl border-2 border-dashed border-accent bg-accent-soft font-semibold text-accent">
          <FileUp aria-hidden="true" className="size-5" />
          {t('knowledge.file.drop')}
        </div>
      )}
      <ArticleDialog
        open={open?.what === 'article'}
        article={open?.what === 'article' ? open.item : null}
        onOpenChange={close}
      />
      <FaqDialog
        open={open?.what === 'faq'}
        id={open?.what === 'faq' ? (open.item?.id ?? null) : null}
        onOpenChange={close}
      />
      <SiteDialog open={open?.what === 'site'} onOpenChange={close} />
      <ImportDialog open={open?.what === 'products'} onOpenChange={close} />
      <VersionsDialog item={open?.what === 'versions' ? open.item : null} onClose={() => setOpen(null)} />
    </section>
  )
}
