import { Sparkles } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Bone } from '../../ui/skeleton.tsx'
import { CardFrame } from './card-frame.tsx'

/** A draft on its way: its words as they are written, or the place where they will be. */
export function DraftingCard({ text }: { text: string }) {
  const { t } = useTranslation()
  return (
    <CardFrame
      busy
      label={t('suggestion.drafting')}
      head={
        <>
          <Sparkles aria-hidden="true" className="breathing size-4 text-accent" />
          <h2 className="font-semibold">{t('suggestion.drafting')}</h2>
          <span className="text-xs text-ink-3">{t('suggestion.draftingNote')}</span>
        </>
      }
    >
      <div className="min-h-20 px-4 py-3">
        {text === '' ? (
          <div aria-hidden="true" className="flex flex-col gap-2.5 pt-1">
            <Bone className="w-11/12" />
            <Bone className="w-4/5" />
            <Bone className="w-2/5" />
          </div>
        ) : (
          <p className="text-md break-words whitespace-pre-wrap text-ink-2">
            {text}
            <span
              aria-hidden="true"
              className="breathing ml-0.5 inline-block h-4 w-0.5 translate-y-0.5 bg-accent"
            />
          </p>
        )}
      </div>
    </CardFrame>
  )
}
