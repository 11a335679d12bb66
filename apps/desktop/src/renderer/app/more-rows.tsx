import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'

interface MoreRowsProps {
  readonly query: {
    readonly hasNextPage: boolean
    readonly isFetchingNextPage: boolean
    fetchNextPage(): unknown
  }
}

/** The rest of a list that comes in pages. */
export function MoreRows({ query }: MoreRowsProps) {
  const { t } = useTranslation()
  if (!query.hasNextPage) return null
  return (
    <div className="mt-4 flex justify-center">
      <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {t('ui.more')}
      </Button>
    </div>
  )
}
