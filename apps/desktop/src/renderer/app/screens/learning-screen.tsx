import { getRouteApi } from '@tanstack/react-router'
import { GraduationCap } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LearningDetail, LearningPanel, useLearning } from '../../features/learning/index.ts'
import { Notice } from '../../ui/notice.tsx'
import { useMay } from '../console-context.tsx'
import { Columns } from './columns.tsx'
import { ForbiddenScreen } from './forbidden-screen.tsx'
import { afterDone, useRowKeys } from './use-row-keys.ts'

const route = getRouteApi('/learning')

export function LearningScreen() {
  return useMay('learning.review') ? <Queue /> : <ForbiddenScreen />
}

function Queue() {
  const { t } = useTranslation()
  const { tab = 'pending', item = null } = route.useSearch()
  const navigate = route.useNavigate()
  const found = useLearning(tab)
  // Reviewed here: gone at once, before the server's list says so.
  const [reviewed, setReviewed] = useState<ReadonlySet<string>>(new Set())
  const learning =
    tab === 'pending' ? { ...found, items: found.items.filter(one => !reviewed.has(one.id)) } : found
  const ids = learning.items.map(one => one.id)
  const open = learning.items.find(one => one.id === item)
  const select = (id: string | null) =>
    void navigate({
      search: ({ item: _, ...rest }) => (id === null ? rest : { ...rest, item: id }),
      replace: true,
    })
  useRowKeys(ids, item, select)

  const first = ids[0]
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the arrival in a view opens something by itself
  useEffect(() => {
    if (item === null && first !== undefined && window.matchMedia('(min-width: 47.5rem)').matches)
      select(first)
  }, [first === undefined, item === null, tab])

  return (
    <Columns
      open={item !== null}
      list={
        <LearningPanel
          learning={learning}
          tab={tab}
          selectedId={item}
          onTab={next => void navigate({ search: next === 'pending' ? {} : { tab: next } })}
          onSelect={select}
        />
      }
      pane={
        open === undefined ? (
          <Notice icon={<GraduationCap />} title={t('learning.none')}>
            {t(
              item !== null && learning.hasMore
                ? 'learning.notListed'
                : ids.length === 0
                  ? 'learning.nothingToChoose'
                  : 'learning.noneNote',
            )}
          </Notice>
        ) : (
          <LearningDetail
            item={open}
            onBack={() => select(null)}
            onDone={() => {
              setReviewed(before => new Set([...before, open.id]))
              select(afterDone(ids, open.id))
            }}
            onEarlier={id => void navigate({ search: { tab: 'taught', item: id } })}
          />
        )
      }
    />
  )
}
