import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'

/** A screen that failed to draw: a bug of ours. What was typed is in storage, so starting again loses nothing. */
export function BrokenScreen({ reset }: { reset: () => void }) {
  const { t } = useTranslation()
  return (
    <Notice role="alert" title={t('ui.broken')} action={<Button onClick={reset}>{t('ui.retry')}</Button>}>
      {t('ui.brokenNote')}
    </Notice>
  )
}
