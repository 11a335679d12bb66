import type { SessionList, SessionView } from '@countersign/shared/identity/session.contract'
import { useQuery } from '@tanstack/react-query'
import { MonitorSmartphone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { asOfNow, Loaded } from '../../app/loaded.tsx'
import { useChange } from '../../app/use-change.ts'
import { useNow } from '../../app/use-now.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'

/** Where the person is signed in. Signing a device out takes effect at once, also in a window that is open on it. */
export function DevicesPanel() {
  const { t } = useTranslation()
  const { client } = useConsole()
  const api = useApi()
  const change = useChange()
  const query = useQuery(api.session.list.queryOptions(undefined, asOfNow))
  const queryKey = api.session.list.queryKey()
  const revoke = (session: SessionView) =>
    change<SessionList>({
      queryKey,
      patch: list => ({ sessions: list.sessions.filter(one => one.id !== session.id) }),
      send: () => client.session.revoke.mutate({ id: session.id }),
      said: t('devices.revoked', { device: session.device ?? t('devices.unknown') }),
      failed: t('devices.notRevoked'),
    })
  const revokeOthers = () =>
    change<SessionList>({
      queryKey,
      patch: list => ({ sessions: list.sessions.filter(one => one.current) }),
      send: () => client.session.revokeOthers.mutate(),
      said: t('devices.othersRevoked'),
      failed: t('devices.notRevoked'),
    })
  return (
    <Loaded query={query}>
      {({ sessions }) => (
        <>
          <ul aria-label={t('devices.list')}>
            {sessions.map(session => (
              <Device key={session.id} session={session} onRevoke={() => void revoke(session)} />
            ))}
          </ul>
          {sessions.length > 1 && (
            <Button variant="danger" className="mt-4" onClick={() => void revokeOthers()}>
              {t('devices.revokeOthers')}
            </Button>
          )}
        </>
      )}
    </Loaded>
  )
}

const minute = 60_000
const week = 7 * 24 * 60 * minute

function Device({ session, onRevoke }: { session: SessionView; onRevoke: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const name = session.device ?? t('devices.unknown')
  const since = now.getTime() - new Date(session.lastUsedAt).getTime()
  const lastUse =
    since < minute
      ? t('devices.justUsed')
      : since < week
        ? t('devices.lastUsed', { ago: format.span(since) })
        : t('devices.usedOn', { date: format.date(session.lastUsedAt) })
  return (
    <li className="flex items-center gap-4 border-b py-3 first:pt-0">
      <MonitorSmartphone aria-hidden="true" className="size-5 shrink-0 text-ink-3" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {name}
          {session.current && <Badge tone="accent">{t('devices.this')}</Badge>}
        </p>
        <p className="text-xs text-ink-3">
          {[
            session.address,
            session.tenantName,
            t(`devices.method.${session.method}`),
            t('devices.since', { date: format.moment(session.createdAt) }),
          ]
            .filter(part => part !== null)
            .join(' · ')}
        </p>
      </div>
      <span className="nums shrink-0 text-xs text-ink-2 max-pair:hidden">
        {session.current ? t('devices.now') : lastUse}
      </span>
      {!session.current && (
        <Button size="sm" aria-label={t('devices.revokeOf', { device: name })} onClick={onRevoke}>
          {t('devices.revoke')}
        </Button>
      )}
    </li>
  )
}
