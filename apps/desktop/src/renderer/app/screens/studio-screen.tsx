import { getRouteApi } from '@tanstack/react-router'
import { StudioPanel } from '../../features/studio/index.ts'
import { useMay } from '../console-context.tsx'
import { ForbiddenScreen } from './forbidden-screen.tsx'

const route = getRouteApi('/studio')

export function StudioScreen() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  if (!useMay('studio.use')) return <ForbiddenScreen />
  return (
    <StudioPanel
      place={{
        view: search.view ?? 'try',
        threadId: search.thread ?? null,
        messageId: search.m ?? null,
        runId: search.run ?? null,
      }}
      onPlace={({ view, threadId, messageId, runId }) =>
        void navigate({
          search: {
            ...(view === 'cases' ? { view } : {}),
            ...(threadId === null ? {} : { thread: threadId }),
            ...(messageId === null ? {} : { m: messageId }),
            ...(runId === null ? {} : { run: runId }),
          },
        })
      }
    />
  )
}
