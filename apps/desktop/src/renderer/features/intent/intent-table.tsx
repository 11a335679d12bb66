import type { IntentList, IntentView } from '@countersign/shared/intent/intent.contract'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { useChange } from '../../app/use-change.ts'
import { StateWord } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { ActionCell, Cell, Table } from '../../ui/table.tsx'
import { IntentDialog } from './intent-dialog.tsx'
import { useIntents } from './use-intents.ts'

interface IntentTableProps {
  readonly list: IntentList
  /** Null: the texts that are none of the intents. */
  readonly onOpen: (intentId: string | null) => void
}

export function IntentTable({ list, onOpen }: IntentTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { client } = useConsole()
  const api = useApi()
  const { wordOf } = useIntents()
  const change = useChange()
  const [editing, setEditing] = useState<IntentView | 'new' | null>(null)

  const setActive = (intent: IntentView, active: boolean): Promise<boolean> =>
    change<IntentList>({
      queryKey: api.intent.list.queryKey(),
      patch: data => ({
        ...data,
        intents: data.intents.map(one => (one.id === intent.id ? { ...one, active } : one)),
      }),
      send: () => client.intent.update.mutate({ id: intent.id, active }),
      said: t(active ? 'intentPage.restored' : 'intentPage.archivedNow', { name: wordOf(intent.key) }),
      undo: () => void setActive(intent, !active),
      failed: t('intentPage.failed', { name: wordOf(intent.key) }),
    })

  return (
    <Section
      title={t('intentPage.list')}
      action={
        <Button icon={<Plus />} onClick={() => setEditing('new')}>
          {t('intentPage.add')}
        </Button>
      }
    >
      <Table
        label={t('intentPage.list')}
        head={[
          { key: 'name', label: t('intentPage.name') },
          { key: 'key', label: t('intentPage.key'), wide: true },
          { key: 'examples', label: t('intentPage.examples') },
          { key: 'state', label: t('intentPage.stateColumn') },
          { key: 'actions', label: t('ui.actions'), quiet: true },
        ]}
      >
        {list.intents.map(intent => {
          const name = wordOf(intent.key)
          return (
            <tr key={intent.id}>
              <Cell className="font-medium">
                {name}
                {intent.description !== '' && (
                  <span className="block max-w-80 truncate text-xs font-normal text-ink-3">
                    {intent.description}
                  </span>
                )}
              </Cell>
              <Cell wide quiet className="font-mono text-xs">
                {intent.key}
              </Cell>
              <Cell>
                <Button
                  size="sm"
                  variant="ghost"
                  className="nums -ml-2"
                  aria-label={`${t('intentPage.openOf', { name })}, ${intent.examples}`}
                  onClick={() => onOpen(intent.id)}
                >
                  {format.number(intent.examples)}
                </Button>
              </Cell>
              <Cell className="text-xs">
                <StateWord tone={intent.active ? 'accent' : 'plain'} hollow={!intent.active}>
                  {t(intent.active ? 'intentPage.inUse' : 'intentPage.archived')}
                </StateWord>
              </Cell>
              <ActionCell>
                <Button
                  size="sm"
                  variant="ghost"
                  aria-label={t('intentPage.editOf', { name })}
                  onClick={() => setEditing(intent)}
                >
                  {t('intentPage.edit')}
                </Button>
                <Button
                  size="sm"
                  variant="ghost"
                  aria-label={t(intent.active ? 'intentPage.archiveOf' : 'intentPage.restoreOf', { name })}
                  title={intent.active ? t('intentPage.archiveNote') : undefined}
                  onClick={() => void setActive(intent, !intent.active)}
                >
                  {t(intent.active ? 'intentPage.archive' : 'intentPage.restore')}
                </Button>
              </ActionCell>
            </tr>
          )
        })}
        <tr>
          <Cell className="font-medium">
            {t('intentPage.outside')}
            <span className="block max-w-80 text-xs font-normal text-ink-3">
              {t('intentPage.outsideNote')}
            </span>
          </Cell>
          <Cell wide />
          <Cell>
            <Button
              size="sm"
              variant="ghost"
              className="nums -ml-2"
              aria-label={`${t('intentPage.openOf', { name: t('intentPage.outside') })}, ${list.outsideExamples}`}
              onClick={() => onOpen(null)}
            >
              {format.number(list.outsideExamples)}
            </Button>
          </Cell>
          <Cell />
          <ActionCell />
        </tr>
      </Table>
      <IntentDialog
        open={editing !== null}
        intent={editing === 'new' ? null : editing}
        onClose={() => setEditing(null)}
      />
    </Section>
  )
}
