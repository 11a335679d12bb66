import { LockKeyhole } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/notice.tsx'
import { useRefusalWords } from '../refusal-words.ts'

/** An address that leads to a screen of other roles. */
export function ForbiddenScreen() {
  const { t } = useTranslation()
  const words = useRefusalWords()
  return (
    <Notice icon={<LockKeyhole />} title={t('ui.notYours')}>
      {words('auth.forbidden')}
    </Notice>
  )
}
