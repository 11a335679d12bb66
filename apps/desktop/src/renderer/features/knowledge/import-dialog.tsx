import type { ProductImportAnswer } from '@countersign/shared/knowledge/product-import.contract'
import { useQueryClient } from '@tanstack/react-query'
import { FileUp } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Cell, Table } from '../../ui/table.tsx'
import { useToaster } from '../../ui/toast.tsx'

interface ImportDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** Products from a spreadsheet: says first what it would do, line by line, then does it. */
export function ImportDialog({ open, onOpenChange }: ImportDialogProps) {
  const { t } = useTranslation()
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="wide"
      title={t('knowledge.import.title')}
      note={t('knowledge.import.note')}
    >
      {open && <ImportForm onDone={() => onOpenChange(false)} />}
    </Dialog>
  )
}

function ImportForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const { client } = useConsole()
  const api = useApi()
  const queryClient = useQueryClient()
  const toaster = useToaster()
  const words = useRefusalWords()
  const { busy, refusal, send } = useSending()
  const picker = useRef<HTMLInputElement>(null)
  const [list, setList] = useState<{ name: string; csv: string } | null>(null)
  const [plan, setPlan] = useState<ProductImportAnswer | null>(null)

  const choose = async (file: File) => {
    const csv = await file.text()
    setPlan(null)
    setList({ name: file.name, csv })
    const sent = await send(() => client.knowledge.importProducts.mutate({ csv, dryRun: true }))
    if (sent !== null) setPlan(sent.value)
  }
  const store = async () => {
    if (list === null) return
    const sent = await send(() => client.knowledge.importProducts.mutate({ csv: list.csv }))
    if (sent === null) return
    const { created, updated } = sent.value
    void queryClient.invalidateQueries({ queryKey: api.knowledge.pathKey() })
    toaster.show({ title: t('knowledge.import.done', { created, updated }) })
    onDone()
  }
  const useful = plan === null ? 0 : plan.created + plan.updated

  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <Button icon={<FileUp />} disabled={busy} onClick={() => picker.current?.click()}>
          {t('knowledge.import.choose')}
        </Button>
        <span className="text-ink-2">{list?.name ?? t('knowledge.import.columns')}</span>
        <input
          ref={picker}
          type="file"
          hidden
          accept=".csv,.tsv,text/csv"
          aria-label={t('knowledge.import.choose')}
          onChange={event => {
            const [file] = Array.from(event.target.files ?? [])
            event.target.value = ''
            if (file !== undefined) void choose(file)
          }}
        />
      </div>
      {refusal !== null && <Problem>{words(refusal.code)}</Problem>}
      {plan !== null && <ImportPlan plan={plan} />}
      <div className="flex justify-end gap-2">
        <Button variant="ghost" onClick={onDone}>
          {t('ui.cancel')}
        </Button>
        <Button variant="primary" disabled={busy || useful === 0} onClick={() => void store()}>
          {t('knowledge.import.submit', { count: useful })}
        </Button>
      </div>
    </div>
  )
}

function ImportPlan({ plan }: { plan: ProductImportAnswer }) {
  const { t } = useTranslation()
  const columns = Object.entries(plan.mapping).map(
    ([field, column]) =>
      `${t(`knowledge.import.field.${field as keyof ProductImportAnswer['mapping']}`)} ← ${column}`,
  )
  return (
    <div className="flex flex-col gap-3" role="status">
      <p>
        {t('knowledge.import.plan', {
          created: plan.created,
          updated: plan.updated,
          unchanged: plan.unchanged,
        })}
      </p>
      <p className="text-xs text-ink-2">{columns.join(' · ')}</p>
      {plan.errors.length > 0 && (
        <>
          <p className="font-medium text-amber">
            {t('knowledge.import.errors', { count: plan.errors.length })}
          </p>
          <Table
            label={t('knowledge.import.errors', { count: plan.errors.length })}
            head={[
              { key: 'row', label: t('knowledge.import.row') },
              { key: 'problem', label: t('knowledge.import.problem') },
              { key: 'value', label: t('knowledge.import.value') },
            ]}
          >
            {plan.errors.slice(0, 100).map(error => (
              <tr key={`${error.row}-${error.field}-${error.problem}`}>
                <Cell className="nums">{error.row}</Cell>
                <Cell>{t(`knowledge.import.problems.${error.problem}`)}</Cell>
                <Cell quiet className="max-w-60 truncate">
                  {error.value === '' ? '—' : error.value}
                </Cell>
              </tr>
            ))}
          </Table>
        </>
      )}
    </div>
  )
}
