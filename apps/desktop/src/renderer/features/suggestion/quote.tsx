import { useTranslation } from 'react-i18next'
import { findPassage } from './passage.ts'

/** A quote with the part that supports the sentence marked. Without a sentence, or when nothing stands out, plain. */
export function Quote({ quote, sentence, lit }: { quote: string; sentence: string | null; lit: boolean }) {
  const { t } = useTranslation()
  const passage = lit && sentence !== null ? findPassage(quote, sentence) : null
  return (
    <>
      {t('suggestion.quoteOpen')}
      {passage !== null ? (
        <>
          {quote.slice(0, passage.start)}
          <mark className="rounded-xs bg-mark box-decoration-clone text-ink">
            {quote.slice(passage.start, passage.end)}
          </mark>
          {quote.slice(passage.end)}
        </>
      ) : lit && sentence !== null ? (
        <mark className="rounded-xs bg-mark text-ink">{quote}</mark>
      ) : (
        quote
      )}
      {t('suggestion.quoteClose')}
    </>
  )
}
