import type { TemplateView } from '@countersign/shared/agent-profile/agent-profile.contract'
import { useQuery } from '@tanstack/react-query'
import { MessageSquareText, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { asOfNow, Loaded } from '../../app/loaded.tsx'
import { useChange } from '../../app/use-change.ts'
import { StateWord } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ActionCell, Cell, Table } from '../../ui/table.tsx'
import { useIntents } from '../intent/index.ts'
import { TemplateDialog } from './template-dialog.tsx'

interface TemplateList {
  readonly templates: readonly TemplateView[]
}

/** Replies written beforehand, offered to a draft as a source. */
export function TemplatePanel() {
  const { t } = useTranslation()
  const api = useApi()
  const query = useQuery(api.template.list.queryOptions(undefined, asOfNow))
  const [editing, setEditing] = useState<TemplateView | 'new' | null>(null)
  const add = (
    <Button icon={<Plus />} onClick={() => setEditing('new')}>
      {t('template.add')}
    </Button>
  )
  return (
    <>
      <Loaded query={query} rows={5}>
        {({ templates }) =>
          templates.length === 0 ? (
            <Notice icon={<MessageSquareText />} title={t('template.none')} action={add}>
              {t('template.noneNote')}
            </Notice>
          ) : (
            <>
              <div className="mb-3 flex justify-end">{add}</div>
              <TemplateTable templates={templates} onEdit={setEditing} />
            </>
          )
        }
      </Loaded>
      <TemplateDialog
        open={editing !== null}
        template={editing === 'new' ? null : editing}
        onClose={() => setEditing(null)}
      />
    </>
  )
}

interface TemplateTableProps extends TemplateList {
  readonly onEdit: (template: TemplateView) => void
}

function TemplateTable({ templates, onEdit }: TemplateTableProps) {
  const { t } = useTranslation()
  const { client } = useConsole()
  const api = useApi()
  const change = useChange()
  const { wordOf } = useIntents()
  const queryKey = api.template.list.queryKey()
  const restore = ({ id, ...fields }: TemplateView) =>
    void change<TemplateList>({
      queryKey,
      // It comes back under an id of its own, which the server gives.
      patch: list => list,
      send: () => client.template.upsert.mutate({ ...fields, triggers: [...fields.triggers] }),
      said: t('template.restored', { name: fields.name }),
      failed: t('template.notRestored', { name: fields.name }),
    })
  const remove = (template: TemplateView) =>
    void change<TemplateList>({
      queryKey,
      patch: list => ({ templates: list.templates.filter(one => one.id !== template.id) }),
      send: () => client.template.remove.mutate({ id: template.id }),
      said: t('template.removed', { name: template.name }),
      undo: () => restore(template),
      failed: t('template.notRemoved', { name: template.name }),
    })
  return (
    <Table
      label={t('settings.page.templates')}
      head={[
        { key: 'name', label: t('template.name') },
        { key: 'category', label: t('template.category'), wide: true },
        { key: 'triggers', label: t('template.triggers'), wide: true },
        { key: 'language', label: t('template.language') },
        { key: 'state', label: t('template.state') },
        { key: 'actions', label: t('ui.actions'), quiet: true },
      ]}
    >
      {templates.map(template => {
        const { name, active, category } = template
        return (
          <tr key={template.id}>
            <Cell grow className="font-medium">
              <span className="block truncate">{name}</span>
              <span className="block truncate text-xs font-normal text-ink-3">{template.content}</span>
            </Cell>
            <Cell wide quiet className="text-xs whitespace-nowrap">
              {category === null ? '—' : wordOf(category)}
            </Cell>
            <Cell wide quiet className="text-xs">
              <span className="block max-w-40 truncate" title={template.triggers.join(', ')}>
                {template.triggers.length === 0 ? '—' : template.triggers.join(', ')}
              </span>
            </Cell>
            <Cell quiet className="text-xs whitespace-nowrap">
              {t(`template.languages.${template.language}`)}
            </Cell>
            <Cell className="text-xs">
              <StateWord tone={active ? 'accent' : 'plain'} hollow={!active}>
                {t(active ? 'template.inUse' : 'template.off')}
              </StateWord>
            </Cell>
            <ActionCell>
              <Button
                size="sm"
                variant="ghost"
                aria-label={t('template.editOf', { name })}
                onClick={() => onEdit(template)}
              >
                {t('template.edit')}
              </Button>
              <Button
                size="sm"
                variant="ghost"
                aria-label={t('template.removeOf', { name })}
                onClick={() => remove(template)}
              >
                {t('template.remove')}
              </Button>
            </ActionCell>
          </tr>
        )
      })}
    </Table>
  )
}
