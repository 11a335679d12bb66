import type { ApiKeyList, ApiKeyView } from '@countersign/shared/api-key/api-key.contract'
import { useQuery } from '@tanstack/react-query'
import { KeySquare, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { asOfNow, Loaded } from '../../app/loaded.tsx'
import { useChange } from '../../app/use-change.ts'
import { useNow } from '../../app/use-now.ts'
import { StateWord } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useReasonDialog } from '../../ui/reason-dialog.tsx'
import { ActionCell, Cell, Table } from '../../ui/table.tsx'
import { CreateKeyDialog } from './create-key-dialog.tsx'

/** Keys that other programs use the public routes with. */
export function ApiKeyPanel() {
  const { t } = useTranslation()
  const api = useApi()
  const [creating, setCreating] = useState(false)
  const query = useQuery(api.apiKey.list.queryOptions(undefined, asOfNow))
  const create = (
    <Button variant="primary" icon={<Plus />} onClick={() => setCreating(true)}>
      {t('apiKey.create')}
    </Button>
  )
  return (
    <>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Notice icon={<KeySquare />} title={t('apiKey.empty')} action={create}>
              {t('apiKey.emptyNote')}
            </Notice>
          ) : (
            <>
              <div className="mb-3 flex justify-end">{create}</div>
              <Keys items={items} />
            </>
          )
        }
      </Loaded>
      <CreateKeyDialog open={creating} onOpenChange={setCreating} />
    </>
  )
}

function Keys({ items }: { items: readonly ApiKeyView[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { client, ports } = useConsole()
  const api = useApi()
  const change = useChange()
  const { ask, dialog } = useReasonDialog()
  const revoke = (key: ApiKeyView) =>
    change<ApiKeyList>({
      queryKey: api.apiKey.list.queryKey(),
      patch: list => ({
        items: list.items.map(one =>
          one.id === key.id ? { ...one, revokedAt: ports.now().toISOString() } : one,
        ),
      }),
      send: () => client.apiKey.revoke.mutate({ id: key.id }),
      said: t('apiKey.revoked', { name: key.name }),
      failed: t('apiKey.notRevoked', { name: key.name }),
    })
  return (
    <>
      <Table
        label={t('settings.page.api-keys')}
        head={[
          { key: 'name', label: t('apiKey.name') },
          { key: 'scopes', label: t('apiKey.scopes'), wide: true },
          { key: 'used', label: t('apiKey.lastUsed') },
          { key: 'state', label: t('team.state') },
          { key: 'actions', label: t('ui.actions'), quiet: true },
        ]}
      >
        {items.map(key => {
          const expired = key.expiresAt !== null && new Date(key.expiresAt) <= now
          const over = key.revokedAt !== null || expired
          return (
            <tr key={key.id} className={over ? 'text-ink-3' : ''}>
              <Cell>
                <span className="block font-medium">{key.name}</span>
                <span className="block font-mono text-xs text-ink-3">cs_live_…{key.last4}</span>
              </Cell>
              <Cell wide className="text-xs text-ink-2">
                {key.scopes.map(scope => t(`apiKey.scope.${scope}`)).join(', ')}
              </Cell>
              <Cell quiet className="nums">
                {key.lastUsedAt === null ? t('team.never') : format.ago(key.lastUsedAt, now)}
              </Cell>
              <Cell className="text-xs">
                {key.revokedAt !== null ? (
                  <StateWord tone="plain">
                    {t('apiKey.revokedOn', { date: format.date(key.revokedAt) })}
                  </StateWord>
                ) : expired ? (
                  <StateWord tone="amber">{t('apiKey.expired')}</StateWord>
                ) : (
                  <StateWord tone="accent">
                    {key.expiresAt === null
                      ? t('apiKey.inUse')
                      : t('apiKey.until', { date: format.longDate(key.expiresAt) })}
                  </StateWord>
                )}
              </Cell>
              <ActionCell>
                {key.revokedAt === null && (
                  <Button
                    size="sm"
                    variant="ghost"
                    aria-label={t('apiKey.revokeOf', { name: key.name })}
                    onClick={() =>
                      ask({
                        title: t('apiKey.revokeTitle', { name: key.name }),
                        note: t('apiKey.revokeNote'),
                        confirm: t('apiKey.revoke'),
                        run: async () => {
                          void revoke(key)
                          return null
                        },
                      })
                    }
                  >
                    {t('apiKey.revoke')}
                  </Button>
                )}
              </ActionCell>
            </tr>
          )
        })}
      </Table>
      {dialog}
    </>
  )
}
