import { getRouteApi } from '@tanstack/react-router'
import { KnowledgePanel } from '../../features/knowledge/index.ts'
import { useMay } from '../console-context.tsx'
import { ForbiddenScreen } from './forbidden-screen.tsx'

const route = getRouteApi('/knowledge')

export function KnowledgeScreen() {
  return useMay('knowledge.read') ? <Knowledge /> : <ForbiddenScreen />
}

function Knowledge() {
  const { q } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <KnowledgePanel
      search={q ?? ''}
      onSearch={text => void navigate({ search: text === '' ? {} : { q: text }, replace: true })}
    />
  )
}
