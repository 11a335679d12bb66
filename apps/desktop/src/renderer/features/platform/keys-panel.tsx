import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { usePlatformChange } from './use-platform-change.ts'

/** The master key that every stored secret is sealed with. */
export function PlatformKeysPanel() {
  const { t } = useTranslation()
  const format = useFormat()
  const { client } = useConsole()
  const api = useApi()
  const { change, dialog } = usePlatformChange()
  const me = useQuery(api.platform.me.queryOptions())
  const [done, setDone] = useState<{ keyId: string; secrets: number } | null>(null)
  const owner = me.data?.level === 'owner'
  return (
    <>
      <Section
        title={t('platform.masterKey')}
        note={t('platform.masterKeyNote')}
        action={
          <Button
            variant="danger"
            disabled={!owner}
            title={owner ? undefined : t('platform.ownerOnly')}
            onClick={() =>
              change({
                title: t('platform.rotateTitle'),
                note: t('platform.rotateNote'),
                confirm: t('platform.rotate'),
                said: t('platform.rotated'),
                send: async reason => setDone(await client.platform.rotateMasterKey.mutate({ reason })),
              })
            }
          >
            {t('platform.rotate')}
          </Button>
        }
      >
        {!owner && <p className="text-xs text-ink-3">{t('platform.ownerOnly')}</p>}
        {done !== null && (
          <p role="status" className="text-ink-2">
            {t('platform.resealed', { count: done.secrets, shown: format.number(done.secrets) })}{' '}
            <span className="font-mono text-xs">{done.keyId}</span>
          </p>
        )}
      </Section>
      {dialog}
    </>
  )
}
