import { Copy, Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../../app/save-file.ts'
import { announce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { CheckField } from '../../ui/field.tsx'
import { Problem } from '../../ui/problem.tsx'

interface RecoveryCodesProps {
  readonly codes: readonly string[]
  /** Somebody tried to leave without having said so. */
  readonly left?: boolean
  readonly onKept: () => void
}

/** Shown once: the way back in on the day the phone is gone. Going on asks whether they were kept. */
export function RecoveryCodes({ codes, left = false, onKept }: RecoveryCodesProps) {
  const { t } = useTranslation()
  const [kept, setKept] = useState(false)
  const [copied, setCopied] = useState(false)
  const text = `${codes.join('\n')}\n`
  return (
    <div className="flex flex-col gap-4">
      <ul
        aria-label={t('factor.codes')}
        className="grid grid-cols-2 gap-x-6 gap-y-1 rounded-md border border-line-2 bg-sunken px-4 py-3 font-mono select-text"
      >
        {codes.map(code => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex gap-2">
        <Button
          icon={<Copy />}
          onClick={() =>
            void navigator.clipboard.writeText(text).then(
              () => {
                setCopied(true)
                announce(t('ui.copied'))
              },
              // They can still be selected, or downloaded.
              () => undefined,
            )
          }
        >
          {copied ? t('ui.copied') : t('factor.copy')}
        </Button>
        <Button
          icon={<Download />}
          onClick={() => saveFile('countersign-recovery-codes.txt', 'text/plain', [text])}
        >
          {t('factor.download')}
        </Button>
      </div>
      {left && !kept && <Problem>{t('factor.keepFirst')}</Problem>}
      <CheckField label={t('factor.kept')} checked={kept} onChange={setKept} />
      <Button variant="primary" className="h-[2.125rem] self-end" disabled={!kept} onClick={onKept}>
        {t('factor.goOn')}
      </Button>
    </div>
  )
}
