import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { asOfNow, Loaded } from '../../app/loaded.tsx'
import { Cell, Table } from '../../ui/table.tsx'

/** Which version runs since when, and what each changed in the database. */
export function PlatformUpdatesPanel() {
  const { t } = useTranslation()
  const format = useFormat()
  const api = useApi()
  const query = useQuery(api.platform.updates.queryOptions(undefined, asOfNow))
  return (
    <Loaded query={query}>
      {({ items }) => (
        <Table
          label={t('settings.page.updates')}
          head={[
            { key: 'version', label: t('platform.version') },
            { key: 'at', label: t('platform.since') },
            { key: 'before', label: t('platform.before') },
            { key: 'changes', label: t('platform.databaseChanges'), wide: true },
          ]}
        >
          {items.map(item => (
            <tr key={item.id} className="align-top">
              <Cell className="nums font-medium">{item.version}</Cell>
              <Cell className="nums text-xs whitespace-nowrap text-ink-2">{format.moment(item.at)}</Cell>
              <Cell className="nums text-ink-2">{item.previousVersion ?? '—'}</Cell>
              <Cell wide className="font-mono text-xs break-words text-ink-2">
                {item.migrations.length === 0
                  ? '—'
                  : item.migrations.map(name => (
                      <span key={name} className="block">
                        {name}
                      </span>
                    ))}
              </Cell>
            </tr>
          ))}
        </Table>
      )}
    </Loaded>
  )
}
