import type { StudioOutcome } from '@countersign/shared/studio/studio.contract'
import { useTranslation } from 'react-i18next'
import { StateWord } from '../../ui/badge.tsx'
import { outcomeWords } from './outcome-words.ts'

const tones = {
  AUTO_SEND: 'accent',
  NEED_APPROVAL: 'amber',
  ESCALATE: 'red',
} as const

/** What a run came to, in a word with a dot. */
export function OutcomeWord({ outcome }: { outcome: StudioOutcome }) {
  const { t } = useTranslation()
  const tone =
    outcome.kind === 'failed' ? 'red' : outcome.decision === null ? 'plain' : tones[outcome.decision]
  return <StateWord tone={tone}>{outcomeWords(outcome, t)}</StateWord>
}
