import { Eye } from 'lucide-react'
import { useTranslation } from 'react-i18next'

/** Said once at the top of what may be read and not changed. */
export function ReadOnly() {
  const { t } = useTranslation()
  return (
    <p className="mb-5 flex items-center gap-2 rounded-md border border-line-2 bg-sunken px-3 py-2 text-ink-2">
      <Eye aria-hidden="true" className="size-4 shrink-0 text-ink-3" />
      {t('settings.readOnly')}
    </p>
  )
}
