import type { ConversationDetail } from '@countersign/shared/conversation/conversation.contract'
import type { SuggestionView } from '@countersign/shared/suggestion/suggestion.contract'
import { Lock, RotateCw, Sparkles, TriangleAlert, WifiOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import type { Refusal } from '../../app/refusal.ts'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { Button } from '../../ui/button.tsx'
import { ariaKeys, CommandKeys, useCommand } from '../keys/index.ts'
import { blockedWords } from './blocked-words.ts'
import { CardFrame } from './card-frame.tsx'
import { ConfidenceReasons } from './confidence-reasons.tsx'
import { EditForm } from './edit-form.tsx'
import { editedText } from './edited-text.ts'
import { FocusedPassage } from './focused-passage.tsx'
import { Headline } from './headline.tsx'
import { intentWord } from './intent-word.ts'
import { countUnsupported } from './numbered-evidence.ts'
import { ReasonForm } from './reason-form.tsx'
import { Sentences } from './sentences.tsx'
import { useSuggestionStore } from './suggestion.store.ts'
import { type Decision, useDecideSuggestion } from './use-decide-suggestion.ts'

interface PendingCardProps {
  readonly suggestion: SuggestionView
  readonly conversation: ConversationDetail['conversation']
  readonly customerName: string
  readonly onDecided: () => void
}

type Mode = 'reading' | 'editing' | 'rejecting' | 'escalating'

/** A draft that waits for a person. */
export function PendingCard({ suggestion, conversation, customerName, onDecided }: PendingCardProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay('suggestion.decide')
  // An edit that was interrupted is picked up where it was left.
  const [mode, setMode] = useState<Mode>(() =>
    editedText.get(suggestion.id) === null ? 'reading' : 'editing',
  )
  const decideWith = useDecideSuggestion(customerName)
  const decide = (decision: Decision) => {
    decideWith(suggestion, decision)
    onDecided()
  }

  const reading = may && mode === 'reading'
  useCommand('suggestion.approve', reading ? () => decide({ kind: 'approve' }) : null)
  useCommand('suggestion.edit', reading ? () => setMode('editing') : null)
  useCommand('suggestion.reject', reading ? () => setMode('rejecting') : null)
  useCommand('suggestion.escalate', reading ? () => setMode('escalating') : null)

  const intent = intentWord(suggestion.intent, t)
  const blocked = blockedWords(suggestion, conversation.mode, intent, t, format)
  const unsupported = countUnsupported(suggestion.sentences)

  const foot = !may ? (
    <p className="text-xs text-ink-3">{t('suggestion.mayNot')}</p>
  ) : mode === 'reading' ? (
    <>
      <Button
        variant="primary"
        onClick={() => decide({ kind: 'approve' })}
        aria-keyshortcuts={ariaKeys('suggestion.approve')}
        keys={<CommandKeys command="suggestion.approve" tone="on-accent" />}
      >
        {t('suggestion.approve')}
      </Button>
      <Button
        onClick={() => setMode('editing')}
        aria-keyshortcuts={ariaKeys('suggestion.edit')}
        keys={<CommandKeys command="suggestion.edit" />}
      >
        {t('suggestion.edit')}
      </Button>
      <Button
        onClick={() => setMode('rejecting')}
        aria-keyshortcuts={ariaKeys('suggestion.reject')}
        keys={<CommandKeys command="suggestion.reject" />}
      >
        {t('suggestion.reject')}
      </Button>
      <Button
        onClick={() => setMode('escalating')}
        aria-keyshortcuts={ariaKeys('suggestion.escalate')}
        keys={<CommandKeys command="suggestion.escalate" />}
      >
        {t('suggestion.escalate')}
      </Button>
      {suggestion.costMicros !== null && (
        // Shown where it fits on the line of the keys: what does not fit wraps out of sight, and stands with the confidence anyway.
        <span className="flex h-4 min-w-0 grow basis-0 flex-wrap justify-end overflow-hidden text-xs text-ink-3">
          <span className="h-4 w-px" />
          <span className="nums" title={t('suggestion.costNote')}>
            {suggestion.costMicros === 0 ? t('suggestion.free') : format.cost(suggestion.costMicros)}
          </span>
        </span>
      )}
    </>
  ) : mode === 'editing' ? undefined : (
    <ReasonForm
      kind={mode === 'rejecting' ? 'reject' : 'escalate'}
      onCancel={() => setMode('reading')}
      onSubmit={reason => decide({ kind: mode === 'rejecting' ? 'reject' : 'escalate', reason })}
    />
  )

  return (
    <CardFrame
      label={t('suggestion.label', { name: customerName })}
      head={
        <>
          <Sparkles aria-hidden="true" className="size-4 text-ink-3" />
          <h2 className="font-semibold">{t('suggestion.title')}</h2>
          <span className="text-xs text-ink-2">
            {intent} · {t('suggestion.sources', { count: suggestion.evidence.length })}
          </span>
          <span className="ml-auto">
            <Headline autonomy={suggestion.autonomy} />
          </span>
        </>
      }
      foot={foot}
    >
      <Failure suggestion={suggestion} customerName={customerName} />
      {mode === 'editing' ? (
        <EditForm
          suggestion={suggestion}
          onCancel={() => {
            editedText.clear(suggestion.id)
            setMode('reading')
          }}
          onSubmit={text => decide({ kind: 'edit', text })}
        />
      ) : (
        <div className="flex flex-col gap-2 px-4 pt-3 pb-2.5">
          <Sentences suggestion={suggestion} />
          <FocusedPassage suggestion={suggestion} />
          <div className="flex flex-wrap items-start gap-x-4 gap-y-0.5 text-xs text-ink-2">
            {unsupported > 0 && (
              <span className="inline-flex min-h-6 items-center gap-1.5 font-medium text-amber">
                <TriangleAlert aria-hidden="true" className="size-3.5" />
                {t('suggestion.unsupported', { count: unsupported })}
              </span>
            )}
            {blocked !== null && (
              <span className="inline-flex min-h-6 items-center gap-1.5">
                <Lock aria-hidden="true" className="size-3.5 shrink-0 text-ink-3" />
                {blocked}
              </span>
            )}
            <ConfidenceReasons suggestion={suggestion} />
          </div>
          {suggestion.fallbackReason !== null && (
            <p className="flex items-start gap-1.5 text-xs text-amber">
              <WifiOff aria-hidden="true" className="mt-px size-3.5 shrink-0" />
              {t('suggestion.fallback', {
                reason: t(`suggestion.failure.${suggestion.fallbackReason}`, {
                  defaultValue: suggestion.fallbackReason,
                }),
              })}
            </p>
          )}
        </div>
      )}
    </CardFrame>
  )
}

/** The last try did not arrive. Nothing was lost, and the same decision can be sent again. */
function Failure({ suggestion, customerName }: { suggestion: SuggestionView; customerName: string }) {
  const { t } = useTranslation()
  const words = useRefusalWords()
  const failed = useSuggestionStore(store => store.failures[suggestion.id])
  const decide = useDecideSuggestion(customerName)
  if (failed === undefined) return null
  const { action } = failed
  const retry = () => {
    if (action.kind === 'suggestion.approve') decide(suggestion, { kind: 'approve' })
    else if (action.kind === 'suggestion.edit') decide(suggestion, { kind: 'edit', text: action.input.text })
    else if (action.kind === 'suggestion.reject')
      decide(suggestion, { kind: 'reject', reason: action.input.reason ?? '' })
    else if (action.kind === 'suggestion.escalate')
      decide(suggestion, { kind: 'escalate', reason: action.input.reason ?? '' })
  }
  return (
    <div
      role="alert"
      className="flex items-center gap-3 border-b border-red-line bg-red-soft px-4 py-1.5 text-xs"
    >
      <TriangleAlert aria-hidden="true" className="size-3.5 shrink-0 text-red" />
      <p className="min-w-0 flex-1">
        <span className="font-medium text-red">{t('suggestion.failed')}</span>{' '}
        {words(failed.code as Refusal['code'])} {t('suggestion.failedKept')}
      </p>
      <Button size="sm" icon={<RotateCw />} onClick={retry}>
        {t('ui.retry')}
      </Button>
    </div>
  )
}
