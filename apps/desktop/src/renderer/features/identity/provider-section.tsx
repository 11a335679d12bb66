import type { OidcIdentity } from '@countersign/shared/identity/oidc.contract'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi, useConsole } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { asOfNow, Loaded } from '../../app/loaded.tsx'
import { useRefusalWords } from '../../app/refusal-words.ts'
import { useChange } from '../../app/use-change.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Section } from '../../ui/section.tsx'
import { ActionCell, Cell, Table } from '../../ui/table.tsx'

/** Accounts elsewhere that open this one. Not shown where the server knows no provider. */
export function ProviderSection() {
  const { t } = useTranslation()
  const { client, door, ports } = useConsole()
  const api = useApi()
  const words = useRefusalWords()
  const linking = useSending()
  const methods = useQuery({
    queryKey: ['door', 'methods'],
    queryFn: () => door.auth.methods.query(),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const query = useQuery(api.account.oidcIdentities.queryOptions(undefined, asOfNow))
  const provider = methods.data?.oidc ?? null
  /** @returns where this page goes now; null when the system's browser went there instead */
  const link = async () => {
    const { bridge } = ports
    if (bridge === null) return (await client.account.linkOidc.mutate({ client: 'browser' })).url
    const challenge = await bridge.provider.beginLink()
    const { url } = await client.account.linkOidc.mutate({ client: 'desktop', challenge })
    await bridge.provider.link(new URL(url).searchParams.get('link') ?? '')
    return null
  }
  if (provider === null && (query.data?.identities.length ?? 0) === 0) return null
  return (
    <Section
      title={t('provider.title')}
      note={t('provider.note')}
      action={
        provider !== null && (
          <Button
            disabled={linking.busy}
            onClick={() =>
              void linking
                .send(link)
                .then(start => start !== null && start.value !== null && window.location.assign(start.value))
            }
          >
            {t('provider.link', { name: provider.name })}
          </Button>
        )
      }
    >
      {linking.refusal !== null && <Problem>{words(linking.refusal.code)}</Problem>}
      <Loaded query={query} rows={1}>
        {({ identities }) =>
          identities.length === 0 ? (
            <p className="text-ink-3">{t('provider.none')}</p>
          ) : (
            <Identities identities={identities} />
          )
        }
      </Loaded>
    </Section>
  )
}

function Identities({ identities }: { identities: readonly OidcIdentity[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { client } = useConsole()
  const api = useApi()
  const change = useChange()
  return (
    <Table
      label={t('provider.title')}
      head={[
        { key: 'issuer', label: t('provider.issuer') },
        { key: 'email', label: t('team.email') },
        { key: 'used', label: t('provider.lastUsed'), wide: true },
        { key: 'actions', label: t('ui.actions'), quiet: true },
      ]}
    >
      {identities.map(identity => (
        <tr key={identity.id}>
          <Cell className="font-medium">{new URL(identity.issuer).host}</Cell>
          <Cell quiet>{identity.email ?? '—'}</Cell>
          <Cell wide quiet className="nums">
            {identity.lastUsedAt === null ? t('team.never') : format.moment(identity.lastUsedAt)}
          </Cell>
          <ActionCell>
            <Button
              size="sm"
              variant="ghost"
              aria-label={t('provider.unlinkOf', { issuer: new URL(identity.issuer).host })}
              onClick={() =>
                void change<{ identities: readonly OidcIdentity[] }>({
                  queryKey: api.account.oidcIdentities.queryKey(),
                  patch: list => ({ identities: list.identities.filter(one => one.id !== identity.id) }),
                  send: () => client.account.unlinkOidc.mutate({ id: identity.id }),
                  said: t('provider.unlinked'),
                  failed: t('provider.notUnlinked'),
                })
              }
            >
              {t('provider.unlink')}
            </Button>
          </ActionCell>
        </tr>
      ))}
    </Table>
  )
}
