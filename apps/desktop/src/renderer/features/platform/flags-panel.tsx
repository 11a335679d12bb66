import type { PlatformFlag } from '@countersign/shared/platform/platform.contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { asOfNow, Loaded } from '../../app/loaded.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { SwitchRow } from '../../ui/switch-row.tsx'
import { usePlatformChange } from './use-platform-change.ts'

/** What is on for everybody, and where one workspace differs. */
export function PlatformFlagsPanel() {
  const { t } = useTranslation()
  const api = useApi()
  const { change, dialog } = usePlatformChange()
  const [tenantId, setTenantId] = useState('')
  const tenants = useQuery(api.platform.tenants.queryOptions({ limit: 200 }))
  const flags = useQuery(
    api.platform.flags.queryOptions(tenantId === '' ? {} : { tenantId }, {
      ...asOfNow,
      placeholderData: keepPreviousData,
    }),
  )
  const tenantName = tenants.data?.items.find(tenant => tenant.id === tenantId)?.name ?? null
  return (
    <>
      <div className="mb-4 max-w-sm">
        <SelectField
          label={t('platform.flagsFor')}
          value={tenantId}
          options={[
            { value: '', label: t('platform.everybody') },
            ...(tenants.data?.items ?? []).map(tenant => ({ value: tenant.id, label: tenant.name })),
          ]}
          onChange={setTenantId}
        />
      </div>
      <Loaded query={flags} rows={8}>
        {({ items }) => (
          <ul aria-label={t('settings.page.flags')}>
            {items.map(flag => (
              <li key={flag.name} className="border-b py-3">
                <FlagRow
                  flag={flag}
                  tenant={tenantId === '' || tenantName === null ? null : { id: tenantId, name: tenantName }}
                  change={change}
                />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {dialog}
    </>
  )
}

interface FlagRowProps {
  readonly flag: PlatformFlag
  /** Null: for everybody. */
  readonly tenant: { readonly id: string; readonly name: string } | null
  readonly change: ReturnType<typeof usePlatformChange>['change']
}

function FlagRow({ flag, tenant, change }: FlagRowProps) {
  const { t } = useTranslation()
  const { client } = useConsole()
  const own = tenant === null ? undefined : flag.tenants.find(({ tenantId }) => tenantId === tenant.id)
  const enabled = own?.enabled ?? flag.enabled
  const name = t(`platform.flag.${flag.name}`)
  /** Null: no setting of its own any more. */
  const turn = (next: boolean | null) =>
    change({
      ...asking(next),
      said: t('platform.flagSet', { name }),
      send: reason =>
        client.platform.setFlag.mutate({
          name: flag.name,
          tenantId: tenant?.id ?? null,
          enabled: next,
          reason,
        }),
    })
  const asking = (next: boolean | null) => {
    if (next === null) {
      return {
        title: t('platform.unpinTitle', { name }),
        note: t('platform.unpinNote', { tenant: tenant?.name ?? '' }),
        confirm: t('platform.unpin'),
      }
    }
    return {
      title: t(next ? 'platform.flagOnTitle' : 'platform.flagOffTitle', { name }),
      note: tenant === null ? t('platform.flagNote') : t('platform.flagTenantNote', { tenant: tenant.name }),
      confirm: t(next ? 'platform.turnOn' : 'platform.turnOff'),
    }
  }
  const exceptions = flag.tenants.filter(one => one.enabled !== flag.enabled)
  const note =
    tenant !== null
      ? t(own === undefined ? 'platform.inherited' : 'platform.ownSetting')
      : exceptions.length === 0
        ? undefined
        : t('platform.except', { names: exceptions.map(({ tenantName }) => tenantName).join(', ') })
  return (
    <div className="flex items-start gap-4">
      <div className="min-w-0 flex-1">
        <SwitchRow
          label={name}
          note={
            <>
              <span className="font-mono">{flag.name}</span>
              {note !== undefined && <> · {note}</>}
            </>
          }
          checked={enabled}
          onChange={turn}
        />
      </div>
      {tenant !== null &&
        (own === undefined ? (
          <Button
            size="sm"
            variant="ghost"
            aria-label={t('platform.pinOf', { name })}
            onClick={() => turn(flag.enabled)}
          >
            {t('platform.pin')}
          </Button>
        ) : (
          <Button
            size="sm"
            variant="ghost"
            aria-label={t('platform.unpinOf', { name })}
            onClick={() => turn(null)}
          >
            {t('platform.unpin')}
          </Button>
        ))}
    </div>
  )
}
