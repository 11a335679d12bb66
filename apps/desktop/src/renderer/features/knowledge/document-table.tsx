import type { KnowledgeItem } from '@countersign/shared/knowledge/knowledge.contract'
import { useInfiniteQuery } from '@tanstack/react-query'
import {
  BookOpen,
  Download,
  EllipsisVertical,
  FileUp,
  History,
  Pencil,
  Power,
  RotateCw,
  Trash2,
} from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConnection } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { Loaded } from '../../app/loaded.tsx'
import { MoreRows } from '../../app/more-rows.tsx'
import { useNow } from '../../app/use-now.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuItem, MenuLine } from '../../ui/menu.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ActionCell, Cell, Table } from '../../ui/table.tsx'
import { DocumentState } from './document-state.tsx'
import { useChangeDocument } from './use-change-document.ts'
import { useSaveOriginal } from './use-save-original.ts'

export interface DocumentActions {
  readonly edit: (item: KnowledgeItem) => void
  readonly versions: (item: KnowledgeItem) => void
  readonly replaceFile: (item: KnowledgeItem, file: File) => void
}

interface DocumentTableProps {
  /** Null: this member may only look. */
  readonly actions: DocumentActions | null
  readonly accept: string
}

/** As many as are drawn at once; a catalogue has thousands. */
const pageSize = 100

/** Every document, newest change first. */
export function DocumentTable({ actions, accept }: DocumentTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const api = useApi()
  const ready = useConnection(state => state.ready || state.phase === 'offline')
  const query = useInfiniteQuery(
    api.knowledge.list.infiniteQueryOptions(
      { limit: pageSize },
      { getNextPageParam: page => page.nextCursor ?? undefined, enabled: ready },
    ),
  )
  return (
    <Loaded query={query} rows={12}>
      {({ pages }) => {
        const items = pages.flatMap(page => page.items)
        return items.length === 0 ? (
          <Notice icon={<BookOpen />} title={t('knowledge.empty')}>
            {t('knowledge.emptyNote')}
          </Notice>
        ) : (
          <>
            <Table
              label={t('knowledge.documents')}
              head={[
                { key: 'title', label: t('knowledge.column.title') },
                { key: 'source', label: t('knowledge.column.source') },
                { key: 'category', label: t('knowledge.column.category'), wide: true },
                { key: 'status', label: t('knowledge.column.status') },
                { key: 'passages', label: t('knowledge.column.passages'), wide: true },
                { key: 'updated', label: t('knowledge.column.updated'), wide: true },
                ...(actions === null
                  ? []
                  : [{ key: 'actions', label: t('knowledge.column.actions'), quiet: true }]),
              ]}
            >
              {items.map(item => (
                <tr key={item.id} className="hover:bg-hover">
                  <Cell grow>
                    <span className="block truncate font-medium" title={item.title}>
                      {item.title}
                    </span>
                    {(item.url ?? item.fileName) !== null && (
                      <span className="block truncate text-xs text-ink-3">{item.url ?? item.fileName}</span>
                    )}
                  </Cell>
                  <Cell quiet>{t(`knowledge.source.${item.source}`)}</Cell>
                  <Cell quiet wide>
                    {item.category ?? '—'}
                  </Cell>
                  <Cell className="text-xs">
                    <DocumentState item={item} />
                  </Cell>
                  <Cell quiet wide className="nums">
                    {item.chunks}
                  </Cell>
                  <Cell quiet wide className="nums whitespace-nowrap">
                    {format.ago(item.updatedAt, now)}
                  </Cell>
                  {actions !== null && (
                    <ActionCell>
                      <DocumentMenu item={item} actions={actions} accept={accept} />
                    </ActionCell>
                  )}
                </tr>
              ))}
            </Table>
            <MoreRows query={query} />
          </>
        )
      }}
    </Loaded>
  )
}

function DocumentMenu({
  item,
  actions,
  accept,
}: {
  item: KnowledgeItem
  actions: DocumentActions
  accept: string
}) {
  const { t } = useTranslation()
  const change = useChangeDocument()
  const saveOriginal = useSaveOriginal()
  const file = useRef<HTMLInputElement>(null)
  const written = item.source === 'text' || item.source === 'faq'
  return (
    <>
      <Menu
        trigger={
          <IconButton label={t('knowledge.actionsOf', { title: item.title })} icon={<EllipsisVertical />} />
        }
      >
        {written && (
          <MenuItem icon={<Pencil />} onSelect={() => actions.edit(item)}>
            {t('knowledge.edit')}
          </MenuItem>
        )}
        {item.source === 'upload' && (
          <>
            <MenuItem icon={<FileUp />} onSelect={() => file.current?.click()}>
              {t('knowledge.file.replace')}
            </MenuItem>
            <MenuItem icon={<Download />} onSelect={() => void saveOriginal(item)}>
              {t('knowledge.file.save')}
            </MenuItem>
            <MenuItem icon={<RotateCw />} onSelect={() => void change.retry(item)}>
              {t('knowledge.file.retry')}
            </MenuItem>
          </>
        )}
        <MenuItem icon={<History />} onSelect={() => actions.versions(item)}>
          {t('knowledge.version.open')}
        </MenuItem>
        <MenuItem icon={<Power />} onSelect={() => void change.setActive(item, !item.active)}>
          {t(item.active ? 'knowledge.switchOff' : 'knowledge.switchOn')}
        </MenuItem>
        <MenuLine />
        <MenuItem icon={<Trash2 />} onSelect={() => void change.remove(item)}>
          {t('knowledge.delete')}
        </MenuItem>
      </Menu>
      {item.source === 'upload' && (
        <input
          ref={file}
          type="file"
          hidden
          accept={accept}
          aria-label={t('knowledge.file.replaceOf', { title: item.title })}
          onChange={event => {
            const [chosen] = Array.from(event.target.files ?? [])
            event.target.value = ''
            if (chosen !== undefined) actions.replaceFile(item, chosen)
          }}
        />
      )}
    </>
  )
}
