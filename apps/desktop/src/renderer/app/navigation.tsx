import { Tooltip } from '@base-ui/react/tooltip'
import { Link, useLocation } from '@tanstack/react-router'
import {
  BookOpen,
  CheckCheck,
  FlaskConical,
  Gauge,
  GraduationCap,
  Inbox,
  Settings,
  Siren,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useConversationCounts } from '../features/conversation/index.ts'
import { useEscalations } from '../features/escalation/index.ts'
import { AccountMenu } from '../features/identity/index.ts'
import { CommandKeys } from '../features/keys/index.ts'
import { NotificationBell } from '../features/notification/index.ts'
import { cx } from '../ui/class-names.ts'
import { TooltipPopup } from '../ui/icon-button.tsx'
import { Logo } from '../ui/logo.tsx'
import { useConnection, useConsole, useMay } from './console-context.tsx'
import { useFormat } from './format.ts'

/** Where one can go, what waits there, whether the console is live, and who is signed in. */
export function Navigation() {
  const { t } = useTranslation()
  const format = useFormat()
  const counts = useConversationCounts()
  const escalations = useEscalations()
  const place = useLocation({
    select: location => ({
      path: location.pathname,
      approvals: 'view' in location.search && location.search.view === 'approval',
    }),
  })
  const mayRead = useMay('conversation.read')
  const mayReadKnowledge = useMay('knowledge.read')
  const mayReadInsight = useMay('insight.read')
  const mayReview = useMay('learning.review')
  const mayTry = useMay('studio.use')
  const inInbox = place.path.endsWith('/inbox')
  const all = [
    {
      to: '/inbox',
      search: {},
      name: 'inbox',
      icon: Inbox,
      count: counts?.all,
      on: inInbox && !place.approvals,
      shown: mayRead,
    },
    {
      to: '/inbox',
      search: { view: 'approval' as const },
      name: 'approvals',
      icon: CheckCheck,
      count: counts?.approval,
      on: inInbox && place.approvals,
      shown: mayRead,
    },
    {
      to: '/escalations',
      search: {},
      name: 'escalations',
      icon: Siren,
      count: escalations.query.data === undefined ? undefined : escalations.items.length,
      on: place.path.endsWith('/escalations'),
      shown: mayRead,
    },
    {
      to: '/knowledge',
      search: {},
      name: 'knowledge',
      icon: BookOpen,
      count: undefined,
      on: place.path.endsWith('/knowledge'),
      shown: mayReadKnowledge,
    },
    {
      to: '/autonomy',
      search: {},
      name: 'autonomy',
      icon: Gauge,
      count: undefined,
      on: place.path.endsWith('/autonomy'),
      shown: mayReadInsight,
    },
    {
      to: '/learning',
      search: {},
      name: 'learning',
      icon: GraduationCap,
      count: undefined,
      on: place.path.endsWith('/learning'),
      shown: mayReview,
    },
    {
      to: '/studio',
      search: {},
      name: 'studio',
      icon: FlaskConical,
      count: undefined,
      on: place.path.endsWith('/studio'),
      shown: mayTry,
    },
    {
      to: '/settings',
      search: {},
      name: 'settings',
      icon: Settings,
      count: undefined,
      on: place.path.endsWith('/settings'),
      shown: true,
    },
  ] as const
  const items = all.filter(({ shown }) => shown)

  return (
    <header className="flex min-h-0 flex-col gap-3 overflow-x-hidden overflow-y-auto bg-ground px-2 py-3">
      <div className="flex h-7 items-center gap-2.5 px-1.5">
        <Logo />
        <span className="text-md font-bold max-wide:sr-only">Countersign</span>
      </div>
      <nav aria-label={t('nav.label')} className="flex flex-col gap-0.5">
        {items.map(({ to, search, name, icon: Icon, count, on }) => (
          <Tooltip.Root key={name}>
            <Tooltip.Trigger
              render={
                <Link
                  to={to}
                  search={search}
                  aria-current={on ? 'page' : undefined}
                  className={cx(
                    'flex min-h-8 items-center gap-2.5 rounded-md border px-2 transition-colors duration-100 max-wide:min-h-11 max-wide:flex-col max-wide:justify-center max-wide:gap-0.5 max-wide:px-0',
                    on
                      ? 'border-line bg-surface font-semibold text-ink'
                      : 'border-transparent text-ink-2 hover:bg-hover hover:text-ink',
                  )}
                />
              }
            >
              <Icon aria-hidden="true" className="size-4 shrink-0" />
              <span className="wide:flex-1 max-wide:sr-only">{t(`nav.${name}`)}</span>
              {count !== undefined && count > 0 && (
                <span className="nums text-xs font-normal text-ink-3 max-wide:text-[0.625rem] max-wide:leading-3">
                  {format.number(count)}
                </span>
              )}
            </Tooltip.Trigger>
            <TooltipPopup label={t(`nav.${name}`)} keys={<CommandKeys command={`go.${name}`} />} />
          </Tooltip.Root>
        ))}
      </nav>
      <div className="mt-auto flex flex-col gap-1">
        {mayRead && <NotificationBell />}
        {mayRead && <ConnectionWord />}
        <AccountMenu />
      </div>
    </header>
  )
}

/** Whether what is on screen is the truth right now: a word with a dot. */
function ConnectionWord() {
  const { t } = useTranslation()
  const phase = useConnection(state => state.phase)
  const { reconnect } = useConsole()
  const look = {
    live: 'bg-accent',
    connecting: 'border border-amber breathing',
    offline: 'bg-amber',
  }[phase]
  return (
    <div
      role="status"
      className="flex min-h-7 items-center gap-2 px-2 text-xs text-ink-2 max-wide:justify-center max-wide:px-0"
    >
      <span aria-hidden="true" className={cx('size-2 shrink-0 rounded-full', look)} />
      <span className="max-wide:sr-only">{t(`connection.${phase}`)}</span>
      {phase === 'offline' && (
        <button type="button" onClick={reconnect} className="ml-auto underline max-wide:sr-only">
          {t('ui.retry')}
        </button>
      )}
    </div>
  )
}
