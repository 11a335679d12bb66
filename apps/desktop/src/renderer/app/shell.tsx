import { Outlet, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConversationCounts } from '../features/conversation/index.ts'
import { useProviderReturn } from '../features/identity/index.ts'
import { KeysMap, useCommand, useKeys } from '../features/keys/index.ts'
import { Palette } from '../features/palette/index.ts'
import { useConnection, useConsole, useMay } from './console-context.tsx'
import { fetchWords, languages } from './i18n.ts'
import { KeptBar } from './kept-bar.tsx'
import { Navigation } from './navigation.tsx'
import { fetchLateScreens } from './screens/late-screens.ts'
import { useDraftNotices } from './use-draft-notices.ts'

/** How long after the first screen is up to date the other ones are fetched. */
const aheadMs = 1_500

/** The frame around every screen: navigation, the bar for what is kept, the keys. */
export function Shell() {
  const navigate = useNavigate()
  const { ports } = useConsole()
  const [overlay, setOverlay] = useState<'palette' | 'keys' | null>(null)
  const counts = useConversationCounts()
  const unread = counts?.approval ?? 0
  useKeys()
  useDraftNotices()
  useCommand('palette.open', () => setOverlay('palette'))
  useCommand('keys.open', () => setOverlay('keys'))
  const mayRead = useMay('conversation.read')
  const mayReadKnowledge = useMay('knowledge.read')
  useCommand('go.inbox', mayRead ? () => void navigate({ to: '/inbox', search: {} }) : null)
  useCommand(
    'go.approvals',
    mayRead ? () => void navigate({ to: '/inbox', search: { view: 'approval' } }) : null,
  )
  useCommand('go.escalations', mayRead ? () => void navigate({ to: '/escalations', search: {} }) : null)
  useCommand('go.knowledge', mayReadKnowledge ? () => void navigate({ to: '/knowledge', search: {} }) : null)
  const mayReadInsight = useMay('insight.read')
  const mayReview = useMay('learning.review')
  const mayTry = useMay('studio.use')
  useCommand('go.autonomy', mayReadInsight ? () => void navigate({ to: '/autonomy' }) : null)
  useCommand('go.learning', mayReview ? () => void navigate({ to: '/learning', search: {} }) : null)
  useCommand('go.studio', mayTry ? () => void navigate({ to: '/studio', search: {} }) : null)
  useCommand('go.settings', () => void navigate({ to: '/settings', search: {} }))

  const { i18n } = useTranslation()
  const live = useConnection(state => state.ready)
  useEffect(() => {
    if (!live) return
    return ports.schedule(() => {
      // What does not come now is fetched when somebody goes there.
      const ahead = [fetchLateScreens(), ...languages.map(language => fetchWords(i18n, language))]
      void Promise.allSettled(ahead)
    }, aheadMs)
  }, [live, ports, i18n])

  const { bridge } = ports
  useEffect(
    () => bridge?.onOpenConversation(id => void navigate({ to: '/inbox', search: { c: id } })),
    [bridge, navigate],
  )
  // Whoever is in comes back from a provider to link it: the page that asks for their word takes it from there.
  const returned = useProviderReturn(state => state.returned)
  useEffect(() => {
    if (returned !== null) void navigate({ to: '/settings', search: { page: 'sign-in' } })
  }, [returned, navigate])
  useEffect(() => {
    document.title = unread === 0 ? 'Countersign' : `(${unread}) Countersign`
    // The dock badge counts what waits for a person. A desktop that cannot show it is no reason to stop.
    void bridge?.setUnread(unread).catch(() => undefined)
  }, [bridge, unread])

  return (
    <div className="grid h-full grid-cols-[3.25rem_minmax(0,1fr)] wide:grid-cols-[12.25rem_minmax(0,1fr)]">
      <Navigation />
      <div className="flex min-h-0 min-w-0 flex-col border-l">
        <KeptBar />
        <main className="min-h-0 flex-1">
          <Outlet />
        </main>
      </div>
      <Palette
        open={overlay === 'palette'}
        onOpenChange={open => setOverlay(open ? 'palette' : null)}
        onConversation={id => void navigate({ to: '/inbox', search: { c: id } })}
        onSettings={page => void navigate({ to: '/settings', search: { page } })}
      />
      <KeysMap open={overlay === 'keys'} onOpenChange={open => setOverlay(open ? 'keys' : null)} />
    </div>
  )
}
