import type { SecondFactorSecret } from '@countersign/shared/identity/second-factor.contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { CodeField } from '../../ui/code-field.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { Problem } from '../../ui/problem.tsx'
import { QrCode } from '../../ui/qr-code.tsx'

interface SecondFactorSecretStepProps {
  readonly secret: SecondFactorSecret
  readonly busy: boolean
  readonly problem: string | null
  readonly onCode: (code: string) => void
  readonly onCancel?: () => void
}

/** Groups of four are read off and typed with fewer mistakes. */
const grouped = (secret: string) => secret.match(/.{1,4}/g)?.join(' ') ?? secret

/** Puts the secret into a phone, then asks for the first code it makes. */
export function SecondFactorSecretStep({
  secret,
  busy,
  problem,
  onCode,
  onCancel,
}: SecondFactorSecretStepProps) {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={event => {
        event.preventDefault()
        onCode(code)
      }}
    >
      <ol className="flex flex-col gap-4">
        <li>
          <p className="mb-2">{t('factor.scan')}</p>
          <div className="flex flex-wrap items-start gap-4">
            <QrCode text={secret.uri} label={t('factor.qr')} />
            <div className="min-w-40 flex-1 basis-40">
              <p className="mb-1 text-xs text-ink-3">{t('factor.byHand')}</p>
              <CopyField label={t('factor.secret')} value={grouped(secret.secret)} />
            </div>
          </div>
        </li>
        <li>
          <CodeField label={t('factor.firstCode')} value={code} onChange={setCode} onWhole={onCode} />
        </li>
      </ol>
      {problem !== null && <Problem>{problem}</Problem>}
      <div className="flex justify-end gap-2">
        {onCancel !== undefined && (
          <Button variant="ghost" onClick={onCancel}>
            {t('ui.cancel')}
          </Button>
        )}
        <Button type="submit" variant="primary" disabled={busy || code.length < 6}>
          {t('factor.turnOn')}
        </Button>
      </div>
    </form>
  )
}
