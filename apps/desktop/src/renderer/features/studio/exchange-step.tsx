import { ChevronLeft, ChevronRight, GitBranch, ListTree, Pin } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/class-names.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import type { Step } from './message-tree.ts'
import { OutcomeWord } from './outcome-word.tsx'
import type { MessageWire } from './studio-wire.ts'

interface ExchangeStepProps {
  readonly step: Step<MessageWire>
  /** Its steps are on show. */
  readonly open: boolean
  readonly onShow: (messageId: string) => void
  readonly onSteps: (messageId: string) => void
  readonly onBranch: () => void
  readonly onPin: () => void
}

/** A question and what came of it. */
export function ExchangeStep({ step, open, onShow, onSteps, onBranch, onPin }: ExchangeStepProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { message, branches } = step
  const { trace } = message
  const at = branches.indexOf(message.id)
  const show = (index: number) => {
    const id = branches[index]
    if (id !== undefined) onShow(id)
  }
  return (
    <article
      className={cx('flex flex-col gap-2 border-l-2 pl-3', open ? 'border-accent' : 'border-transparent')}
    >
      <div className="flex max-w-[86%] flex-col items-start gap-1">
        <p className="rounded-xl border bg-surface px-3 py-2 text-md break-words whitespace-pre-wrap [overflow-wrap:anywhere]">
          <span className="sr-only">{t('studio.customer')}: </span>
          {message.text}
        </p>
        {branches.length > 1 && (
          <div className="flex items-center text-xs text-ink-3">
            <IconButton
              label={t('studio.previousBranch')}
              icon={<ChevronLeft />}
              disabled={at === 0}
              onClick={() => show(at - 1)}
              className="size-6"
            />
            <span className="nums">
              {t('studio.branchOf', { at: format.number(at + 1), number: format.number(branches.length) })}
            </span>
            <IconButton
              label={t('studio.nextBranch')}
              icon={<ChevronRight />}
              disabled={at === branches.length - 1}
              onClick={() => show(at + 1)}
              className="size-6"
            />
          </div>
        )}
      </div>
      <div aria-live="polite" className="flex max-w-[86%] flex-col items-end gap-1 self-end">
        {message.status === 'running' ? (
          <p className="breathing rounded-xl bg-accent-soft px-3 py-2 text-ink-2">{t('studio.running')}</p>
        ) : message.status === 'failed' ? (
          <p className="rounded-xl border border-red-line bg-red-soft px-3 py-2 text-red">
            {t('studio.failed')}
          </p>
        ) : message.reply === null ? (
          <p className="rounded-xl border border-dashed px-3 py-2 text-ink-2">{t('studio.noReply')}</p>
        ) : (
          <p className="rounded-xl bg-accent-soft px-3 py-2 text-md break-words whitespace-pre-wrap [overflow-wrap:anywhere]">
            <span className="sr-only">{t('studio.reply')}: </span>
            {message.reply}
          </p>
        )}
        {trace !== null && (
          <p className="nums flex flex-wrap items-center justify-end gap-x-2 text-xs text-ink-3">
            <OutcomeWord outcome={trace.outcome} />
            {trace.outcome.confidence !== null && <span>{format.score(trace.outcome.confidence)}</span>}
            <span>{t('studio.took', { ms: format.number(Math.round(trace.totalMs)) })}</span>
          </p>
        )}
        <div className="-mr-2 flex flex-wrap justify-end">
          <Button
            size="sm"
            variant="ghost"
            icon={<ListTree />}
            aria-pressed={open}
            onClick={() => onSteps(message.id)}
          >
            {t('studio.showStages')}
          </Button>
          <Button size="sm" variant="ghost" icon={<GitBranch />} onClick={onBranch}>
            {t('studio.branchHere')}
          </Button>
          {message.status === 'done' && (
            <Button size="sm" variant="ghost" icon={<Pin />} onClick={onPin}>
              {t('studio.pin')}
            </Button>
          )}
        </div>
      </div>
    </article>
  )
}
