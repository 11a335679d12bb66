import type { KnowledgeItem } from '@countersign/shared/knowledge/knowledge.contract'
import { useTranslation } from 'react-i18next'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { StateWord, type Tone } from '../../ui/badge.tsx'
import { problemCode } from './problem-code.ts'

/** Where a document stands, in words; and why, where it could not be read. */
export function DocumentState({ item }: { item: KnowledgeItem }) {
  const { t } = useTranslation()
  const words = useRefusalWords()
  const { tone, word } = stateOf(item)
  const why = item.error === null ? null : words(problemCode(item.error))
  return (
    <span className="flex min-w-0 flex-col">
      <StateWord tone={tone} hollow={word === 'off'}>
        {word === 'reading' && item.progress !== null
          ? t('knowledge.state.readingShare', { percent: Math.round(item.progress * 100) })
          : t(`knowledge.state.${word}`)}
      </StateWord>
      {why !== null && <span className="max-w-72 text-2xs whitespace-normal text-ink-2">{why}</span>}
    </span>
  )
}

type Word = 'reading' | 'failed' | 'off' | 'kept' | 'used'

function stateOf(item: KnowledgeItem): { tone: Tone; word: Word } {
  if (item.status === 'processing') return { tone: 'amber', word: 'reading' }
  if (item.status === 'failed') return { tone: 'red', word: 'failed' }
  if (!item.active) return { tone: 'plain', word: 'off' }
  return item.error === null ? { tone: 'accent', word: 'used' } : { tone: 'amber', word: 'kept' }
}
