import type { AuditLine } from '@countersign/shared/audit/audit.contract'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { actionWords, actorWords, entityWords } from './audit-words.ts'

/** Everything one line holds. */
export function AuditDetail({ line, onClose }: { line: AuditLine; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const none = <span className="text-ink-3">{t('audit.none')}</span>
  const facts: readonly (readonly [string, ReactNode])[] = [
    [
      t('audit.at'),
      <time key="at" dateTime={line.at}>{`${format.longDate(line.at)}, ${format.time(line.at)}`}</time>,
    ],
    [t('audit.by'), `${actorWords(line.actor, t)} · ${t(`audit.actor.${line.actor.kind}`)}`],
    [t('audit.about'), entityWords(line.entityType, t)],
    [t('audit.address'), line.address ?? none],
    [t('audit.device'), line.userAgent ?? none],
  ]
  const metadata = Object.entries(line.metadata)
  return (
    <aside
      aria-label={t('audit.line', { seq: format.number(line.seq) })}
      className="w-full shrink-0 overflow-y-auto border-l p-5 max-pair:max-h-1/2 max-pair:border-t max-pair:border-l-0 pair:w-80"
    >
      <div className="mb-3 flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <p className="nums text-xs text-ink-3">{t('audit.line', { seq: format.number(line.seq) })}</p>
          <h2 className="text-md font-semibold">{actionWords(line.action, t)}</h2>
        </div>
        <IconButton label={t('ui.close')} icon={<X />} onClick={onClose} />
      </div>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name} className="border-b py-1.5">
            <dt className="text-xs text-ink-3">{name}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
        {metadata.map(([name, value]) => (
          <div key={name} className="border-b py-1.5">
            <dt className="font-mono text-xs text-ink-3">{name}</dt>
            <dd className="break-words">{value === null ? none : String(value)}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-3 flex flex-col gap-3">
        <div>
          <p className="mb-1 text-xs text-ink-3">{t('audit.entityId')}</p>
          <CopyField label={t('audit.entityId')} value={line.entityId} />
        </div>
        {line.requestId !== null && (
          <div>
            <p className="mb-1 text-xs text-ink-3">{t('audit.requestId')}</p>
            <CopyField label={t('audit.requestId')} value={line.requestId} />
          </div>
        )}
        <div>
          <p className="mb-1 text-xs text-ink-3">{t('audit.hash')}</p>
          <CopyField label={t('audit.hash')} value={line.hash} />
        </div>
      </div>
    </aside>
  )
}
