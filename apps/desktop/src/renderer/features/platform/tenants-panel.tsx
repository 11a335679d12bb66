import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Building2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { asOfNow, Loaded } from '../../app/loaded.tsx'
import { MoreRows } from '../../app/more-rows.tsx'
import { StateWord } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { ActionCell, Cell, Table } from '../../ui/table.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { usePlatformChange } from './use-platform-change.ts'

/** Every workspace of the installation. */
export function PlatformTenantsPanel() {
  const { t } = useTranslation()
  const format = useFormat()
  const { client } = useConsole()
  const api = useApi()
  const { change, dialog } = usePlatformChange()
  const [search, setSearch] = useState('')
  const text = useSettled(search.trim(), 220)
  const query = useInfiniteQuery(
    api.platform.tenants.infiniteQueryOptions(text === '' ? { limit: 50 } : { limit: 50, search: text }, {
      ...asOfNow,
      placeholderData: keepPreviousData,
      getNextPageParam: page => page.nextCursor ?? undefined,
    }),
  )
  return (
    <>
      <div className="mb-3 max-w-sm">
        <SearchField
          label={t('platform.searchTenants')}
          value={search}
          maxLength={200}
          onChange={setSearch}
        />
      </div>
      <Loaded query={query} rows={6}>
        {({ pages }) => {
          const items = pages.flatMap(page => page.items)
          if (items.length === 0) return <Notice icon={<Building2 />} title={t('ui.nothing')} />
          return (
            <>
              <Table
                label={t('settings.page.tenants')}
                head={[
                  { key: 'name', label: t('platform.tenant') },
                  { key: 'members', label: t('platform.members'), wide: true },
                  { key: 'created', label: t('platform.created'), wide: true },
                  { key: 'state', label: t('team.state') },
                  { key: 'actions', label: t('ui.actions'), quiet: true },
                ]}
              >
                {items.map(tenant => (
                  <tr key={tenant.id}>
                    <Cell>
                      <span className="block font-medium">{tenant.name}</span>
                      <span className="block text-xs text-ink-3">{tenant.ownerEmail ?? '—'}</span>
                    </Cell>
                    <Cell wide quiet className="nums">
                      {format.number(tenant.memberCount)}
                    </Cell>
                    <Cell wide quiet className="nums">
                      {format.longDate(tenant.createdAt)}
                    </Cell>
                    <Cell className="text-xs">
                      <StateWord tone={tenant.status === 'active' ? 'accent' : 'red'}>
                        {t(`platform.tenantStatus.${tenant.status}`)}
                      </StateWord>
                      {tenant.restrictedReason !== null && (
                        <span className="block text-ink-3">{tenant.restrictedReason}</span>
                      )}
                    </Cell>
                    <ActionCell>
                      {tenant.status === 'active' ? (
                        <Button
                          size="sm"
                          variant="ghost"
                          aria-label={t('platform.restrictOf', { name: tenant.name })}
                          onClick={() =>
                            change({
                              title: t('platform.restrictTitle', { name: tenant.name }),
                              note: t('platform.restrictNote'),
                              confirm: t('platform.restrict'),
                              said: t('platform.restricted', { name: tenant.name }),
                              send: reason =>
                                client.platform.restrictTenant.mutate({ id: tenant.id, reason }),
                            })
                          }
                        >
                          {t('platform.restrict')}
                        </Button>
                      ) : (
                        <Button
                          size="sm"
                          aria-label={t('platform.reinstateOf', { name: tenant.name })}
                          onClick={() =>
                            change({
                              title: t('platform.reinstateTitle', { name: tenant.name }),
                              note: t('platform.reinstateNote'),
                              confirm: t('platform.reinstate'),
                              said: t('platform.reinstated', { name: tenant.name }),
                              send: reason =>
                                client.platform.reinstateTenant.mutate({ id: tenant.id, reason }),
                            })
                          }
                        >
                          {t('platform.reinstate')}
                        </Button>
                      )}
                    </ActionCell>
                  </tr>
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
