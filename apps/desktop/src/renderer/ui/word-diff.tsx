import { diffWords } from '@countersign/shared/text/diff-words'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

/** What was taken out and what was put in, word by word. Struck through and underlined: colour does not speak alone. */
export function WordDiff({ before, after }: { before: string; after: string }) {
  const { t } = useTranslation()
  const ops = useMemo(() => diffWords(before, after), [before, after])
  return (
    <p className="break-words whitespace-pre-wrap [overflow-wrap:anywhere]">
      {ops.map(({ op, text }, index) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text have no other name
        if (op === 'keep') return <span key={index}>{text}</span>
        const Mark = op === 'insert' ? 'ins' : 'del'
        return (
          <Mark
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text have no other name
            key={index}
            className={
              op === 'insert'
                ? 'rounded-sm bg-accent-soft text-accent underline decoration-1 underline-offset-2'
                : 'rounded-sm bg-red-soft text-red line-through decoration-1'
            }
          >
            <span className="sr-only">{t(op === 'insert' ? 'ui.inserted' : 'ui.deleted')} </span>
            {text}
            <span className="sr-only"> {t('ui.endOfChange')} </span>
          </Mark>
        )
      })}
    </p>
  )
}
