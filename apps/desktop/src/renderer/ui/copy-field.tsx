import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from './announcer.tsx'
import { IconButton } from './icon-button.tsx'

interface CopyFieldProps {
  /** What it is, for those who cannot see it. */
  readonly label: string
  readonly value: string
}

const shownMs = 2_000

/** Something to take away: selected by a click, copied by the button. */
export function CopyField({ label, value }: CopyFieldProps) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), shownMs)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => {
        setCopied(true)
        announce(t('ui.copied'))
      },
      // The text can still be selected by hand.
      () => undefined,
    )
  return (
    <div className="flex items-center gap-1 rounded-md border border-line-2 bg-sunken py-0.5 pr-0.5 pl-2.5">
      <output aria-label={label} className="min-w-0 flex-1 font-mono text-xs break-all select-all">
        {value}
      </output>
      <IconButton
        label={copied ? t('ui.copied') : t('ui.copyValue')}
        icon={copied ? <Check /> : <Copy />}
        onClick={() => void copy()}
      />
    </div>
  )
}
