import { useInfiniteQuery } from '@tanstack/react-query'
import { ScrollText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../app/console-context.tsx'
import { useFormat } from '../../app/format.ts'
import { asOfNow, Loaded } from '../../app/loaded.tsx'
import { MoreRows } from '../../app/more-rows.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Cell, Table } from '../../ui/table.tsx'
import { factWords } from './fact-words.ts'

/** What those who look after the installation have done, why, and how it was before. */
export function PlatformActionsPanel() {
  const { t } = useTranslation()
  const format = useFormat()
  const api = useApi()
  const query = useInfiniteQuery(
    api.platform.actions.infiniteQueryOptions(
      { limit: 50 },
      { ...asOfNow, getNextPageParam: page => page.nextCursor ?? undefined },
    ),
  )
  return (
    <Loaded query={query} rows={6}>
      {({ pages }) => {
        const items = pages.flatMap(page => page.items)
        if (items.length === 0) {
          return (
            <Notice icon={<ScrollText />} title={t('platform.noActions')}>
              {t('platform.noActionsNote')}
            </Notice>
          )
        }
        return (
          <>
            <Table
              label={t('settings.page.actions')}
              head={[
                { key: 'at', label: t('audit.at') },
                { key: 'action', label: t('audit.what') },
                { key: 'reason', label: t('confirm.reason') },
                { key: 'before', label: t('platform.before'), wide: true },
                { key: 'after', label: t('platform.after'), wide: true },
              ]}
            >
              {items.map(item => (
                <tr key={item.id} className="align-top">
                  <Cell className="nums text-xs whitespace-nowrap text-ink-2">
                    {format.moment(item.at)}
                    <span className="block text-ink-3">{item.by?.name ?? t('platform.byServer')}</span>
                  </Cell>
                  <Cell>
                    <span className="block font-medium">{t(`platform.action.${item.action}`)}</span>
                    <span className="block text-xs text-ink-3">{item.targetName ?? '—'}</span>
                  </Cell>
                  <Cell className="max-w-72 break-words">{item.reason}</Cell>
                  <State of={item.previousState} />
                  <State of={item.metadata} />
                </tr>
              ))}
            </Table>
            <MoreRows query={query} />
          </>
        )
      }}
    </Loaded>
  )
}

function State({ of }: { of: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Cell wide className="max-w-56 text-xs break-words text-ink-2">
      {Object.entries(of).map(([name, value]) => (
        <span key={name} className="block">
          {factWords(name, value, t, format)}
        </span>
      ))}
    </Cell>
  )
}
