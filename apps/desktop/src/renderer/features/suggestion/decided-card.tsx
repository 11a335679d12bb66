import { CheckCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useMember } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { Button } from '../../ui/button.tsx'
import { ariaKeys, CommandKeys, useCommand } from '../keys/index.ts'
import { CardFrame } from './card-frame.tsx'
import { Sentences } from './sentences.tsx'
import type { CardState } from './shown-suggestion.ts'

interface DecidedCardProps {
  readonly state: Extract<CardState, { kind: 'decided' }>
  readonly onRefresh: () => void
}

/** Somebody was faster: who, when, and what they decided. */
export function DecidedCard({ state, onRefresh }: DecidedCardProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const me = useMember()
  const { decided, suggestion } = state
  useCommand('suggestion.refresh', onRefresh)
  const who =
    decided.memberId === me.id
      ? t('decided.you')
      : (decided.name ?? (decided.status === 'auto_sent' ? t('decided.ai') : t('decided.colleague')))
  return (
    <CardFrame
      label={t('decided.title')}
      head={
        <>
          <CheckCheck aria-hidden="true" className="size-4 text-accent" />
          <h2 className="font-semibold">{t('decided.title')}</h2>
          <span className="text-xs text-ink-2">
            {who}
            {' · '}
            {t(`decided.status.${decided.status ?? 'replied'}`)}
            {decided.at !== null && ` · ${format.time(decided.at)}`}
          </span>
        </>
      }
      foot={
        <>
          <Button
            onClick={onRefresh}
            aria-keyshortcuts={ariaKeys('suggestion.refresh')}
            keys={<CommandKeys command="suggestion.refresh" />}
          >
            {t('decided.close')}
          </Button>
          <span className="text-xs text-ink-3">{t('decided.once')}</span>
        </>
      }
    >
      <div className="px-4 py-3">
        <Sentences suggestion={suggestion} faded />
      </div>
    </CardFrame>
  )
}
