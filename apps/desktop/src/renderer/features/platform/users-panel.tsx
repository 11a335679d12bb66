import { roles } from '@countersign/shared/identity/role.policy'
import type { PlatformUser } from '@countersign/shared/platform/platform.contract'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Users } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole, useMember } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { asOfNow, Loaded } from '../../app/loaded.tsx'
import { MoreRows } from '../../app/more-rows.tsx'
import { useNow } from '../../app/use-now.ts'
import { Badge, StateWord } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { ActionCell, Cell, Table } from '../../ui/table.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { usePlatformChange } from './use-platform-change.ts'

/** Everybody who can sign in to the installation. */
export function PlatformUsersPanel() {
  const { t } = useTranslation()
  const api = useApi()
  const { change, dialog } = usePlatformChange()
  const level = useQuery(api.platform.me.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }))
  const owner = level.data?.level === 'owner'
  const [search, setSearch] = useState('')
  const text = useSettled(search.trim(), 220)
  const query = useInfiniteQuery(
    api.platform.users.infiniteQueryOptions(text === '' ? { limit: 50 } : { limit: 50, search: text }, {
      ...asOfNow,
      placeholderData: keepPreviousData,
      getNextPageParam: page => page.nextCursor ?? undefined,
    }),
  )
  return (
    <>
      <div className="mb-3 max-w-sm">
        <SearchField label={t('platform.searchUsers')} value={search} maxLength={200} onChange={setSearch} />
      </div>
      <Loaded query={query} rows={6}>
        {({ pages }) => {
          const items = pages.flatMap(page => page.items)
          if (items.length === 0) return <Notice icon={<Users />} title={t('ui.nothing')} />
          return (
            <>
              <Table
                label={t('settings.page.users')}
                head={[
                  { key: 'name', label: t('team.name') },
                  { key: 'tenants', label: t('platform.worksFor'), wide: true },
                  { key: 'login', label: t('platform.lastLogin'), wide: true },
                  { key: 'state', label: t('team.state') },
                  { key: 'actions', label: t('ui.actions'), quiet: true },
                ]}
              >
                {items.map(user => (
                  <UserRow key={user.id} user={user} owner={owner} change={change} />
                ))}
              </Table>
              <MoreRows query={query} />
            </>
          )
        }}
      </Loaded>
      {dialog}
    </>
  )
}

interface UserRowProps {
  readonly user: PlatformUser
  /** Whether whoever looks at it owns the platform: who else looks after it is theirs to say. */
  readonly owner: boolean
  readonly change: ReturnType<typeof usePlatformChange>['change']
}

function UserRow({ user, owner, change }: UserRowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { client } = useConsole()
  const me = useMember()
  const disabled = user.disabledAt !== null
  const locked = user.lockedUntil !== null && new Date(user.lockedUntil) > now
  return (
    <tr>
      <Cell>
        <span className="flex flex-wrap items-center gap-x-2 font-medium">
          {user.name}
          {user.isOwner ? (
            <Badge>{t('platform.owner')}</Badge>
          ) : (
            user.isAdmin && <Badge>{t('platform.admin')}</Badge>
          )}
        </span>
        <span className="block text-xs text-ink-3">{user.email}</span>
      </Cell>
      <Cell wide className="max-w-56 text-xs text-ink-2">
        {user.memberships.length === 0
          ? '—'
          : user.memberships.map(({ tenantName, role }) => `${tenantName} (${roleWords(role)})`).join(', ')}
      </Cell>
      <Cell wide quiet className="nums whitespace-nowrap">
        {user.lastLoginAt === null ? t('team.never') : format.ago(user.lastLoginAt, now)}
      </Cell>
      <Cell className="text-xs">
        {disabled ? (
          <>
            <StateWord tone="red">{t('platform.disabled')}</StateWord>
            {user.disabledReason !== null && <span className="block text-ink-3">{user.disabledReason}</span>}
          </>
        ) : locked ? (
          <StateWord tone="amber">
            {t('platform.lockedUntil', { time: format.time(user.lockedUntil ?? '') })}
          </StateWord>
        ) : (
          <StateWord tone="accent">{t('platform.active')}</StateWord>
        )}
      </Cell>
      <ActionCell>
        {owner && user.id !== me.userId && (user.isAdmin || user.isOwner) && (
          <Button
            size="sm"
            variant="ghost"
            aria-label={t('platform.revokeAdminOf', { name: user.name })}
            onClick={() =>
              change({
                title: t('platform.revokeAdminTitle', { name: user.name }),
                note: t('platform.revokeAdminNote'),
                confirm: t('platform.revokeAdmin'),
                said: t('platform.adminRevoked', { name: user.name }),
                send: reason => client.platform.revokeAdmin.mutate({ id: user.id, reason }),
              })
            }
          >
            {t('platform.revokeAdmin')}
          </Button>
        )}
        {owner && !disabled && !user.isAdmin && !user.isOwner && (
          <Button
            size="sm"
            variant="ghost"
            aria-label={t('platform.grantAdminOf', { name: user.name })}
            onClick={() =>
              change({
                title: t('platform.grantAdminTitle', { name: user.name }),
                note: t('platform.grantAdminNote'),
                confirm: t('platform.grantAdmin'),
                said: t('platform.adminGranted', { name: user.name }),
                send: reason => client.platform.grantAdmin.mutate({ id: user.id, reason }),
              })
            }
          >
            {t('platform.grantAdmin')}
          </Button>
        )}
        {locked && !disabled && (
          <Button
            size="sm"
            aria-label={t('platform.unlockOf', { name: user.name })}
            onClick={() =>
              change({
                title: t('platform.unlockTitle', { name: user.name }),
                note: t('platform.unlockNote'),
                confirm: t('platform.unlock'),
                said: t('platform.unlocked', { name: user.name }),
                send: reason => client.platform.unlockUser.mutate({ id: user.id, reason }),
              })
            }
          >
            {t('platform.unlock')}
          </Button>
        )}
        {disabled ? (
          <Button
            size="sm"
            aria-label={t('platform.enableOf', { name: user.name })}
            onClick={() =>
              change({
                title: t('platform.enableTitle', { name: user.name }),
                note: t('platform.enableNote'),
                confirm: t('team.enable'),
                said: t('team.enabled', { name: user.name }),
                send: reason => client.platform.enableUser.mutate({ id: user.id, reason }),
              })
            }
          >
            {t('team.enable')}
          </Button>
        ) : (
          user.id !== me.userId && (
            <Button
              size="sm"
              variant="ghost"
              aria-label={t('team.disableOf', { name: user.name })}
              onClick={() =>
                change({
                  title: t('platform.disableTitle', { name: user.name }),
                  note: t('platform.disableNote'),
                  confirm: t('team.disable'),
                  said: t('team.disabledNow', { name: user.name }),
                  send: reason => client.platform.disableUser.mutate({ id: user.id, reason }),
                })
              }
            >
              {t('team.disable')}
            </Button>
          )
        )}
      </ActionCell>
    </tr>
  )

  function roleWords(role: string): string {
    const known = roles.find(one => one === role)
    return known === undefined ? role : t(`role.${known}`)
  }
}
