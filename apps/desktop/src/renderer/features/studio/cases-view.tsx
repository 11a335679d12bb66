import type { StudioCaseView, StudioRunView } from '@countersign/shared/studio/studio.contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Pin, Play } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApi, useConnection, useConsole } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { Loaded } from '../../app/loaded.tsx'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useChange } from '../../app/use-change.ts'
import { useSending } from '../../app/use-sending.ts'
import { StateWord } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/class-names.ts'
import { Notice } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Section } from '../../ui/section.tsx'
import { ActionCell, Cell, Table } from '../../ui/table.tsx'
import { useToaster } from '../../ui/toast.tsx'
import { OutcomeWord } from './outcome-word.tsx'
import { RunResults } from './run-results.tsx'

interface CasesViewProps {
  /** The run whose results are open; null: the latest. */
  readonly runId: string | null
  readonly onRun: (id: string) => void
}

/** What was pinned, and what is different since. */
export function CasesView({ runId, onRun }: CasesViewProps) {
  const { t } = useTranslation()
  const { client } = useConsole()
  const api = useApi()
  const queryClient = useQueryClient()
  const toaster = useToaster()
  const words = useRefusalWords()
  const sending = useSending()
  const ready = useConnection(state => state.ready || state.phase === 'offline')
  const cases = useQuery(api.studio.cases.queryOptions(undefined, { enabled: ready }))
  const runs = useQuery(api.studio.runs.queryOptions(undefined, { enabled: ready }))
  const shownRun = runId ?? runs.data?.items[0]?.id ?? null

  const run = async () => {
    const begun = await sending.send(() => client.studio.runCases.mutate())
    if (begun === null) return
    toaster.show({ title: t('studio.runStarted') })
    void queryClient.invalidateQueries({ queryKey: api.studio.runs.queryKey() })
    onRun(begun.value.id)
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <div tabIndex={0} className="h-full overflow-y-auto outline-offset-[-2px]">
      <div className="mx-auto w-full max-w-5xl px-6 py-5">
        <Section
          title={t('studio.cases')}
          note={t('studio.casesNote')}
          action={
            (cases.data?.items.length ?? 0) > 0 && (
              <Button variant="primary" icon={<Play />} disabled={sending.busy} onClick={() => void run()}>
                {t('studio.run')}
              </Button>
            )
          }
        >
          {sending.refusal !== null && (
            <div className="mb-3">
              <Problem>
                {t('studio.notRun')}. {words(sending.refusal.code)}
              </Problem>
            </div>
          )}
          <Loaded query={cases} rows={4}>
            {({ items }) =>
              items.length === 0 ? (
                <Notice icon={<Pin />} title={t('studio.noCases')}>
                  {t('studio.noCasesNote')}
                </Notice>
              ) : (
                <CaseTable items={items} />
              )
            }
          </Loaded>
        </Section>
        <div className="border-t pt-5">
          <Section title={t('studio.runs')}>
            <Loaded query={runs} rows={2}>
              {({ items }) =>
                items.length === 0 ? (
                  <p className="text-ink-3">{t('studio.noRuns')}</p>
                ) : (
                  <RunList items={items} openId={shownRun} onOpen={onRun} />
                )
              }
            </Loaded>
          </Section>
          {shownRun !== null && <RunResults key={shownRun} runId={shownRun} />}
        </div>
      </div>
    </div>
  )
}

interface CaseList {
  readonly items: StudioCaseView[]
}

function CaseTable({ items }: { items: readonly StudioCaseView[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { client } = useConsole()
  const api = useApi()
  const change = useChange()
  const archive = (one: StudioCaseView) =>
    void change<CaseList>({
      queryKey: api.studio.cases.queryKey(),
      patch: list => ({ items: list.items.filter(other => other.id !== one.id) }),
      send: () => client.studio.archiveCase.mutate({ id: one.id }),
      said: t('studio.archived', { name: one.name }),
      failed: t('studio.notArchived', { name: one.name }),
    })
  return (
    <Table
      label={t('studio.cases')}
      head={[
        { key: 'name', label: t('studio.caseName') },
        { key: 'expected', label: t('studio.caseExpected') },
        { key: 'by', label: t('studio.caseBy'), wide: true },
        { key: 'actions', label: t('ui.actions'), quiet: true },
      ]}
    >
      {items.map(one => {
        const asked = one.turns.findLast(turn => turn.from === 'customer')?.text ?? ''
        return (
          <tr key={one.id}>
            <Cell>
              <span className="block font-medium">{one.name}</span>
              {asked !== one.name && (
                <span className="line-clamp-2 max-w-96 text-xs text-ink-3">
                  <span className="sr-only">{t('studio.caseAsks')}: </span>
                  {asked}
                </span>
              )}
            </Cell>
            <Cell className="text-xs">
              <OutcomeWord outcome={one.expected} />
            </Cell>
            <Cell wide quiet className="text-xs">
              {one.createdBy} · {format.date(one.at)}
            </Cell>
            <ActionCell>
              <Button
                size="sm"
                variant="ghost"
                aria-label={t('studio.archiveOf', { name: one.name })}
                onClick={() => archive(one)}
              >
                {t('studio.archive')}
              </Button>
            </ActionCell>
          </tr>
        )
      })}
    </Table>
  )
}

interface RunListProps {
  readonly items: readonly StudioRunView[]
  readonly openId: string | null
  readonly onOpen: (id: string) => void
}

function RunList({ items, openId, onOpen }: RunListProps) {
  const format = useFormat()
  return (
    <ul className="flex gap-1.5 overflow-x-auto pb-1">
      {items.map(run => (
        <li key={run.id} className="shrink-0">
          <button
            type="button"
            aria-current={run.id === openId}
            onClick={() => onOpen(run.id)}
            className={cx(
              'flex flex-col items-start rounded-md border px-3 py-1.5 text-left text-xs transition-colors duration-100',
              run.id === openId ? 'border-accent-line bg-selected' : 'border-line-2 hover:bg-hover',
            )}
          >
            <span className="font-medium">{format.moment(run.startedAt)}</span>
            <RunWord run={run} />
          </button>
        </li>
      ))}
    </ul>
  )
}

function RunWord({ run }: { run: StudioRunView }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (run.status === 'running') return <StateWord tone="amber">{t('studio.runRunning')}</StateWord>
  const failed = t('studio.runFailed', { failed: format.number(run.failed) })
  if (run.changed > 0) {
    return (
      <StateWord tone="amber">
        {t('studio.runChanged', { changed: format.number(run.changed), total: format.number(run.total) })}
        {run.failed > 0 && `, ${failed}`}
      </StateWord>
    )
  }
  if (run.failed > 0) return <StateWord tone="red">{failed}</StateWord>
  return <StateWord tone="accent">{t('studio.runSame')}</StateWord>
}
