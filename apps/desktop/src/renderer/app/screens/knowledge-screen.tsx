import { getRouteApi } from '@tanstack/react-router'
import { KnowledgePanel } from '../../features/knowledge/index.ts'

const route = getRouteApi('/knowledge')

export function KnowledgeScreen() {
  const { q } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <KnowledgePanel
      search={q ?? ''}
      onSearch={text => void navigate({ search: text === '' ? {} : { q: text }, replace: true })}
    />
  )
}
