import { useInfiniteQuery } from '@tanstack/react-query'
import { Download, FileCheck, ScrollText, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../app/console-context.tsx'
import { asOfNow, Loaded } from '../../app/loaded.tsx'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { AuditDetail } from './audit-detail.tsx'
import { auditQuery, noFilter } from './audit-filter.ts'
import { AuditFilterBar } from './audit-filter-bar.tsx'
import { AuditRows } from './audit-rows.tsx'
import { useAuditTools } from './use-audit-tools.ts'

const pageSize = 100

/** Who did what, newest first, and the proof that nothing was taken out. */
export function AuditPanel() {
  const { t } = useTranslation()
  const api = useApi()
  const [filter, setFilter] = useState(noFilter)
  const [openId, setOpenId] = useState<string | null>(null)
  const asked = auditQuery(filter)
  const query = useInfiniteQuery(
    api.audit.list.infiniteQueryOptions(
      { ...asked, limit: pageSize },
      { ...asOfNow, getNextPageParam: page => page.nextCursor ?? undefined },
    ),
  )
  const tools = useAuditTools(asked)
  const lines = query.data?.pages.flatMap(page => page.items) ?? []
  const open = lines.find(line => line.id === openId) ?? null

  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex flex-wrap items-end gap-x-3 gap-y-2 border-b px-6 pb-3">
        <AuditFilterBar
          filter={filter}
          onChange={next => {
            setFilter(next)
            setOpenId(null)
          }}
        />
        <div className="ml-auto flex gap-2">
          <IconButton
            label={t('audit.check')}
            icon={<ShieldCheck />}
            disabled={tools.checking}
            onClick={() => void tools.check()}
          />
          <IconButton
            label={t('audit.exportChain')}
            icon={<FileCheck />}
            disabled={tools.exporting}
            onClick={() => void tools.exportChain()}
          />
          <Button icon={<Download />} disabled={tools.exporting} onClick={() => void tools.exportCsv()}>
            {tools.exporting ? t('audit.exporting') : t('audit.export')}
          </Button>
        </div>
      </div>
      <div className="min-h-0 flex-1">
        <Loaded query={query} rows={12}>
          {() =>
            lines.length === 0 ? (
              <Notice icon={<ScrollText />} title={t(filter === noFilter ? 'audit.empty' : 'audit.noMatch')}>
                {t(filter === noFilter ? 'audit.emptyNote' : 'audit.noMatchNote')}
              </Notice>
            ) : (
              <div className="flex h-full min-h-0 max-pair:flex-col">
                <AuditRows
                  lines={lines}
                  hasMore={query.hasNextPage}
                  loadMore={() => {
                    if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage()
                  }}
                  openId={openId}
                  onOpen={setOpenId}
                />
                {open !== null && <AuditDetail line={open} onClose={() => setOpenId(null)} />}
              </div>
            )
          }
        </Loaded>
      </div>
    </div>
  )
}
