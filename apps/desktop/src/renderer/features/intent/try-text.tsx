import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { TextArea } from '../../ui/field.tsx'
import { Section } from '../../ui/section.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { useIntents } from './use-intents.ts'

const shownScores = 8

/** What the model in use makes of a typed text. */
export function TryText() {
  const { t } = useTranslation()
  const format = useFormat()
  const api = useApi()
  const { wordOf } = useIntents()
  const [text, setText] = useState('')
  const asked = useSettled(text.trim(), 300)
  const { data } = useQuery(
    api.intent.test.queryOptions(
      { text: asked },
      { enabled: asked !== '', placeholderData: keepPreviousData, staleTime: 0 },
    ),
  )
  const scores = asked === '' ? undefined : data
  return (
    <Section title={t('intentPage.try')} note={t('intentPage.tryNote')}>
      <div className="grid gap-x-8 gap-y-4 pair:grid-cols-2">
        <TextArea
          label={t('intentPage.tryLabel')}
          rows={5}
          maxLength={16_384}
          value={text}
          onChange={event => setText(event.target.value)}
        />
        <div aria-live="polite">
          {scores === undefined ? (
            <p className="pt-6 text-ink-3">{t('intentPage.tryEmpty')}</p>
          ) : (
            <>
              <p className="mb-1">
                <span className="text-ink-2">{t('intentPage.recognised')}</span>{' '}
                <span className="font-semibold">{wordOf(scores.intent)}</span>{' '}
                <span className="nums text-ink-3">{format.score(scores.score)}</span>
              </p>
              <ol aria-label={t('intentPage.ranked')}>
                {scores.ranked.slice(0, shownScores).map(({ key, score }) => (
                  <li
                    key={key}
                    className="grid grid-cols-[9rem_minmax(0,1fr)_2.5rem] items-center gap-2 py-0.5"
                  >
                    <span className="truncate text-xs">{wordOf(key)}</span>
                    <svg
                      aria-hidden="true"
                      viewBox="0 0 100 4"
                      preserveAspectRatio="none"
                      className="h-1 w-full"
                    >
                      <rect width="100" height="4" rx="2" className="fill-line" />
                      <rect width={100 * score} height="4" rx="2" className="fill-accent" />
                    </svg>
                    <span className="nums text-right text-xs text-ink-2">{format.score(score)}</span>
                  </li>
                ))}
              </ol>
            </>
          )}
        </div>
      </div>
    </Section>
  )
}
