import type { SecretView } from '@countersign/shared/secret/secret.contract'
import { useQuery } from '@tanstack/react-query'
import { LockKeyhole, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { asOfNow, Loaded } from '../../app/loaded.tsx'
import { StateWord } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ActionCell, Cell, Table } from '../../ui/table.tsx'
import { PlatformSecretForm } from './secret-form.tsx'
import { usePlatformChange } from './use-platform-change.ts'

/** The installation's own secrets. Values go in and never come out; every change has its reason. */
export function PlatformSecretsPanel() {
  const { t } = useTranslation()
  const api = useApi()
  const [putting, setPutting] = useState<{ name: string | null } | null>(null)
  const query = useQuery(api.platform.secrets.queryOptions(undefined, asOfNow))
  const add = (
    <Button variant="primary" icon={<Plus />} onClick={() => setPutting({ name: null })}>
      {t('secret.add')}
    </Button>
  )
  const close = () => setPutting(null)
  const name = putting?.name ?? null
  return (
    <>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Notice icon={<LockKeyhole />} title={t('platform.secretsEmpty')} action={add}>
              {t('platform.secretsEmptyNote')}
            </Notice>
          ) : (
            <>
              <div className="mb-3 flex justify-end">{add}</div>
              <Secrets items={items} onReplace={replaced => setPutting({ name: replaced })} />
            </>
          )
        }
      </Loaded>
      <Dialog
        open={putting !== null}
        onOpenChange={next => !next && close()}
        title={name === null ? t('secret.add') : t('secret.replaceTitle', { name })}
        note={name === null ? t('secret.addNote') : t('secret.replaceNote')}
      >
        <PlatformSecretForm key={name} given={name} onDone={close} />
      </Dialog>
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
  const { client } = useConsole()
  const { change, dialog } = usePlatformChange()
  return (
    <>
      <Table
        label={t('settings.page.platform-secrets')}
        head={[
          { key: 'name', label: t('secret.name') },
          { key: 'value', label: t('secret.value') },
          { key: 'stored', label: t('secret.stored'), wide: true },
          { key: 'state', label: t('team.state') },
          { key: 'actions', label: t('ui.actions'), quiet: true },
        ]}
      >
        {items.map(({ id, name, last4, createdAt, createdBy, rotatedAt, revokedAt }) => (
          <tr key={id}>
            <Cell className="font-mono text-xs font-medium">{name}</Cell>
            <Cell quiet className="font-mono text-xs">
              {last4 === null ? '••••••••' : `••••${last4}`}
            </Cell>
            <Cell wide quiet className="text-xs">
              {format.moment(rotatedAt ?? createdAt)}
              {createdBy !== null && ` · ${createdBy.name}`}
            </Cell>
            <Cell className="text-xs">
              {revokedAt === null ? (
                <StateWord tone="accent">{t('secret.inUse')}</StateWord>
              ) : (
                <StateWord tone="plain">{t('apiKey.revokedOn', { date: format.date(revokedAt) })}</StateWord>
              )}
            </Cell>
            <ActionCell>
              {revokedAt === null && (
                <>
                  <Button
                    size="sm"
                    variant="ghost"
                    aria-label={t('secret.replaceOf', { name })}
                    onClick={() => onReplace(name)}
                  >
                    {t('secret.replace')}
                  </Button>
                  <Button
                    size="sm"
                    variant="ghost"
                    aria-label={t('apiKey.revokeOf', { name })}
                    onClick={() =>
                      change({
                        title: t('apiKey.revokeTitle', { name }),
                        note: t('secret.revokeNote'),
                        confirm: t('apiKey.revoke'),
                        said: t('secret.revoked', { name }),
                        send: reason => client.platform.revokeSecret.mutate({ id, reason }),
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
