import type { KnowledgeItem } from '@countersign/shared/knowledge/knowledge.contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { Loaded } from '../../app/loaded.tsx'
import { useNow } from '../../app/use-now.ts'
import { StateWord } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useChangeDocument } from './use-change-document.ts'

interface VersionsDialogProps {
  readonly item: KnowledgeItem | null
  readonly onClose: () => void
}

/** What a document said before, to read and to bring back. */
export function VersionsDialog({ item, onClose }: VersionsDialogProps) {
  const { t } = useTranslation()
  return (
    <Dialog
      open={item !== null}
      onOpenChange={open => !open && onClose()}
      size="wide"
      title={t('knowledge.version.title')}
      note={item?.title ?? ''}
    >
      {item !== null && <Versions id={item.id} onClose={onClose} />}
    </Dialog>
  )
}

function Versions({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const api = useApi()
  const change = useChangeDocument()
  const [read, setRead] = useState<number | null>(null)
  const query = useQuery(api.knowledge.versions.queryOptions({ id }, { staleTime: 0 }))
  return (
    <Loaded query={query}>
      {({ items }) => (
        <ol className="flex flex-col">
          {items.map(version => (
            <li key={version.version} className="border-b py-2.5 last:border-b-0">
              <div className="flex flex-wrap items-center gap-3">
                <span className="nums w-20 font-medium">
                  {t('knowledge.version.number', { version: version.version })}
                </span>
                <span className="min-w-0 flex-1 truncate text-ink-2">{version.title}</span>
                <span className="nums text-xs text-ink-3">{format.ago(version.writtenAt, now)}</span>
                {version.replacedAt === null ? (
                  <StateWord tone="accent">{t('knowledge.version.current')}</StateWord>
                ) : (
                  <span className="flex gap-1">
                    <Button
                      size="sm"
                      variant="ghost"
                      aria-expanded={read === version.version}
                      onClick={() => setRead(read === version.version ? null : version.version)}
                    >
                      {t('knowledge.version.read')}
                    </Button>
                    <Button
                      size="sm"
                      onClick={() => {
                        void change.restoreVersion(id, version.version)
                        onClose()
                      }}
                    >
                      {t('knowledge.version.restore')}
                    </Button>
                  </span>
                )}
              </div>
              {read === version.version && <VersionText id={id} version={version.version} />}
            </li>
          ))}
        </ol>
      )}
    </Loaded>
  )
}

function VersionText({ id, version }: { id: string; version: number }) {
  const api = useApi()
  const query = useQuery(api.knowledge.version.queryOptions({ id, version }))
  return (
    <Loaded query={query}>
      {({ text, questions }) => (
        <div className="mt-2 max-h-64 overflow-y-auto rounded-md bg-sunken px-3 py-2 break-words whitespace-pre-line">
          {questions.length > 0 && <p className="mb-2 font-medium">{questions.join('\n')}</p>}
          {text}
        </div>
      )}
    </Loaded>
  )
}
