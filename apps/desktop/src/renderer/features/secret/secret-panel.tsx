import type { SecretList, SecretView } from '@countersign/shared/secret/secret.contract'
import { useQuery } from '@tanstack/react-query'
import { LockKeyhole, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { asOfNow, Loaded } from '../../app/loaded.tsx'
import { useChange } from '../../app/use-change.ts'
import { StateWord } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useReasonDialog } from '../../ui/reason-dialog.tsx'
import { ActionCell, Cell, Table } from '../../ui/table.tsx'
import { PutSecretDialog } from './put-secret-dialog.tsx'

/** What channels and models sign in with. Values go in and never come out. */
export function SecretPanel() {
  const { t } = useTranslation()
  const api = useApi()
  const [putting, setPutting] = useState<{ name: string | null } | null>(null)
  const query = useQuery(api.secret.list.queryOptions(undefined, asOfNow))
  const add = (
    <Button variant="primary" icon={<Plus />} onClick={() => setPutting({ name: null })}>
      {t('secret.add')}
    </Button>
  )
  return (
    <>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Notice icon={<LockKeyhole />} title={t('secret.empty')} action={add}>
              {t('secret.emptyNote')}
            </Notice>
          ) : (
            <>
              <div className="mb-3 flex justify-end">{add}</div>
              <Secrets items={items} onReplace={name => setPutting({ name })} />
            </>
          )
        }
      </Loaded>
      <PutSecretDialog
        open={putting !== null}
        name={putting?.name ?? null}
        onClose={() => setPutting(null)}
      />
    </>
  )
}

interface SecretsProps {
  readonly items: readonly SecretView[]
  readonly onReplace: (name: string) => void
}

function Secrets({ items, onReplace }: SecretsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { client, ports } = useConsole()
  const api = useApi()
  const change = useChange()
  const { ask, dialog } = useReasonDialog()
  const revoke = (secret: SecretView) =>
    change<SecretList>({
      queryKey: api.secret.list.queryKey(),
      patch: list => ({
        items: list.items.map(one =>
          one.id === secret.id ? { ...one, revokedAt: ports.now().toISOString() } : one,
        ),
      }),
      send: () => client.secret.revoke.mutate({ id: secret.id }),
      said: t('secret.revoked', { name: secret.name }),
      failed: t('secret.notRevoked', { name: secret.name }),
    })
  return (
    <>
      <Table
        label={t('settings.page.secrets')}
        head={[
          { key: 'name', label: t('secret.name') },
          { key: 'value', label: t('secret.value') },
          { key: 'stored', label: t('secret.stored'), wide: true },
          { key: 'state', label: t('team.state') },
          { key: 'actions', label: t('ui.actions'), quiet: true },
        ]}
      >
        {items.map(secret => (
          <tr key={secret.id}>
            <Cell className="font-mono text-xs font-medium">{secret.name}</Cell>
            <Cell quiet className="font-mono text-xs">
              {secret.last4 === null ? '••••••••' : `••••${secret.last4}`}
            </Cell>
            <Cell wide quiet className="text-xs">
              {format.moment(secret.rotatedAt ?? secret.createdAt)}
              {secret.createdBy !== null && ` · ${secret.createdBy.name}`}
            </Cell>
            <Cell className="text-xs">
              {secret.revokedAt === null ? (
                <StateWord tone="accent">{t('secret.inUse')}</StateWord>
              ) : (
                <StateWord tone="plain">
                  {t('apiKey.revokedOn', { date: format.date(secret.revokedAt) })}
                </StateWord>
              )}
            </Cell>
            <ActionCell>
              {secret.revokedAt === null && (
                <>
                  <Button
                    size="sm"
                    variant="ghost"
                    aria-label={t('secret.replaceOf', { name: secret.name })}
                    onClick={() => onReplace(secret.name)}
                  >
                    {t('secret.replace')}
                  </Button>
                  <Button
                    size="sm"
                    variant="ghost"
                    aria-label={t('apiKey.revokeOf', { name: secret.name })}
                    onClick={() =>
                      ask({
                        title: t('apiKey.revokeTitle', { name: secret.name }),
                        note: t('secret.revokeNote'),
                        confirm: t('apiKey.revoke'),
                        run: async () => {
                          void revoke(secret)
                          return null
                        },
                      })
                    }
                  >
                    {t('apiKey.revoke')}
                  </Button>
                </>
              )}
            </ActionCell>
          </tr>
        ))}
      </Table>
      {dialog}
    </>
  )
}
