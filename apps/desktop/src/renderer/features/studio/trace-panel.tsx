import { ArrowLeft, ChevronRight, ListTree } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { OutcomeWord } from './outcome-word.tsx'
import { penaltyWord } from './outcome-words.ts'
import { Readable } from './readable.tsx'
import { knownStages, retrieveFacts } from './stage-facts.ts'
import { StageResult } from './stage-result.tsx'
import type { MessageWire, TraceWire } from './studio-wire.ts'

interface TracePanelProps {
  readonly message: MessageWire | null
  readonly onBack: () => void
}

/** What happened to a question, step by step. */
export function TracePanel({ message, onBack }: TracePanelProps) {
  const { t } = useTranslation()
  return (
    <aside aria-label={t('studio.stages')} className="flex h-full min-h-0 flex-col bg-surface">
      <header className="flex h-11 shrink-0 items-center gap-2 border-b px-4">
        <IconButton
          label={t('studio.back')}
          icon={<ArrowLeft />}
          onClick={onBack}
          className="-ml-2 trio:hidden"
        />
        <h2 className="font-semibold">{t('studio.stages')}</h2>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]">
        {message === null ? (
          <Notice icon={<ListTree />} title={t('studio.stages')}>
            {t('studio.stagesNone')}
          </Notice>
        ) : message.trace === null ? (
          <p className="px-4 py-4 text-ink-2">
            {t(message.status === 'failed' ? 'studio.failed' : 'studio.running')}
          </p>
        ) : (
          <Trace key={message.id} trace={message.trace} />
        )}
      </div>
    </aside>
  )
}

function Trace({ trace }: { trace: TraceWire }) {
  const { t } = useTranslation()
  const format = useFormat()
  const facts = [
    { name: t('studio.summary.model'), value: trace.model ?? t('studio.summary.noModel') },
    ...(trace.promptVersion === null
      ? []
      : [{ name: t('studio.summary.prompt'), value: trace.promptVersion }]),
    { name: t('studio.summary.policy'), value: format.number(trace.policyVersion) },
    {
      name: t('studio.summary.tokens'),
      value: t('studio.summary.tokenCounts', {
        in: format.number(trace.tokensIn),
        out: format.number(trace.tokensOut),
      }),
    },
    {
      name: t('studio.summary.cost'),
      value: trace.costMicros === null ? t('studio.summary.noPrice') : format.cost(trace.costMicros),
    },
    {
      name: t('studio.summary.time'),
      value: t('studio.took', { ms: format.number(Math.round(trace.totalMs)) }),
    },
  ]
  const titles = titlesOf(trace)
  return (
    <>
      <div className="border-b px-4 py-3">
        <p className="mb-2">
          <OutcomeWord outcome={trace.outcome} />
        </p>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5 text-xs">
          {facts.map(({ name, value }) => (
            <div key={name} className="contents">
              <dt className="text-ink-3">{name}</dt>
              <dd className="nums break-words">{value}</dd>
            </div>
          ))}
        </dl>
        {trace.outcome.penalties.length > 0 && (
          <p className="mt-2 text-xs text-amber">
            {t('studio.field.penalties')}:{' '}
            {trace.outcome.penalties.map(code => penaltyWord(code, t)).join(', ')}
          </p>
        )}
      </div>
      <ol>
        {trace.stages.map((stage, index) => {
          const known = knownStages.find(name => name === stage.stage)
          const name = known === undefined ? stage.stage : t(`studio.stage.${known}`)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a stored list never changes
            <li key={index} className="border-b">
              <details className="group" open={index === 0}>
                <summary className="flex min-h-9 cursor-pointer list-none items-center gap-2 px-4 outline-offset-[-2px] hover:bg-hover [&::-webkit-details-marker]:hidden">
                  <ChevronRight
                    aria-hidden="true"
                    className="size-3.5 shrink-0 text-ink-3 transition-transform duration-100 group-open:rotate-90"
                  />
                  <span className="nums inline-flex size-[1.125rem] shrink-0 items-center justify-center rounded bg-accent-soft text-2xs font-semibold text-accent">
                    {index + 1}
                  </span>
                  <span className="min-w-0 flex-1 font-medium">{name}</span>
                  <span className="nums text-xs text-ink-3">
                    {t('studio.took', { ms: format.number(Math.round(stage.ms * 10) / 10) })}
                  </span>
                </summary>
                <div className="flex flex-col gap-2 pr-4 pb-3 pl-10 text-xs">
                  {known !== undefined && <StageResult stage={known} data={stage} titles={titles} />}
                  <details>
                    <summary className="min-h-6 w-fit cursor-pointer text-accent">
                      {t('studio.everything')}
                    </summary>
                    <p className="mt-1 font-medium">{t('studio.given')}</p>
                    <Readable value={stage.input} />
                    <p className="mt-2 font-medium">{t('studio.gave')}</p>
                    <Readable value={stage.output} />
                  </details>
                </div>
              </details>
            </li>
          )
        })}
      </ol>
    </>
  )
}

/** What the evidence of the run is called, by its id. */
function titlesOf(trace: TraceWire): ReadonlyMap<string, string> {
  const output = trace.stages.find(({ stage }) => stage === 'retrieve')?.output
  const parsed = retrieveFacts.safeParse(output)
  return new Map(parsed.success ? parsed.data.evidence.map(({ id, title }) => [id, title]) : [])
}
