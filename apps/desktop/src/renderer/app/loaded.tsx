import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Bone, Skeleton } from '../ui/skeleton.tsx'
import { readRefusal } from './refusal.ts'
import { useRefusalWords } from './refusal-words.ts'

/** For what no event announces: asked again whenever it is shown. */
export const asOfNow = { staleTime: 0 } as const

interface LoadedProps<T> {
  readonly query: UseQueryResult<T, unknown>
  /** Rows of the skeleton. */
  readonly rows?: number
  readonly children: (data: T) => ReactNode
}

/** An answer once it is here; bones before, and what went wrong with a way to try again. */
export function Loaded<T>({ query, rows = 3, children }: LoadedProps<T>) {
  const { t } = useTranslation()
  const words = useRefusalWords()
  if (query.data !== undefined) return children(query.data)
  if (query.isError) {
    return (
      <Notice
        role="alert"
        title={t('settings.failed')}
        action={<Button onClick={() => void query.refetch()}>{t('ui.retry')}</Button>}
      >
        {words(readRefusal(query.error).code)}
      </Notice>
    )
  }
  return (
    <Skeleton label={t('ui.loading')}>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bones are all alike
        <div key={index} className="flex gap-6 border-b py-3.5">
          <Bone className="w-1/3" />
          <Bone className="w-24" />
          <Bone className="w-16" />
        </div>
      ))}
    </Skeleton>
  )
}
