import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/notice.tsx'

export function NotFoundScreen() {
  const { t } = useTranslation()
  return (
    <Notice
      title={t('ui.notFound')}
      action={
        <Link to="/inbox" search={{}} className="font-semibold text-accent underline">
          {t('command.go.inbox')}
        </Link>
      }
    />
  )
}
