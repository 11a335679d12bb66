import { LockKeyhole } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/notice.tsx'
import { useMember } from '../console-context.tsx'

/** An address that leads to a screen of other roles. */
export function ForbiddenScreen() {
  const { t } = useTranslation()
  const { role } = useMember()
  return (
    <Notice icon={<LockKeyhole />} title={t('ui.notYours')}>
      {t('ui.notYoursNote', { role: t(`role.${role}`) })}
    </Notice>
  )
}
