import type { SuggestionView } from '@countersign/shared/suggestion/suggestion.contract'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from '../../ui/class-names.ts'
import { type NumberedEvidence, numberEvidence } from './numbered-evidence.ts'
import { useSuggestionStore } from './suggestion.store.ts'

/** Space between two sentences as the draft has it: a blank, or a new paragraph. */
export function gapsOf(text: string, sentences: readonly { readonly text: string }[]): string[] {
  let at = 0
  return sentences.map(sentence => {
    const start = text.indexOf(sentence.text, at)
    if (start < 0) return ' '
    const gap = text.slice(at, start)
    at = start + sentence.text.length
    return gap
  })
}

/** The draft, sentence by sentence. Each can be focused; its evidence then lights up. */
export function Sentences({ suggestion, faded = false }: { suggestion: SuggestionView; faded?: boolean }) {
  const { t } = useTranslation()
  const list = useRef<HTMLDivElement>(null)
  const focused = useSuggestionStore(store =>
    store.focus?.suggestionId === suggestion.id ? store.focus.sentence : null,
  )
  const setFocus = useSuggestionStore(store => store.setFocus)
  const numbered = numberEvidence(suggestion)
  const gaps = gapsOf(suggestion.text, suggestion.sentences)
  const current = focused ?? 0

  const move = (event: KeyboardEvent) => {
    const last = suggestion.sentences.length - 1
    const to =
      event.key === 'ArrowDown' || event.key === 'ArrowRight'
        ? Math.min(last, current + 1)
        : event.key === 'ArrowUp' || event.key === 'ArrowLeft'
          ? Math.max(0, current - 1)
          : event.key === 'Home'
            ? 0
            : event.key === 'End'
              ? last
              : null
    if (to === null) return
    event.preventDefault()
    setFocus(suggestion.id, to)
    list.current?.querySelectorAll<HTMLElement>('[role="option"]')[to]?.focus()
  }

  return (
    <div
      ref={list}
      role="listbox"
      aria-label={t('suggestion.sentences')}
      tabIndex={-1}
      onKeyDown={move}
      className={cx('text-md text-pretty break-words whitespace-pre-wrap', faded && 'text-ink-3')}
    >
      {suggestion.sentences.map((sentence, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sentences have no identity but their place, and a draft never changes
        <span key={index} role="presentation">
          {index > 0 && (gaps[index] === '' ? ' ' : gaps[index])}
          <span
            role="option"
            aria-selected={focused === index}
            tabIndex={index === current ? 0 : -1}
            onFocus={() => setFocus(suggestion.id, index)}
            onMouseEnter={() => setFocus(suggestion.id, index)}
            className={cx(
              'rounded-xs box-decoration-clone px-0.5 -mx-0.5 py-px transition-colors duration-100 outline-none focus-visible:outline-2',
              focused === index && 'bg-mark',
              !sentence.supported && 'wavy',
            )}
          >
            {sentence.text}
            <Marks sentence={sentence} numbered={numbered} />
          </span>
        </span>
      ))}
    </div>
  )
}

function Marks({
  sentence,
  numbered,
}: {
  sentence: SuggestionView['sentences'][number]
  numbered: readonly NumberedEvidence[]
}) {
  const { t } = useTranslation()
  const marks = numbered.filter(({ evidence }) => sentence.evidenceIds.includes(evidence.id))
  if (!sentence.supported) return <span className="sr-only"> ({t('suggestion.noSource')})</span>
  if (marks.length === 0) return null
  return (
    <>
      <sup aria-hidden="true" className="nums ml-0.5 text-[0.6875rem] leading-none font-semibold text-accent">
        {marks.map(({ number }) => number).join(' ')}
      </sup>
      <span className="sr-only">
        {' '}
        ({t('suggestion.sourcesOf', { titles: marks.map(mark => mark.evidence.title).join(', ') })})
      </span>
    </>
  )
}
